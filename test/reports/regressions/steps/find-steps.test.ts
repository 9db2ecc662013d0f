import { describe, expect, test } from 'vitest';
import { findSteps } from '../../../../reports/regressions/steps/find-steps.ts';
import { changed, firstNights, from, madeNights } from './made-nights.ts';

const QUIET = { seed: 3, nights: 120, series: 12, sentinels: 4, sigma: 0.01 } as const;
const onlyWork = (index: number) => index === 7;

describe('a step', () => {
  const table = changed(madeNights(QUIET), onlyWork, from(80, Math.log(1.06)));

  test('is suspected on its first night, and confirmed by the second', () => {
    expect(findSteps(firstNights(table, 81)).series[7]?.steps).toMatchObject([{ onset: 80, confirmedOn: null }]);
    expect(findSteps(firstNights(table, 82)).steps).toMatchObject([
      { series: 7, onset: 80, suspectedOn: 80, confirmedOn: 81, confirmedBy: 'nights', endedOn: null },
    ]);
  });

  test('is measured by all nights since', () => {
    const [step] = findSteps(table).steps;
    expect(step?.nights).toBe(40);
    expect(Math.abs((step?.logRatio ?? 0) - Math.log(1.06))).toBeLessThan(3 * (step?.se ?? 0));
  });

  test('for the better is found alike', () => {
    const better = changed(madeNights(QUIET), onlyWork, from(80, Math.log(0.94)));
    expect(findSteps(better).steps).toMatchObject([{ series: 7, onset: 80, confirmedOn: 81 }]);
  });

  test('that goes back has ended, and its way back is a step as well', () => {
    const back = changed(table, onlyWork, from(100, -Math.log(1.06)));
    expect(findSteps(back).steps).toMatchObject([
      { onset: 80, endedOn: 101 },
      { onset: 100, endedOn: null },
    ]);
  });

  test('is not seen in nights that are not there', () => {
    const gaps = changed(table, onlyWork, (value, night) => (night % 2 === 1 ? null : value));
    expect(findSteps(gaps).steps).toMatchObject([{ series: 7, confirmedOn: 82 }]);
  });

  test('is what the nights up to it said: later nights change no earlier word', () => {
    const steps = findSteps(table).steps.map(({ series, confirmedOn }) => ({ series, confirmedOn }));
    for (const nights of [82, 90, 105, 119]) {
      expect(
        findSteps(firstNights(table, nights)).steps.map(({ series, confirmedOn }) => ({ series, confirmedOn })),
      ).toEqual(steps);
    }
  });
});

describe('one wild night', () => {
  const wildOf = (nights: number, series: number, size: number) =>
    changed(madeNights({ ...QUIET, nights, series }), onlyWork, (value, night) =>
      night === nights - 1 ? value + size : value,
    );

  test.each([
    ['after few nights', 20, 12],
    ['in a large suite', 100, 50],
  ])('is suspected %s, by how far it is off', (_, nights, series) => {
    for (const size of [Math.log(1.15), Math.log(2), Math.log(0.7)]) {
      const found = findSteps(wildOf(nights, series, size), { tables: 4 });
      expect(found.series[7]?.steps).toMatchObject([{ onset: nights - 1, confirmedOn: null }]);
      expect(found.steps).toEqual([]);
    }
  });

  test('is no longer suspected once a usual night has followed', () => {
    const table = changed(madeNights({ ...QUIET, nights: 21 }), onlyWork, (value, night) =>
      night === 19 ? value + Math.log(2) : value,
    );
    expect(findSteps(table, { tables: 4 }).series[7]?.steps).toEqual([]);
  });
});

