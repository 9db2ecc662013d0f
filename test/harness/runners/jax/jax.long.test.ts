/** The JAX runner against the float64 oracle, through the protocol and the judge that every runner has. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fill, stored, streamKey } from '../../../../suites/data.ts';
import { gemmWorkload } from '../../../../suites/gemm/gemm.ts';
import { sha256 } from '../../../../suites/identity.ts';
import { loadModels } from '../../../../suites/models.ts';
import { resolveLayer, resolveWorkload } from '../../../../suites/resolve.ts';
import { shrink } from '../../../../suites/shrink.ts';
import type { Dtype, Workload } from '../../../../suites/workload.ts';
import { FORMS, SIZES } from '../../proven-layers.ts';
import { proofOf, runScript, type Served, serveJax, skipsJax, worstError } from './jax.ts';
import { ADVERSARIAL } from './layers.ts';

const MODELS = loadModels().flatMap(({ id, router }) => (router === null ? [] : [id]));
/** One a kind of router and activation: what rounding does to a type is the same code in every model. */
const FEW = ['mixtral-8x7b', 'deepseek-v3', 'gpt-oss-20b', 'llama-4-scout', 'switch-base-128e'];
/** The oracle has a matrix product for each, and its time is that of the test. */
const MOST_EXPERTS = 32;
/** Far below the tolerances of results/proof/tolerance.ts, which leave room for devices that are not CPUs. */
const BOUND: Readonly<Partial<Record<Dtype, number>>> = {
  float32: 1e-5,
  bfloat16: 2e-2,
  float16: 2.5e-3,
  float64: 1e-12,
};

let served: Served;

describe.skipIf(skipsJax)('the JAX runner (skipped where MOEBENCH_JAX_PYTHON is not set)', () => {
  beforeAll(async () => {
    served = await serveJax();
  });
  afterAll(async () => {
    await served.end();
  });

  it.each(MODELS)('%s in float32 is the oracle’s, and so is every choice', async model => {
    await expectHolds(smallLayer(model, 'float32'));
  });

  it.each(FEW)('%s in bfloat16 is the oracle’s, and so is every choice', async model => {
    await expectHolds(smallLayer(model, 'bfloat16'));
  });

  it.each(['balanced', 'zipf:1.2'])('a layer routed %s holds in every type', async routing => {
    for (const dtype of ['float32', 'bfloat16', 'float16', 'float64'] as const) {
      await expectHolds(smallLayer('qwen3-30b-a3b', dtype, routing));
    }
  });

  it.each(Object.entries(ADVERSARIAL))('%s: both strategies hold', async (_, layer) => {
    for (const strategy of ['jit', 'ragged']) await expectHolds(layer('float32'), strategy);
    await expectHolds(layer('bfloat16'));
  });

  it.each(FORMS)('fields that are no shipped model’s hold in every type: $model $routing', async form => {
    for (const dtype of ['float32', 'bfloat16', 'float16', 'float64'] as const) {
      const layer = resolveLayer({
        pass: 'forward-backward',
        seed: 1,
        ...form,
        scale: { ...SIZES, ...form.scale },
        dtype,
      });
      await expectHolds(layer);
      if (dtype === 'float32') await expectHolds(layer, 'ragged');
    }
  });

  it.each<[string, object]>([['latentSize: a field that this runner does not know', { latentSize: 8 }]])(
    'refuses what it does not know: %s',
    async (message, field) => {
      const workload = { ...smallLayer('mixtral-8x7b', 'float32'), ...field };
      await expect(proofOf(workload, served)).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringContaining(message),
      });
    },
  );

  it('a forward alone holds', async () => {
    await expectHolds({ ...smallLayer('ling-lite', 'float32'), pass: 'forward' });
  });

  it('products and the stream hold, each side stored either way, kept or not', async () => {
    const sides = [false, true].flatMap(transposeA => [false, true].map(transposeB => ({ transposeA, transposeB })));
    const matmuls = sides.flatMap(side =>
      [false, true].map(kept => ({ m: 17, k: 40, n: 24, count: 2, kept, ...side })),
    );
    for (const dtype of ['float32', 'bfloat16'] as const) {
      await expectHolds(gemmWorkload(dtype, 1, matmuls));
      await expectHolds({ version: 1, part: 'stream', pass: 'forward', dtype, seed: 1, elements: 5000 });
    }
  });

  it('float32 products are IEEE here, and the check refuses each way of rounding them', () => {
    expect(runScript('exact_product.py', {})).toEqual({
      device: false,
      tf32: true,
      bfloat16: true,
      'three passes': true,
      'sums in bfloat16': true,
    });
  });

  it('10⁶ values of each of 20 names are bit by bit those of TypeScript', () => {
    const [seed, length, amplitude] = [7, 10 ** 6, 0.125];
    const names = Array.from({ length: 20 }, (_, i) =>
      i < 2 ? (['x', 'dy'][i] ?? '') : `layers.${i}.experts.${i}.w1`,
    );
    const dtypes = ['float32', 'bfloat16', 'float16', 'float64'] as const;
    const hash = (dtype: (typeof dtypes)[number]) => (name: string) =>
      sha256(bytesOf(stored(dtype, fill(dtype, seed, name, length, amplitude))));
    const found = z
      .record(z.string(), z.array(z.string()))
      .parse(runScript('hash_data.py', { seed, names, length, amplitude, dtypes }));
    expect(new Set(names.map(name => streamKey(seed, name))).size).toBe(20);
    for (const dtype of ['float32', 'bfloat16', 'float16'] as const)
      expect(found[dtype]).toEqual(names.map(hash(dtype)));
    expect(found.host).toEqual(names.map(hash('float32')));
  });

  it('a block is refused as unsupported, by name', async () => {
    const scale = { tokens: 32, sequence: 16 };
    const asked = {
      part: 'moe-block',
      pass: 'forward',
      dtype: 'float32',
      routing: 'balanced',
      dispatch: null,
      seed: 1,
    } as const;
    const block = shrink(resolveWorkload({ model: 'ling-lite', scale, ...asked }));
    await expect(proofOf(block, served)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining("part 'moe-block'"),
    });
  });
});

function smallLayer(model: string, dtype: Dtype, routing = 'learned') {
  const of = loadModels().find(({ id }) => id === model)?.layer.experts ?? MOST_EXPERTS;
  const scale = { experts: Math.min(of, MOST_EXPERTS) };
  const small = shrink(resolveLayer({ model, scale, pass: 'forward-backward', dtype, routing, seed: 1 }));
  if (small.part !== 'moe-layer') throw new TypeError('a layer was asked for');
  return small;
}

async function expectHolds(workload: Workload, strategy = 'jit'): Promise<void> {
  const proof = await proofOf(workload, served, strategy);
  expect(proof.holds).toBe(true);
  expect(worstError(proof)).toBeLessThan(BOUND[workload.dtype] ?? 0);
  expect(proof.routing?.flips ?? 0).toBe(0);
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
