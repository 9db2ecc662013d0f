import { describe, expect, test } from 'vitest';
import {
  choiceNotes,
  choicesThatDiffer,
  comparable,
  differenceBetween,
  differenceWithin,
  fingerprintDifference,
  hasProbes,
  probedError,
} from '../../../reports/rows/fingerprints.ts';
import type { Pool } from '../../../reports/rows/pool.ts';
import { poolNewest } from '../../../reports/rows/pool-newest.ts';
import type { Fingerprint } from '../../../results/schema/outcome.ts';
import { printOf } from '../../results/small-record.ts';
import { spoken } from '../../spoken.ts';
import { agreeingRecord, caseA, layerA } from '../fixture.ts';
import { partsRecord, train, trainCase } from '../parts-fixture.ts';

const print = (loss: number | null, y: number): Fingerprint => printOf(loss, { y });

describe('two fingerprints', () => {
  test('agree within 1e-4 in float32 and no further', () => {
    expect(fingerprintDifference(print(0, 1), print(0, 1.00009), layerA)).toBeNull();
    expect(spoken(fingerprintDifference(print(0, 1), print(0, 1.0002), layerA))).toBe('‖y‖ is 1 and 1.0002');
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
    expect(spoken(fingerprintDifference(print(0, 12), print(1.1e-4 * scale, 12), layerA))).toMatch(/^the loss is/);
  });

  test('differ when only one has a loss, or another tensor', () => {
    expect(spoken(fingerprintDifference(print(null, 1), print(0, 1), layerA))).toBe('only one returned a loss');
    expect(spoken(fingerprintDifference(print(0, 1), printOf(0, { x: 1 }), layerA))).toBe('only one returned y');
  });
});

describe('two fingerprints with probes', () => {
  const probed = (sum: number, y = 1): Fingerprint => ({ ...print(0, y), probes: { y: [sum, ...Array(15).fill(0)] } });
  // √3·|Δ| of ‖y‖ = 1: 1e-4 at a difference of 5.77e-5.
  test('agree where √(3·ΣΔ²) is within the tolerance of the norm', () => {
    expect(probedError([3, 0], [0, 4], 1)).toBeCloseTo(Math.sqrt(75), 12);
    expect(fingerprintDifference(probed(0), probed(5.7e-5), layerA)).toBeNull();
    expect(spoken(fingerprintDifference(probed(0), probed(5.8e-5), layerA))).toMatch(
      /^y is 0\.00010 of its norm apart/,
    );
  });

  test('differ where one lacks the probe of a tensor, or has one that is no number', () => {
    expect(spoken(fingerprintDifference(probed(0), { ...probed(0), probes: {} }, layerA))).toBe(
      'only one returned a probe of y',
    );
    expect(fingerprintDifference(probed(0), probed(Number.NaN), layerA)).not.toBeNull();
  });

  test('are compared by norms alone where one of them has no probes', () => {
    const blind = { ...probed(9), probes: null };
    expect(comparable(probed(0), blind)).toEqual({ by: 'norms', tokens: 0, reason: 'no-probes' });
    expect(fingerprintDifference(probed(0), blind, layerA)).toBeNull();
  });

  test('give a second moment twice the room of its gradient', () => {
    const moment = (norm: number) => printOf(0, { 'next:v:layers.*.router': norm });
    const other = (norm: number) => printOf(0, { 'next:m:layers.*.router': norm });
    const blind = (fingerprint: Fingerprint) => ({ ...fingerprint, probes: null });
    expect(fingerprintDifference(blind(moment(1)), blind(moment(1.00019)), layerA)).toBeNull();
    expect(fingerprintDifference(blind(other(1)), blind(other(1.00019)), layerA)).not.toBeNull();
  });
});

