import { describe, expect, test } from 'vitest';
import type { CellQuiet } from '../../../results/schema/quiet.ts';
import { read, unavailable } from '../../../results/schema/reading.ts';
import {
  disturbedCells,
  falseAlarms,
  holds,
  smallestDifference,
  spreadOf,
  twinRounds,
} from '../../../results/selftest/pairs.ts';
import { randomFrom } from '../../bench/random.mjs';
import { CPU, type Twins, twinRecord } from './twin-record.ts';

/** Each cell a fresh process, 1 % off by itself; each round 2 % off with all that runs in it. */
function noisy(seed: number, differs = (_name: 'a' | 'b', _place: number) => 1): Twins['stepMs'] {
  const { normal } = randomFrom(seed);
  const rounds = new Map<number, number>();
  return (name, round, place) => {
    if (!rounds.has(round)) rounds.set(round, 1 + 0.02 * normal());
    return 10 * (rounds.get(round) ?? 1) * (1 + 0.01 * normal()) * differs(name, place);
  };
}

const alarmsOf = (twins: Twins) =>
  falseAlarms(twinRounds(twinRecord(twins), CPU), { pairs: twins.pairs, roundsPerPair: twins.roundsPerPair ?? 5 });

describe('equal things', () => {
  test.each([1, 2, 3])('seem to differ in one pair of twenty (seed %i)', seed => {
    const alarms = alarmsOf({ pairs: 400, stepMs: noisy(seed) });
    expect(alarms.judged).toBe(400);
    // 20 are expected; fewer than 8 or more than 35 come once in a thousand.
    expect(alarms.significant).toBeGreaterThanOrEqual(8);
    expect(alarms.significant).toBeLessThanOrEqual(35);
    expect(holds(alarms)).toBe(true);
  });

  test('seem to differ no more often where the cell behind another finds the machine 2 % faster', () => {
    const alarms = alarmsOf({ pairs: 200, stepMs: noisy(4, (_, place) => (place === 1 ? 0.98 : 1)) });
    expect(alarms.significant).toBeLessThanOrEqual(17);
  });

  test('of which one always comes second do seem to differ: this is what changing places is for', () => {
    const alarms = alarmsOf({ pairs: 200, stepMs: noisy(4, name => (name === 'b' ? 0.98 : 1)) });
    expect(holds(alarms)).toBe(false);
  });
});

test('things that differ by 3 % are told apart, and the self-test says that it does not hold', () => {
  const alarms = alarmsOf({ pairs: 200, stepMs: noisy(5, name => (name === 'b' ? 1.03 : 1)) });
  expect(alarms.significant).toBeGreaterThan(100);
  expect(alarms.p).toBeLessThan(1e-6);
  expect(holds(alarms)).toBe(false);
});

test('of 200 pairs 18 may seem to differ by chance, and 19 are too many', () => {
  // A pair with nothing but rounding between its rounds differs by 3 % or not at all.
  const stepMs =
    (differing: number): Twins['stepMs'] =>
    (name, round) =>
      (name === 'b' && Math.floor(round / 5) < differing ? 1.03 : 1) *
      (10 + 1e-3 * Math.sin(round * (name === 'a' ? 7 : 5)));
  expect(alarmsOf({ pairs: 200, stepMs: stepMs(18) })).toMatchObject({ significant: 18 });
  expect(holds(alarmsOf({ pairs: 200, stepMs: stepMs(18) }))).toBe(true);
  expect(holds(alarmsOf({ pairs: 200, stepMs: stepMs(19) }))).toBe(false);
});

test('a pair in which a cell failed is not judged, and its other rounds still tell of the noise', () => {
  const record = twinRecord({
    pairs: 3,
    stepMs: (name, round) => (name === 'b' && round === 6 ? null : 10 + (round % 3)),
  });
  const rounds = twinRounds(record, CPU);
  expect(rounds).toHaveLength(14);
  expect(falseAlarms(rounds, { pairs: 3, roundsPerPair: 5 })).toMatchObject({ asked: 3, judged: 2 });
});

test('without a whole pair there is no p, and nothing holds', () => {
  const alarms = alarmsOf({ pairs: 1, stepMs: (_, round) => (round === 4 ? null : 10) });
  expect(alarms).toMatchObject({ judged: 0, significant: 0, p: null });
  expect(holds(alarms)).toBe(false);
});

describe('what equal things differ by', () => {
  const rounds = twinRounds(twinRecord({ pairs: 400, stepMs: noisy(6) }), CPU);

  test('is what normal processes of 1 % would: 1.96·√2·1 % ÷ √n in the same rounds, and with 2 % of rounds apart', () => {
    for (const count of [5, 8]) {
      const found = smallestDifference(rounds, count);
      const within = (1.96 * Math.SQRT2 * 0.01) / Math.sqrt(count);
      const between = (1.96 * Math.SQRT2 * Math.hypot(0.01, 0.02)) / Math.sqrt(count);
      expect(found).toMatchObject({ rounds: count, method: 'observed', comparisons: Math.floor(2000 / count) });
      expect((found?.interleaved ?? 0) / within).toBeCloseTo(1, 0.7);
      expect((found?.apart ?? 0) / between).toBeCloseTo(1, 0.7);
    }
  });

  test('is worked out from the spread where twenty comparisons were not made, and not at all below six', () => {
    const few = smallestDifference(rounds.slice(0, 50), 5);
    expect(few).toMatchObject({ comparisons: 10, method: 'normal' });
    expect(few?.interleaved).toBeGreaterThan(0.004);
    expect(few?.interleaved).toBeLessThan(0.03);
    expect(smallestDifference(rounds.slice(0, 29), 5)).toBeNull();
  });
});

test('cells that others disturbed are counted among those of which it can be told', () => {
  const record = twinRecord({ pairs: 1, stepMs: () => 10 });
  expect(disturbedCells(record, CPU)).toEqual({ looked: 0, disturbed: 0 });
  const quiet = (disturbed: CellQuiet['disturbed'], seen: boolean): CellQuiet => {
    const none = unavailable('not-asked');
    const cores = seen ? read(0, '/proc/stat', 'host, 2 cores') : none;
    const readings = { loadAverage: none, otherCores: cores, stolenCores: cores, temperatureC: none };
    return { ...readings, swappedInPages: none, throttling: none, otherProcesses: none, disturbed };
  };
  const cells = record.cells.map((line, i) => {
    const causes = i < 3 ? [{ code: 'swapping', values: { pages: 9000 } } as const] : [];
    return line.outcome.status === 'measured' && i < 9
      ? { ...line, outcome: { ...line.outcome, quiet: quiet(causes, i < 7) } }
      : line;
  });
  expect(disturbedCells({ ...record, cells }, CPU)).toEqual({ looked: 7, disturbed: 3 });
  expect(disturbedCells({ ...record, cells }, 'webgpu')).toEqual({ looked: 0, disturbed: 0 });
});

test('the spread between rounds is that of their medians, and the spread within the middle of all', () => {
  const rounds = twinRounds(twinRecord({ pairs: 1, stepMs: name => (name === 'a' ? 9 : 11) }), CPU);
  // Ten values, five of 9 and five of 11: variance 10 ÷ 9.
  expect(spreadOf(rounds)).toEqual({ rounds: 5, medianMs: 10, betweenRounds: Math.sqrt(10 / 9) / 10, withinRounds: 0 });
  expect(spreadOf([])).toBeNull();
});
