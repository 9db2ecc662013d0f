import { describe, expect, test } from 'vitest';
import { plannedSteps } from './steps.ts';
import { HISTORY_NIGHTS, NIGHTS_AFTER, type World } from './world.ts';
import { WORLDS } from './worlds.ts';
import { syntheticYear } from './year.ts';

const NEVER = { noRun: 0, noFigure: 0, outlier: 0, nightOff: 0 };
const world: World = {
  name: 'test',
  cv: 0.01,
  shares: { shared: 0.4, weekly: 0.1, own: 0.3, ownWeekly: 0.1, rounds: 0.1 },
  sharedPhi: 0.4,
  ownPhi: 0.3,
  freedom: 6,
  sentinels: 8,
  chances: NEVER,
};
const noSteps = () => [];
const SEEDS = [1, 2, 3, 4];

/** ln(figure) less that of the level, 10 ms. */
const logsOf = (made: ReturnType<typeof syntheticYear>) =>
  made.table.series.map(({ log }) => log.map(value => (value === null ? null : value - Math.log(10))));
const present = (values: readonly (number | null)[]) => values.flatMap(value => (value === null ? [] : [value]));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the noise of a synthetic year', () => {
  test.each([0.005, 0.01, 0.03])('deviates by the CV that was asked for: %f', cv => {
    const values = SEEDS.flatMap(seed => logsOf(syntheticYear({ ...world, cv }, seed, noSteps)).flatMap(present));
    expect(Math.sqrt(mean(values.map(value => value ** 2))) / cv).toBeCloseTo(1, 1);
  });

  test.each(WORLDS.map(({ world: row }) => [row.name, row] as const))(
    'of "%s" has shares that add up to 1',
    (_, row) => {
      const { shared, weekly, own, ownWeekly, rounds } = row.shares;
      expect(shared + weekly + own + ownWeekly + rounds).toBeCloseTo(1, 12);
    },
  );

  test('is alike in all series where all of it is shared, and in none where none is', () => {
    const correlation = (shares: World['shares']) => {
      const [first = [], second = []] = logsOf(syntheticYear({ ...world, shares }, 3, noSteps)).map(present);
      const product = (a: readonly number[], b: readonly number[]) => mean(a.map((value, i) => value * (b[i] ?? 0)));
      return product(first, second) / Math.sqrt(product(first, first) * product(second, second));
    };
    const none = { shared: 0, weekly: 0, own: 0, ownWeekly: 0, rounds: 0 };
    expect(correlation({ ...none, shared: 1 })).toBeCloseTo(1, 6);
    expect(Math.abs(correlation({ ...none, own: 1 }))).toBeLessThan(0.2);
  });

  test('keeps of one night in the next what was asked for', () => {
    const alone = { shared: 0, weekly: 0, own: 1, ownWeekly: 0, rounds: 0 };
    const logs = logsOf(syntheticYear({ ...world, shares: alone, ownPhi: 0.5 }, 5, noSteps)).map(present);
    const lag = (values: readonly number[], by: number) =>
      mean(values.slice(by).map((value, t) => value * (values[t] ?? 0)));
    expect(mean(logs.map(values => lag(values, 1))) / mean(logs.map(values => lag(values, 0)))).toBeCloseTo(0.5, 1);
  });

  test('says of its rounds how far their mean scatters', () => {
    const alone = { shared: 0, weekly: 0, own: 0, ownWeekly: 0, rounds: 1 };
    const { series } = syntheticYear({ ...world, shares: alone }, 5, noSteps).table;
    const squares = series.flatMap(({ se }) => present(se)).map(se => se ** 2);
    expect(Math.sqrt(mean(squares)) / world.cv).toBeCloseTo(1, 1);
  });

  test('is the same by the same seed, and another by another', () => {
    expect(syntheticYear(world, 7)).toEqual(syntheticYear(world, 7));
    expect(syntheticYear(world, 7).table).not.toEqual(syntheticYear(world, 8).table);
  });
});

describe('the truth of a synthetic year', () => {
  const still: World = { ...world, cv: 1e-9, chances: { ...NEVER, noRun: 0.1, noFigure: 0.3 } };

  test('is a level that changes on the nights it names, by what it names, and on no other', () => {
    for (const seed of SEEDS) {
      const made = syntheticYear(still, seed);
      for (const [series, log] of logsOf(made).entries()) {
        let [level, changes, farthest] = [0, 0, 0];
        for (const [night, value] of log.entries()) {
          if (value === null) continue;
          const step = made.truth.find(({ series: other, onset }) => other === series && onset === night);
          if (step !== undefined) {
            level += Math.log1p(step.change);
            changes += 1;
          }
          farthest = Math.max(farthest, Math.abs(value - level));
        }
        expect(farthest).toBeLessThan(1e-6);
        expect(changes).toBe(made.truth.filter(step => step.series === series).length);
      }
    }
  });

  test('has no step in a sentinel, nor before there is a history, nor so late that nothing follows', () => {
    for (const seed of SEEDS) {
      const { truth, table } = syntheticYear({ ...world, chances: { ...NEVER, noRun: 0.03 } }, seed);
      for (const { series, onset } of truth) {
        expect(series).toBeGreaterThanOrEqual(world.sentinels);
        expect(onset).toBeGreaterThanOrEqual(HISTORY_NIGHTS);
        expect(onset).toBeLessThanOrEqual(table.days.length - NIGHTS_AFTER);
      }
      const changed = truth.filter(({ cause }) => cause !== 'return').map(({ series }) => series);
      expect(new Set(changed).size).toBe(changed.length);
    }
  });

  test('has the steps of a driver update on one night', () => {
    const { truth } = syntheticYear(world, 4);
    const nights = truth.filter(({ cause }) => cause === 'driver').map(({ onset }) => onset);
    expect(nights).toHaveLength(12);
    expect(new Set(nights).size).toBe(3);
  });

  test('what comes back ends at the level it began at', () => {
    const back = plannedSteps({ uniform: () => 0.4, normal: () => 0 }, 50, 8, 365).find(
      ({ cause }) => cause === 'return',
    );
    expect(1.05 * (1 + (back?.change ?? 0))).toBeCloseTo(1, 12);
  });
});
