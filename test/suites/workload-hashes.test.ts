/** Ten workloads whose identity is pinned: a hash that moves is a new version of the work, never a detail. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { gemmWorkload } from '../../suites/gemm/gemm.ts';
import { rooflineMatmuls } from '../../suites/gemm/roofline.ts';
import { canonicalJson, comparisonSha256, sha256, workloadSha256 } from '../../suites/identity.ts';
import type { LayerRequest, WorkloadRequest } from '../../suites/request/request.ts';
import { resolveLayer, resolveWorkload } from '../../suites/resolve.ts';
import { type Workload, workloadSchema } from '../../suites/workload.ts';

const tableSchema = z.record(z.string(), z.strictObject({ sha256: z.string(), comparisonSha256: z.string() }));
const table = tableSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../golden/workload-hashes.json'), 'utf8')),
);

const quick = { tokens: 1024, hidden: 512, ffn: 704, experts: 16, topK: 4 };
const layer = (changes: Partial<LayerRequest>) =>
  resolveLayer({
    model: 'ling-lite',
    scale: {},
    pass: 'forward-backward',
    dtype: 'float32',
    routing: 'balanced',
    seed: 1,
    ...changes,
  });
const around = (changes: Pick<WorkloadRequest, 'model' | 'part' | 'pass'> & Partial<WorkloadRequest>) =>
  resolveWorkload({ scale: {}, dtype: 'float32', routing: 'learned', dispatch: null, seed: 1, ...changes });
const lingLite = layer({ scale: { ...quick, sharedExperts: 1 } });

const WORKLOADS: Readonly<Record<string, Workload>> = {
  'ling-lite, forward-backward, balanced, as in quick': lingLite,
  'ling-lite, forward, zipf 1.2, as in quick': { ...layer({ scale: quick, routing: 'zipf:1.2' }), pass: 'forward' },
  'deepseek-v3, forward-backward, balanced, as in quick': layer({ model: 'deepseek-v3', scale: quick }),
  'gpt-oss-20b, forward-backward, zipf 0.8': layer({ model: 'gpt-oss-20b', routing: 'zipf:0.8' }),
  'llama-4-scout, forward, balanced, 1 token': layer({
    model: 'llama-4-scout',
    pass: 'forward',
    scale: { tokens: 1 },
  }),
  'switch-base-128e, forward-backward, learned, float64, capacity 1.25, seed 7': layer({
    model: 'switch-base-128e',
    routing: 'learned',
    dtype: 'float64',
    seed: 7,
  }),
  'deepseek-v2-lite, moe-block, forward, learned': around({
    model: 'deepseek-v2-lite',
    part: 'moe-block',
    pass: 'forward',
  }),
  'ling-mini-2.0, train-step, two layers': around({
    model: 'ling-mini-2.0',
    part: 'train-step',
    pass: 'train',
    scale: { layers: 2, tokens: 2048 },
  }),
  'gemm, the roofline of ling-lite': gemmWorkload('float32', 1, rooflineMatmuls(lingLite)),
  'gemm, float64, a product done 16 times, transposed, not kept': gemmWorkload('float64', 3, [
    { m: 704, k: 256, n: 512, transposeA: true, transposeB: false, count: 16, kept: false },
  ]),
};

describe('the pinned hashes', () => {
  test('are of ten workloads', () => {
    expect(Object.keys(table)).toEqual(Object.keys(WORKLOADS));
    expect(Object.keys(table)).toHaveLength(10);
  });

  test.each(Object.entries(WORKLOADS))('%s', (name, workload) => {
    expect(workloadSchema.parse(workload)).toEqual(workload);
    expect({ sha256: workloadSha256(workload), comparisonSha256: comparisonSha256(workload) }).toEqual(table[name]);
  });

  test('are all different', () => {
    expect(new Set(Object.values(table).map(({ sha256 }) => sha256)).size).toBe(10);
  });
});

describe('the hash of a workload', () => {
  test('is SHA-256 of RFC 8785 JSON, spelt out here by hand', () => {
    const matmul = { m: 2, k: 3, n: 4, transposeA: false, transposeB: true, count: 1, kept: true };
    // printf '%s' '{"dtype":"float32","matmuls":[{"count":1,"k":3,"kept":true,"m":2,"n":4,"transposeA":false,"transposeB":true}],"part":"gemm","pass":"forward","seed":1,"version":1}' | sha256sum
    expect(workloadSha256(gemmWorkload('float32', 1, [matmul]))).toBe(
      'e96c558cce7ad66898ae3ab96562c3f8c88c34121d0f58527ba5e943b8e5dd46',
    );
  });

  test('does not depend on the order of its keys', () => {
    const entries = Object.entries(lingLite);
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), shuffled => {
        expect(sha256(canonicalJson(Object.fromEntries(shuffled)))).toBe(workloadSha256(lingLite));
      }),
    );
  });

  test.each<[string, Workload]>([
    ['seed', { ...lingLite, seed: 2 }],
    ['dtype', { ...lingLite, dtype: 'float64' }],
    ['pass', { ...lingLite, pass: 'forward' }],
    ['tokens', { ...lingLite, tokens: 1025 }],
    ['router scale', { ...lingLite, router: { ...lingLite.router, scale: 2 } }],
    ['activation', { ...lingLite, activation: 'geglu' }],
    ['side the weights are on', { ...lingLite, weightOn: 'input' }],
    ['biases of its experts', { ...lingLite, expertBiases: true }],
    ['dispatch', { ...lingLite, dispatch: { kind: 'capacity', factor: 1.25 } }],
    ['groups', { ...lingLite, router: { ...lingLite.router, groups: { count: 4, kept: 2 } } }],
    ['routing', { ...lingLite, routing: { kind: 'learned' } }],
  ])('changes with the %s', (_, changed) => {
    expect(workloadSha256(changed)).not.toBe(workloadSha256(lingLite));
  });

  test('for comparison is blind to the dtype and to nothing else', () => {
    expect(comparisonSha256({ ...lingLite, dtype: 'float64' })).toBe(comparisonSha256(lingLite));
    expect(comparisonSha256({ ...lingLite, seed: 2 })).not.toBe(comparisonSha256(lingLite));
  });
});