describe('no step', () => {
  test('is seen in 120 quiet nights', () => {
    expect(findSteps(madeNights(QUIET)).steps).toEqual([]);
  });

  test.each([0.05, 0.5, 3])('is made by one wild night (%f)', size => {
    const wild = changed(madeNights(QUIET), onlyWork, (value, night) => (night === 80 ? value + size : value));
    expect(findSteps(wild).steps).toEqual([]);
  });

  test('is made by one wild night of all series', () => {
    const wild = changed(
      madeNights(QUIET),
      () => true,
      (value, night) => (night === 80 ? value + 0.2 : value),
    );
    expect(findSteps(wild).steps).toEqual([]);
  });

  test('is told of fewer than 8 nights before it', () => {
    const early = changed(madeNights({ ...QUIET, nights: 8 }), onlyWork, from(5, 0.5));
    const { steps, series } = findSteps(early);
    expect(steps).toEqual([]);
    expect(series.every(({ noise }) => noise === null)).toBe(true);
  });

  test('stands that came of two wild nights', () => {
    const wild = changed(madeNights(QUIET), onlyWork, (value, night) =>
      night === 80 || night === 81 ? value + 0.06 : value,
    );
    const worse = findSteps(firstNights(wild, 92)).steps.filter(({ logRatio }) => logRatio > 0);
    expect(worse.every(({ endedOn }) => endedOn !== null)).toBe(true);
  });
});

describe('a machine', () => {
  const NOISY = { ...QUIET, machineSigma: 0.03 };

  test('that moves all series alike from night to night hides no step of one', () => {
    const table = changed(madeNights(NOISY), onlyWork, from(80, Math.log(1.06)));
    expect(findSteps(table).steps).toMatchObject([{ series: 7, onset: 80, confirmedOn: 81 }]);
  });

  test('that slows as a whole is one step, and no series of it has one', () => {
    const table = changed(madeNights(QUIET), () => true, from(80, Math.log(1.08)));
    const { steps, machine } = findSteps(table);
    expect(machine.steps).toMatchObject([{ onset: 80, endedOn: null }]);
    expect(steps.every(({ series }) => series === table.series.length)).toBe(true);
  });

  test('that has no sentinel is known by what most of its series do', () => {
    const noisy = madeNights({ ...NOISY, sentinels: 0 });
    expect(findSteps(changed(noisy, onlyWork, from(80, Math.log(1.06)))).steps).toMatchObject([
      { series: 7, onset: 80, confirmedOn: 81 },
    ]);
  });

  test('keeps a step of one sentinel to that sentinel', () => {
    const table = changed(madeNights(NOISY), index => index === 1, from(80, Math.log(1.08)));
    expect(findSteps(table).steps).toMatchObject([{ series: 1, onset: 80 }]);
  });
});

describe('what somebody says of a step', () => {
  const table = changed(madeNights(QUIET), onlyWork, from(80, Math.log(1.03)));

  test('begins a level at once', () => {
    const { steps } = findSteps(firstNights(table, 81), { marks: [{ series: 7, onset: 80, kind: 'interleaved' }] });
    expect(steps).toMatchObject([{ series: 7, onset: 80, confirmedOn: 80, confirmedBy: 'interleaved' }]);
  });

  test('counts from the night on which it was said', () => {
    const marks = [{ series: 7, onset: 80, on: 82, kind: 'interleaved' }] as const;
    const small = changed(madeNights(QUIET), onlyWork, from(80, Math.log(1.02)));
    expect(findSteps(firstNights(small, 83), { marks }).steps).toMatchObject([
      { series: 7, onset: 80, confirmedOn: 82 },
    ]);
    expect(findSteps(firstNights(small, 82), { marks }).steps.filter(({ series }) => series === 7)).toEqual([]);
  });

  test('is what later steps are measured from', () => {
    const twice = changed(table, onlyWork, from(100, Math.log(1.06)));
    const { steps } = findSteps(twice, { marks: [{ series: 7, onset: 80, kind: 'accepted' }] });
    const next = steps.find(({ onset }) => onset === 100);
    expect(Math.abs((next?.logRatio ?? 0) - Math.log(1.06))).toBeLessThan(3 * (next?.se ?? 0));
  });
});

test('the more tables are searched in a night, the more a step of one has to stand out', () => {
  const table = changed(madeNights(QUIET), onlyWork, from(80, Math.log(1.045)));
  const found = (tables: number) => findSteps(table, { tables }).steps[0]?.confirmedOn ?? Number.POSITIVE_INFINITY;
  expect(found(10_000)).toBeGreaterThan(found(1));
});
