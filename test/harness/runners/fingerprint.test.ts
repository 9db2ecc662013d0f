import { describe, expect, test } from 'vitest';
import { fingerprint, norm, notNumbers } from '../../../harness/runners/fingerprint.ts';
import { gemmWorkload } from '../../../suites/gemm/gemm.ts';
import { layer, printOf } from '../../results/small-record.ts';

const values = (entries: readonly (readonly [string, Float32Array | Float64Array])[]) => ({
  values: new Map(entries),
  choices: new Map(),
});
const GEMM = gemmWorkload('float64', 1, []);

describe('the fingerprint of a step', () => {
  test('is the loss, and one norm for a gradient of all experts together', () => {
    const outputs = values([
      ['loss', Float32Array.of(0.5)],
      ['y', Float32Array.of(3, 4)],
      ['grad:experts.0.w1', Float32Array.of(1, 2)],
      ['grad:experts.11.w1', Float32Array.of(2, 4)],
      ['grad:experts.0.w2', Float32Array.of(7)],
    ]);
    // √(1+4+4+16) = 5
    expect(fingerprint(outputs, layer)).toMatchObject({
      loss: 0.5,
      norms: { y: 5, 'grad:experts.*.w1': expect.closeTo(5, 12), 'grad:experts.*.w2': 7 },
    });
  });

  test('of matrix products has no loss and one norm', () => {
    const outputs = values([
      ['c.0.0', Float64Array.of(6)],
      ['c.1.12', Float64Array.of(8)],
    ]);
    expect(fingerprint(outputs, GEMM)).toMatchObject({ loss: null, norms: { c: 10 } });
  });

  test('is summed in float64, where float32 would overflow', () => {
    expect(norm(Float32Array.of(3e30, 4e30))).toBeCloseTo(5e30, -24);
  });

  test('names what is no number', () => {
    const outputs = values([
      ['loss', Float32Array.of(Number.NaN)],
      ['y', Float32Array.of(1)],
      ['grad:x', Float32Array.of(1, Number.POSITIVE_INFINITY)],
    ]);
    expect(notNumbers(fingerprint(outputs, layer))).toEqual(['loss', 'grad:x']);
    expect(notNumbers(printOf(null, { y: 1 }))).toEqual([]);
  });
});
