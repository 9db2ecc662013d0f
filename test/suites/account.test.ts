import { describe, expect, test } from 'vitest';
import { memoryAccount } from '../../suites/account.ts';
import { gemmWorkload } from '../../suites/gemm/gemm.ts';
import type { LayerWorkload } from '../../suites/workload.ts';
import { layer } from '../results/small-record.ts';
import { SMALL_TRAIN } from './moe/small-workloads.ts';

const trained: LayerWorkload = { ...layer, pass: 'forward-backward' };
/** float32: router [32,8]; of each of 8 experts w1, w3 [32,48] and w2 [48,32]. */
const WEIGHTS = 4 * (32 * 8 + 8 * 3 * 32 * 48);
/** x, y and their gradients, [64,32] each. */
const STREAM = 4 * 64 * 32;
const ROUTING_BIAS = 4 * 64 * 8;
/** Two choices of 8 experts a token, and the scores behind them. */
const CHOICE = 4 * 64 * (2 + 8);

describe('the memory account of a step', () => {
  test('of a layer forward has its weights, x, dy, y, loss, routing bias and choice, and neither gradients nor an optimizer', () => {
    expect(memoryAccount(layer)).toMatchObject({
      weightsBytes: WEIGHTS,
      gradientsBytes: 0,
      optimizerBytes: 0,
      endsBytes: 3 * STREAM + ROUTING_BIAS + CHOICE + 4,
    });
  });

  test('of a layer forward and backward has a gradient for each weight, and those of x among the ends', () => {
    expect(memoryAccount(trained)).toMatchObject({
      weightsBytes: WEIGHTS,
      gradientsBytes: WEIGHTS,
      optimizerBytes: 0,
      endsBytes: 4 * STREAM + ROUTING_BIAS + CHOICE + 4,
    });
  });

  test('of a train-step has parameters and both moments beside their next values, gradients among what passes', () => {
    const { hidden: h, ffn: f, experts, vocab, layers, tokens, sequence } = SMALL_TRAIN;
    const attention = h * 4 * 6 + 2 * (h * 2 * 6) + 4 * 6 * h;
    const block = attention + 2 * h + h * experts + (experts + 1) * 3 * h * f;
    const parameters = 8 * (2 * vocab * h + h + layers * block);
    const powers = 8 * 2;
    const tables = 8 * 2 * sequence * 6;
    const ids = 4 * 2 * tokens;
    const losses = 8 * 2;
    const choices = layers * tokens * (4 * SMALL_TRAIN.topK + 8 * experts);
    const account = memoryAccount(SMALL_TRAIN);
    expect(account).toMatchObject({
      weightsBytes: 2 * parameters,
      gradientsBytes: 0,
      optimizerBytes: 2 * (2 * parameters + powers),
      endsBytes: tables + ids + losses + choices,
    });
    // No two gradients need be there at once, but that of the embedding is as large as it is.
    expect(account.passingBytes).toBeGreaterThan(8 * vocab * h);
  });

  test('holds at least what every expert keeps for its backward, and less than all values of the graph together', () => {
    const { passingBytes } = memoryAccount(trained);
    // Rows as sent and as weighted [128,32]; of the hidden ones [128,48] the two factors and their product.
    expect(passingBytes).toBeGreaterThan(4 * 128 * (32 + 3 * 48));
    expect(passingBytes).toBeLessThan(4 * 128 * (8 * 32 + 14 * 48));
  });

  test('grows with tokens in what passes, and not in what stands but x and y', () => {
    const [once, twice] = [trained, { ...trained, tokens: 128 }].map(memoryAccount);
    expect(twice?.weightsBytes).toBe(once?.weightsBytes);
    expect((twice?.passingBytes ?? 0) / (once?.passingBytes ?? 1)).toBeCloseTo(2, 1);
  });

  test('of matrix products is what goes in and comes out', () => {
    const product = { m: 2, k: 3, n: 5, transposeA: false, transposeB: false, count: 1, kept: true };
    expect(memoryAccount(gemmWorkload('float64', 1, [product]))).toEqual({
      weightsBytes: 0,
      gradientsBytes: 0,
      optimizerBytes: 0,
      endsBytes: 8 * (6 + 15 + 10),
      passingBytes: 0,
    });
  });
});
