/** Parity of whole layers on the CPU against the float64 oracle. */
import { describe, expect, it } from 'vitest';
import { openOnnx } from '../../harness/runners/onnx/open.ts';
import { program } from '../../harness/runners/onnx/program.ts';
import { openSteps } from '../../harness/runners/onnx/steps.ts';
import { relativeError } from '../../harness/runners/parity.ts';
import { prove as proveOn } from '../../harness/runners/prove.ts';
import { PARITY_TOLERANCE } from '../../results/proof/tolerance.ts';
import type { Target } from '../../results/record.ts';
import { gemmWorkload } from '../../suites/gemm/gemm.ts';
import { HALF_TYPES } from '../../suites/half.ts';
import type { Scaling } from '../../suites/request/dims.ts';
import { resolveLayer, resolveWorkload } from '../../suites/resolve.ts';
import type { Dtype, LayerWorkload, Workload } from '../../suites/workload.ts';
import { FORMS, LAYERS, SIZES } from './proven-layers.ts';
import { rounded } from './rounded.ts';

const CPU: Target = {
  id: 'cpu',
  runner: 'onnx',
  strategies: ['session'],
  onnx: { provider: 'cpu' },
  device: { vendor: null, name: 'this CPU', index: 0 },
  software: false,
  threads: 2,
};

const prove = (workload: Workload, target: Target | null, steps: number) =>
  proveOn({ workload, target, strategy: target === null ? null : 'session', steps }, openOnnx());

const DEFAULTS = { pass: 'forward-backward', seed: 5 } as const;

function smallLayer({ model, routing, scale }: (typeof LAYERS)[number], dtype: Dtype): LayerWorkload {
  return resolveLayer({ ...DEFAULTS, model, routing, scale: { ...SIZES, ...scale }, dtype });
}

describe('float32 on the CPU', () => {
  it.each(LAYERS)('is within 1e-5 of the oracle: $model $routing', async ({ model, routing, scale }) => {
    const request = { model, routing, scale: { ...SIZES, ...scale }, dtype: 'float32', seed: 5 } as const;
    for (const pass of ['forward', 'forward-backward'] as const) {
      const { proof } = await prove(resolveLayer({ ...request, pass }), CPU, 1);
      expect(proof?.holds).toBe(true);
      expect(proof?.routing).toEqual({ choices: 64 * scale.topK, flips: 0, unexplained: 0, recomputed: false });
      expect(proof?.loss?.error).toBeLessThanOrEqual(1e-5);
      for (const { name, error } of proof?.tensors ?? []) expect(error, name).toBeLessThanOrEqual(1e-5);
    }
  });
});

describe('a layer with fields that are no shipped model’s, on the CPU', () => {
  it.each(FORMS)('holds in float32 and float16: $model $routing', async form => {
    for (const dtype of ['float32', 'float16'] as const) {
      const workload = resolveLayer({ ...DEFAULTS, ...form, scale: { ...SIZES, ...form.scale }, dtype });
      const { proof } = await prove(workload, CPU, 1);
      expect(proof?.holds, dtype).toBe(true);
      expect(proof?.routing, dtype).toMatchObject({ flips: 0, unexplained: 0 });
      const bound = dtype === 'float32' ? 1e-5 : 2 ** -9;
      for (const { name, error } of proof?.tensors ?? []) expect(error, `${dtype} ${name}`).toBeLessThanOrEqual(bound);
    }
  });
});

describe('float16 on the CPU', () => {
  it.each(LAYERS)('holds, and makes every choice the oracle makes: $model $routing', async layer => {
    const { proof } = await prove(smallLayer(layer, 'float16'), CPU, 1);
    expect(proof?.holds).toBe(true);
    expect(proof?.routing).toEqual({ choices: 64 * layer.scale.topK, flips: 0, unexplained: 0, recomputed: false });
    for (const { name, error } of proof?.tensors ?? []) {
      expect(error, name).toBeGreaterThan(1e-5);
      expect(error, name).toBeLessThanOrEqual(2 ** -11);
    }
  });

  it('holds for a matrix product, either side stored transposed', async () => {
    const product = { m: 48, k: 64, n: 40, transposeA: true, transposeB: true, count: 2, kept: true };
    const { proof } = await prove(gemmWorkload('float16', 3, [product, { ...product, kept: false }]), CPU, 1);
    expect(proof).toMatchObject({ holds: true, loss: null, routing: null });
  });
});