describe('two fingerprints with choices', () => {
  const chosen = (sha: string, nearTies: number, y = 1, count = 2000): Fingerprint => ({
    ...print(0, y),
    probes: { y: sha === 'a' ? Array(16).fill(0) : Array(16).fill(0.01) },
    choices: { sha256: sha.repeat(64), count, nearTies },
  });

  test('are compared by probes where the choices are equal', () => {
    expect(comparable(chosen('a', 3), chosen('a', 0))).toEqual({ by: 'probes' });
  });

  test('disagree where choices differ and neither has a near tie', () => {
    expect(spoken(fingerprintDifference(chosen('a', 0), chosen('b', 0), layerA))).toBe(
      'they chose other experts, and none of 2000 choices is a near tie',
    );
    expect(spoken(fingerprintDifference(chosen('a', 9), chosen('b', 9, 1, 1000), layerA))).toBe(
      'they made 2000 and 1000 choices of experts',
    );
  });

  test('disagree, without a word on near ties, where no scores tell of any', () => {
    const blind = (sha: string) => ({
      ...chosen(sha, 0),
      choices: { sha256: sha.repeat(64), count: 2000, nearTies: null },
    });
    expect(spoken(fingerprintDifference(blind('a'), blind('b'), layerA))).toBe(
      'they chose other experts, and neither gives scores that would show near ties',
    );
  });

  test('disagree where a router chose and a step returned no choices; forced routing returns none', () => {
    const none = { ...chosen('a', 0), choices: null };
    const learned = { ...layerA, routing: { kind: 'learned' } } as const;
    const lack = 'a step returned no choices of experts, and its router chose them';
    expect(spoken(fingerprintDifference(none, none, learned))).toBe(lack);
    expect(spoken(fingerprintDifference(chosen('a', 0), none, learned))).toBe(lack);
    expect(fingerprintDifference(none, none, { ...layerA, routing: { kind: 'balanced' } })).toBeNull();
    // Records of schema 1 have neither.
    expect(fingerprintDifference({ ...none, probes: null }, { ...none, probes: null }, learned)).toBeNull();
  });

  test('agree where near ties of either allow it, by their norms and with room for what those tokens move', () => {
    // Of 1000 tokens 1 + 9 may have gone elsewhere: 2·√0.01 = 0.2.
    expect(layerA.tokens).toBe(1000);
    expect(comparable(chosen('a', 1), chosen('b', 9))).toEqual({ by: 'norms', tokens: 10, reason: 'choices-differ' });
    expect(fingerprintDifference(chosen('a', 1), chosen('b', 9, 1.24), layerA)).toBeNull();
    expect(spoken(fingerprintDifference(chosen('a', 1), chosen('b', 9, 1.26), layerA))).toBe('‖y‖ is 1 and 1.26');
    expect(fingerprintDifference(chosen('a', 0), chosen('b', 1, 1.06), layerA)).toBeNull();
    expect(fingerprintDifference(chosen('a', 0), chosen('b', 1, 1.07), layerA)).not.toBeNull();
  });

  test('say in which rounds they differ, and how many near ties there are', () => {
    const [pool] = poolNewest([agreeingRecord()]);
    if (pool === undefined) throw new Error('the fixture has a pool');
    const rounds = pool.rounds.map(({ measurement, ...round }) => ({
      ...round,
      measurement: { ...measurement, first: chosen(round.round === 2 ? 'b' : 'a', 4) },
    }));
    expect(choicesThatDiffer({ rounds })).toEqual({ rounds: [2], nearTies: 4 });
    const [first, ...others] = rounds;
    if (first === undefined) throw new Error('the fixture has a round');
    const own = first.measurement.first;
    const blind = { ...own, choices: { sha256: 'a'.repeat(64), count: 2000, nearTies: null } };
    const unscored = {
      ...pool,
      rounds: [{ ...first, measurement: { ...first.measurement, first: blind } }, ...others],
    };
    expect(spoken(choiceNotes(unscored, []))).toEqual([
      'round 3 chose other experts than the first: this runner gives no scores that would show near ties, so norms were compared, and probes were not',
    ]);
    expect(hasProbes({ rounds })).toBe(pool.rounds.every(({ measurement }) => measurement.last.probes !== null));
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
    expect(spoken(differenceBetween(odd, [a, b], layerA))).toMatch(/^differs from/);
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
    expect(spoken(differenceWithin(startingFrom(5.501, 3), train))).toBe(
      'rounds 1 and 4 disagree: the loss is 5.5 and 5.501',
    );
  });

  test('must begin alike on every target', () => {
    expect(spoken(differenceBetween(startingFrom(5.6, 0, 1, 2, 3, 4), [cpu], train))).toBe(
      'differs from cpu: the loss is 5.6 and 5.5',
    );
  });
});
