import { describe, expect, test } from 'vitest';
import { loadModels } from '../../suites/models.ts';
import { zipfThresholds } from '../../suites/moe/routing/routing.ts';
import { traceRouting } from '../../suites/moe/routing/trace.ts';
import type { Scaling } from '../../suites/request/dims.ts';
import { resolveLayer, resolveWorkload } from '../../suites/resolve.ts';
import { shrink } from '../../suites/shrink.ts';
import { type GemmWorkload, workloadSchema } from '../../suites/workload.ts';

const layerOf = (model: string, routing = 'balanced') =>
  resolveLayer({ model, scale: {}, pass: 'forward-backward', dtype: 'float32', routing, seed: 3 });
const models = loadModels().filter(({ router }) => router !== null);
const runnable = models.map(({ id }) => ({ id }));
const whole = models.filter(({ block, differs }) => block !== null && differs.block === null).map(({ id }) => ({ id }));
const partOf = (model: string, part: 'moe-block' | 'train-step', scale: Scaling = {}) =>
  resolveWorkload({
    model,
    part,
    scale,
    pass: part === 'train-step' ? 'train' : 'forward-backward',
    dtype: 'float32',
    routing: 'balanced',
    dispatch: null,
    seed: 3,
  });

describe('the small workload a target is proven on', () => {
  test('is the same work with fewer tokens and narrower', () => {
    expect(shrink(layerOf('mixtral-8x7b'))).toEqual({
      ...layerOf('mixtral-8x7b'),
      tokens: 64,
      hidden: 64,
      ffn: 96,
    });
  });

  test('keeps all experts of a router with groups, where fewer would mean something else', () => {
    expect(shrink(layerOf('deepseek-v3'))).toMatchObject({ experts: 256, topK: 8 });
  });

  test.each([
    [1408, 5632, 80],
    [1408, 64, 64],
    // As narrow as the small routed expert, it would hide a runner that takes one width for the other.
    [80, 4096, 40],
    [64, 32, 32],
  ])('keeps a shared expert of another width than a routed one: %d and %d', (ffn, sharedFfn, small) => {
    const workload = { ...layerOf('mixtral-8x7b'), ffn, sharedExperts: 1, sharedFfn, sharedGate: true as const };
    expect(shrink(workload)).toMatchObject({ ffn: Math.min(96, ffn), sharedFfn: small, sharedGate: true });
  });

  test('has 64 experts of a router without groups, with a zipf table for as many', () => {
    expect(shrink(layerOf('qwen3-30b-a3b', 'zipf:1.2'))).toMatchObject({
      experts: 64,
      topK: 8,
      routing: { kind: 'zipf', exponent: 1.2, thresholds: zipfThresholds(64, 1.2) },
    });
  });

  test('keeps all experts that a trace may name, and its first 64 tokens', () => {
    const rows = Array.from({ length: 100 }, (_, t) => [t, 127]);
    const whole = { ...layerOf('qwen3-30b-a3b'), tokens: 100, topK: 2, routing: traceRouting(rows) };
    expect(shrink(whole)).toMatchObject({ tokens: 64, experts: 128, routing: traceRouting(rows.slice(0, 64)) });
    expect(shrink(shrink(whole))).toEqual(shrink(whole));
  });

  test.each(runnable)('of $id shrinks to itself', ({ id }) => {
    const small = shrink(layerOf(id, 'zipf:1.2'));
    expect(shrink(small)).toEqual(small);
  });

  test('has whole sequences, and fewer and narrower heads that share keys as they did', () => {
    expect(shrink(partOf('mixtral-8x7b', 'moe-block'))).toMatchObject({
      tokens: 64,
      sequence: 32,
      attention: { heads: 4, kvHeads: 2, headDim: 16, ropeDim: 16 },
    });
    expect(shrink(partOf('deepseek-v2-lite', 'moe-block', { tokens: 600, sequence: 200 }))).toMatchObject({
      tokens: 64,
      sequence: 32,
      attention: { heads: 2, queryRank: null, kvRank: 24, nopeDim: 16, ropeDim: 16, valueDim: 16 },
    });
  });

  test('of a train-step has a layer of each kind', () => {
    expect(shrink(partOf('deepseek-v3', 'train-step'))).toMatchObject({
      layers: 3,
      firstDense: 1,
      denseFfn: 96,
      vocab: 512,
    });
  });

  test.each(whole)('of all that is around the experts of $id shrinks to itself, and is a workload', ({ id }) => {
    for (const part of ['moe-block', 'train-step'] as const) {
      const small = shrink(partOf(id, part));
      expect(workloadSchema.parse(small)).toEqual(small);
      expect(shrink(small)).toEqual(small);
    }
  });

  test('of matrix products keeps their layout, and twice of those done many times', () => {
    const workload: GemmWorkload = {
      version: 1,
      part: 'gemm',
      pass: 'forward',
      dtype: 'float32',
      seed: 1,
      matmuls: [{ m: 4096, k: 32, n: 1408, transposeA: true, transposeB: false, count: 16, kept: false }],
    };
    expect(shrink(workload)).toEqual({
      ...workload,
      matmuls: [{ m: 96, k: 32, n: 96, transposeA: true, transposeB: false, count: 2, kept: false }],
    });
  });
});