describe('a training step', () => {
  const scale = { tokens: 64, sequence: 32, hidden: 32, ffn: 24, experts: 8, topK: 2, sharedExperts: 1 };
  const around = { heads: 2, kvHeads: 1, headDim: 16, ropeDim: 8, layers: 2, firstDense: 1, denseFfn: 48, vocab: 256 };
  const trained = (dtype: 'float32' | 'float16', learningRate = 1e-3) =>
    resolveWorkload({
      ...{ model: 'ling-mini-2.0', part: 'train-step', pass: 'train', routing: 'learned', dispatch: null, seed: 5 },
      ...{ scale: { ...scale, ...around }, dtype, learningRate },
    });

  it('of float32 falls as the oracle falls, with every gradient and every new weight within 1e-5', async () => {
    const { proof } = await prove(trained('float32'), CPU, 10);
    expect(proof?.holds).toBe(true);
    for (const { name, error } of proof?.tensors ?? []) expect(error, name).toBeLessThanOrEqual(1e-5);
    expect(proof?.curve).toMatchObject({ steps: 10, flips: Array(10).fill(0), tolerance: 1e-3 });
    expect(proof?.curve?.maxDifference).toBeLessThanOrEqual(1e-5);
    expect(proof?.curve?.loss.at(-1)).toBeLessThan(0.9 * (proof?.curve?.loss[0] ?? 0));
  });

  it('of float16 keeps weights of float32, and holds', async () => {
    const { proof } = await prove(trained('float16'), CPU, 10);
    expect(proof).toMatchObject({ holds: true, curve: { steps: 10 } });
  });

  it('at ten times the rate has a curve that is shown and not judged', async () => {
    expect((await prove(trained('float32', 1e-2), CPU, 2)).proof?.curve).toMatchObject({ tolerance: null });
  });
});

describe('bfloat16 on the CPU', () => {
  it("has an oracle all the same, and is refused in the runtime's own words", async () => {
    const workload = smallLayer(LAYERS[0], 'bfloat16');
    expect((await prove(workload, null, 1)).oracle.tensors.length).toBeGreaterThan(0);
    await expect(prove(workload, CPU, 1)).rejects.toThrow('Could not find an implementation for Gemm');
  });
});

describe.each(HALF_TYPES)('with every result rounded to %s, as hardware would', dtype => {
  const unit = dtype === 'float16' ? 2 ** -11 : 2 ** -8;
  const layerOf = (model: string, routing: string, scale: Scaling) =>
    resolveLayer({ ...DEFAULTS, dtype, model, routing, scale: { ...SIZES, ...scale } });
  const workloads = [
    ...LAYERS.map(layer => [`${layer.model} ${layer.routing}`, smallLayer(layer, dtype)] as const),
    ['experts with single tokens', layerOf('olmoe-1b-7b', 'zipf:1.2', { experts: 32 })],
    ['tokens enough to need a loss scale', layerOf('mixtral-8x7b', 'balanced', { tokens: 4096, experts: 4 })],
  ] as const;

  it.each(workloads)(
    'a layer is within three unit roundings of the oracle, of eight allowed: %s',
    async (_, workload) => {
      const steps = await openSteps(program(workload, { computeIn: 'float64' }), CPU);
      await steps.run(1);
      const [values, oracle] = [await rounded(workload), await steps.outputs()];
      for (const [name, tensor] of values) {
        if (name === 'loss' || name === 'routerScores') continue;
        expect(relativeError(tensor, oracle.values.get(name) ?? new Float64Array()), name).toBeLessThanOrEqual(
          3 * unit,
        );
      }
      expect(PARITY_TOLERANCE[dtype]).toBe(8 * unit);
    },
  );
});

describe('the error of a tensor', () => {
  it('is the norm of the difference over the norm of the reference', () => {
    expect(relativeError(Float32Array.of(3, 4.5), Float64Array.of(3, 4))).toBeCloseTo(0.1, 12);
  });

  it('needs zeros where the reference is zeros', () => {
    expect(relativeError(Float32Array.of(0, 0), Float64Array.of(0, 0))).toBe(0);
    expect(relativeError(Float32Array.of(0, 1e-30), Float64Array.of(0, 0))).toBeNull();
  });

  it('has no value where something is not a number, or values are missing', () => {
    expect(relativeError(Float32Array.of(1, Number.NaN), Float64Array.of(1, 2))).toBeNull();
    expect(relativeError(Float32Array.of(1), Float64Array.of(1, 2))).toBeNull();
  });
});
