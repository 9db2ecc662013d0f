/** The test vectors of docs/RUNNERS.md are those of the code: who writes a runner has nothing else to hold it against. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { norm, probe } from '../../harness/runners/fingerprint.ts';
import { openOracle } from '../../harness/runners/onnx/oracle.ts';
import { draw24, draw32, fill, stored, streamKey, weightAmplitude } from '../../suites/data.ts';
import { sha256, workloadSha256 } from '../../suites/identity.ts';
import { LOSS } from '../../suites/moe/layer.ts';
import { capacityOf } from '../../suites/moe/routing/capacity.ts';
import { forcedExperts } from '../../suites/moe/routing/routing.ts';
import { traceChoices } from '../../suites/moe/routing/trace.ts';
import { layerWorkloadSchema } from '../../suites/workload.ts';

const TEXT = readFileSync(new URL('../../docs/RUNNERS.md', import.meta.url), 'utf8');
const numbers = z.array(z.number());

test('keys, draws, values and bit patterns of the data rule', () => {
  const { index, tensors, amplitude } = vectors(
    'data',
    z.strictObject({
      index: numbers,
      tensors: z.array(
        z.strictObject({
          seed: z.number(),
          name: z.string(),
          a: z.number(),
          key: z.number(),
          x: numbers,
          draw: numbers,
          float32: numbers,
          bfloat16: numbers,
          float16: numbers,
        }),
      ),
      amplitude: z.array(z.strictObject({ firstDimension: z.number(), a: z.number() })),
    }),
  );
  const length = Math.max(...index) + 1;
  for (const { seed, name, a, ...vector } of tensors) {
    const key = streamKey(seed, name);
    const at = (values: ArrayLike<number>) => index.map(i => values[i]);
    const half = (type: 'bfloat16' | 'float16') => at(stored(type, fill(type, seed, name, length, a)));
    expect({
      key,
      x: index.map(i => draw32(key, i)),
      draw: index.map(i => draw24(key, i)),
      float32: at(fill('float32', seed, name, length, a)),
      bfloat16: half('bfloat16'),
      float16: half('float16'),
    }).toEqual(vector);
  }
  expect(amplitude.map(({ firstDimension }) => weightAmplitude(firstDimension))).toEqual(amplitude.map(({ a }) => a));
});

test('forced experts and capacities', () => {
  const { zipf, trace, capacity } = vectors(
    'routing',
    z.strictObject({
      zipf: z.strictObject({
        seed: z.number(),
        tokens: z.number(),
        experts: z.number(),
        topK: z.number(),
        thresholds: numbers,
        forced: numbers,
      }),
      trace: z.strictObject({ choices: z.string(), forced: numbers }),
      capacity: z.array(
        z.strictObject({
          factor: z.number(),
          tokens: z.number(),
          topK: z.number(),
          experts: z.number(),
          rows: z.number(),
        }),
      ),
    }),
  );
  const { forced, thresholds, ...moe } = zipf;
  expect([...(forcedExperts({ ...moe, routing: { kind: 'zipf', exponent: 1, thresholds } }) ?? [])]).toEqual(forced);
  expect([...traceChoices({ kind: 'trace', choices: trace.choices })]).toEqual(trace.forced);
  const rows = capacity.map(({ factor, rows: _, ...sizes }) =>
    capacityOf({ ...sizes, dispatch: { kind: 'capacity', factor } }),
  );
  expect(rows).toEqual(capacity.map(row => row.rows));
});

test('norm, probe and the hash of choices', () => {
  const vector = vectors(
    'outputs',
    z.strictObject({
      seed: z.number(),
      tensor: z.string(),
      values: numbers,
      l2: z.number(),
      probe: numbers,
      choices: numbers,
      choicesSha256: z.string(),
    }),
  );
  const values = Float64Array.from(vector.values);
  expect(norm(values)).toBeCloseTo(vector.l2, 12);
  expectClose([...probe(vector.seed, vector.tensor, values)], vector.probe);
  expect(sha256OfChoices(vector.choices)).toBe(vector.choicesSha256);
});

test('the complete example is what the float64 oracle returns', async () => {
  const example = vectors(
    'example',
    z.strictObject({
      workload: layerWorkloadSchema,
      workloadSha256: z.string(),
      loss: z.number(),
      choices: numbers,
      choicesSha256: z.string(),
      y: numbers,
      'grad:router': numbers,
      'probe of grad:router': numbers,
      l2: z.record(z.string(), z.number()),
    }),
  );
  const { workload } = example;
  const { steps } = await openOracle(workload, undefined, 1);
  await steps.run(1);
  const { values, choices } = await steps.outputs();
  const tensors = [...values].filter(([name]) => name === 'y' || name.startsWith('grad:'));
  const router = values.get('grad:router') ?? new Float64Array();
  expect(workloadSha256(workload)).toBe(example.workloadSha256);
  expect([...(choices.get('') ?? [])]).toEqual(example.choices);
  expect(sha256OfChoices(example.choices)).toBe(example.choicesSha256);
  expect(tensors.map(([name]) => name)).toEqual(Object.keys(example.l2));
  expectClose([...(values.get(LOSS) ?? [])], [example.loss]);
  expectClose([...(values.get('y') ?? [])], example.y);
  expectClose([...router], example['grad:router']);
  expectClose([...probe(workload.seed, 'grad:router', router)], example['probe of grad:router']);
  expectClose(
    tensors.map(([, tensor]) => norm(tensor)),
    Object.values(example.l2),
  );
  await steps.close();
});

/** The JSON below `<!-- vectors: name -->`. */
function vectors<T>(name: string, schema: z.ZodType<T>): T {
  const [, json] = new RegExp(`<!-- vectors: ${name} -->\\s+\`\`\`json\\n([^\`]*)\`\`\``).exec(TEXT) ?? [];
  return schema.parse(JSON.parse(json ?? 'null'));
}

function sha256OfChoices(choices: readonly number[]): string {
  return sha256(new Uint8Array(Int32Array.from(choices).buffer));
}

/** The document writes twelve digits. */
function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) {
    expect(Math.abs((actual[i] ?? Number.NaN) - value), `value ${i}`).toBeLessThanOrEqual(
      1e-11 * (1 + Math.abs(value)),
    );
  }
}
