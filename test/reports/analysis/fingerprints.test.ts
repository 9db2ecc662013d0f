import { describe, expect, test } from 'vitest';
import { differenceBetween, differenceWithin, fingerprintDifference } from '../../../reports/analysis/fingerprints.ts';
import { type Pool, poolNewest } from '../../../reports/analysis/pool.ts';
import type { Fingerprint } from '../../../results/outcome.ts';
import { printOf } from '../../results/small-record.ts';
import { agreeingRecord, caseA, layerA } from '../fixture.ts';
import { partsRecord, train, trainCase } from '../parts-fixture.ts';

const print = (loss: number | null, y: number): Fingerprint => printOf(loss, { y });

describe('two fingerprints', () => {
  test('agree within 1e-4 in float32 and no further', () => {
    expect(fingerprintDifference(print(0, 1), print(0, 1.00009), layerA)).toBeNull();
    expect(fingerprintDifference(print(0, 1), print(0, 1.0002), layerA)).toBe('‖y‖ is 1 and 1.0002');
  });

  test('must agree within 1e-9 in float64', () => {
    const double = { ...layerA, dtype: 'float64' as const };
    expect(fingerprintDifference(print(0, 1), print(0, 1 + 1e-8), double)).not.toBeNull();
  });

  test('must agree within eight unit roundings in half types: 2⁻⁸ and 2⁻⁵', () => {
    for (const [dtype, tolerance] of [
      ['float16', 2 ** -8],
      ['bfloat16', 2 ** -5],
    ] as const) {
      const half = { ...layerA, dtype };
      expect(fingerprintDifference(print(0, 1), print(0, 1 + 0.99 * tolerance), half)).toBeNull();
      expect(fingerprintDifference(print(0, 1), print(0, 1 + 1.02 * tolerance + tolerance ** 2), half)).not.toBeNull();
    }
  });

  test('hold a loss near zero against its scale ‖y‖·√(H/3T), not against itself', () => {
    const scale = 12 * Math.sqrt(64 / 3000);
    expect(fingerprintDifference(print(0, 12), print(0.9e-4 * scale, 12), layerA)).toBeNull();
    expect(fingerprintDifference(print(0, 12), print(1.1e-4 * scale, 12), layerA)).toMatch(/^the loss is/);
  });

  test('differ when only one has a loss, or another tensor', () => {
    expect(fingerprintDifference(print(null, 1), print(0, 1), layerA)).toBe('only one returned a loss');
    expect(fingerprintDifference(print(0, 1), printOf(0, { x: 1 }), layerA)).toBe('only one returned y');
  });
});

describe('among three targets', () => {
  const [base] = poolNewest([agreeingRecord()]).filter(({ workloadCase }) => workloadCase.id === caseA.id);
  if (base === undefined) throw new Error('the fixture has no layer A');
  const poolWith = (y: number): Pool => ({
    ...base,
    rounds: base.rounds.map(({ measurement, ...round }) => ({
      ...round,
      measurement: { ...measurement, first: print(0.25, y), last: print(0.25, y) },
    })),
  });

  test('the one that both others contradict is wrong, and they are believed', () => {
    const [a, b, odd] = [poolWith(12), poolWith(12), poolWith(13)];
    expect(differenceBetween(odd, [a, b], layerA)).toMatch(/^differs from/);
    expect(differenceBetween(a, [b, odd], layerA)).toBeNull();
  });
});

describe('a training step', () => {
  const pools = poolNewest([partsRecord()]).filter(({ workloadCase }) => workloadCase.id === trainCase.id);
  const [cpu, gpu] = pools;
  if (cpu === undefined || gpu === undefined) throw new Error('the fixture has no training step');
  const startingFrom = (loss: number, ...rounds: number[]): Pool => ({
    ...gpu,
    rounds: gpu.rounds.map(({ measurement, ...round }) => {
      const first = { ...measurement.first, loss: rounds.includes(round.round) ? loss : measurement.first.loss };
      return { ...round, measurement: { ...measurement, first } };
    }),
  });

  test('may end anywhere, as its weights move on: only first steps are compared', () => {
    expect(differenceWithin(gpu, train)).toBeNull();
    expect(differenceBetween(gpu, [cpu], train)).toBeNull();
  });

  test('must begin alike in every round', () => {
    expect(differenceWithin(startingFrom(5.501, 3), train)).toBe('rounds 1 and 4 disagree: the loss is 5.5 and 5.501');
  });

  test('must begin alike on every target', () => {
    expect(differenceBetween(startingFrom(5.6, 0, 1, 2, 3, 4), [cpu], train)).toBe(
      'differs from cpu: the loss is 5.6 and 5.5',
    );
  });
});
