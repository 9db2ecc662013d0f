import { describe, expect, test } from 'vitest';
import { bytesPerStep, parameterCount } from '../../../reports/rows/bytes.ts';
import { layerA, layerB } from '../fixture.ts';
import { block, capacityLayer, train } from '../parts-fixture.ts';

describe('a layer', () => {
  test('forward moves weights, x and y: 98,560 + 2·2,000·64 elements of 4 bytes', () => {
    expect(bytesPerStep(layerB)).toBe(4 * (98_560 + 256_000));
  });

  test('forward and backward moves 3W + 5TH + 4RF: 295,680 + 320,000 + 1,024,000 elements', () => {
    expect(bytesPerStep(layerA)).toBe(4 * 1_639_680);
  });

  test('without a gate has two matrices an expert and keeps one product: 197,376 + 320,000 + 512,000', () => {
    expect(bytesPerStep({ ...layerA, activation: 'relu' })).toBe(4 * 1_029_376);
  });

  test('keeps nothing of a choice that is dropped: 14 rows of 16', () => {
    expect(bytesPerStep(capacityLayer)).toBe(4 * (3 * 98_560 + 5 * 8 * 64 + 4 * 14 * 128));
  });
});

describe('a block', () => {
  test('has the weights of its layer, 12,288 of its attention and two gains of 64', () => {
    expect(parameterCount(block)).toBe(98_560 + 12_288 + 128);
  });

  test('keeps queries, keys, values, what attention gave and h, 256 a token, beside the layer, but no scores', () => {
    expect(bytesPerStep(block)).toBe(4 * (3 * 110_976 + 5 * 64_000 + 2 * (256_000 + 512_000)));
  });

  test('in latent form keeps both sides of each bottleneck: 32 + 96 + 24 + 128 + 64 + 64 a token', () => {
    const latent = { queryRank: 32, kvRank: 16, nopeDim: 16, ropeDim: 8, valueDim: 16, ropeTheta: 10_000 };
    const mla = { ...block, attention: { kind: 'mla' as const, heads: 4, ...latent } };
    const kept = bytesPerStep(mla) / 4 - 3 * parameterCount(mla) - 5 * 64_000;
    expect(kept).toBe(2 * (408_000 + 512_000));
  });
});

describe('a training step', () => {
  /** Embedding, head and gain; a dense layer of width 256 and an MoE layer, each with its attention. */
  const weights = 2 * 16_384 + 64 + (49_152 + 12_416) + (98_560 + 12_416);

  test('trains every weight, bias and gain, and neither moments nor tables', () => {
    expect(parameterCount(train)).toBe(weights);
    expect(weights).toBe(205_376);
  });

  test('reads weights twice, but of the embedding only its rows; writes gradients; moves seven values a parameter', () => {
    const passes = 2 * (weights - 16_384) + weights + 7 * weights;
    const streams = (5 * 2 + 6) * 64_000;
    const kept = 2 * 256_000 + 512_000 + 2 * 1000 * 256 + 1000 * 256;
    expect(bytesPerStep(train)).toBe(4 * (passes + streams + 2 * kept));
    expect(passes + streams + 2 * kept).toBe(6_628_992);
  });

  test('with a tied head reads the one matrix as the head', () => {
    const tied = weights - 16_384;
    expect(bytesPerStep({ ...train, tied: true })).toBe(4 * (10 * tied + 16 * 64_000 + 2 * 1_792_000));
  });
});
