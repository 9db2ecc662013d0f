/** A check of made nights: what it says, of which series, and what makes it fail. */
import { describe, expect, test } from 'vitest';
import { isOpenRegression } from '../../../reports/regressions/check.ts';
import { entriesOf, withStep } from '../../../reports/regressions/entries.ts';
import { sha256 } from '../../../suites/identity.ts';
import { check, findingOf, steadyWorks } from './checked.ts';
import { madeNights, normal, PRODUCTS, product, runOf, SETUP } from './made-nights.ts';

describe('nights without a change', () => {
  const found = check(madeNights(40, { a: () => ({}), ...steadyWorks }));

  test('are steady, and the check holds', () => {
    expect(found.findings.map(({ state }) => state)).toEqual(['steady', 'steady', 'steady', 'steady']);
    expect(found).toMatchObject({ verdict: 'holds', news: 0, counts: { steady: 4 }, ended: [] });
  });

  test('teach the noise between nights and the level, and say what step would be seen', () => {
    const finding = findingOf(found, 'a');
    expect(finding?.noise?.cv).toBeGreaterThan(0.006);
    expect(finding?.noise?.cv).toBeLessThan(0.015);
    expect(finding?.baseline?.value).toBeGreaterThan(9.95);
    expect(finding?.baseline?.value).toBeLessThan(10.05);
    expect(finding?.baseline?.since.runId).toBe(runOf(0));
    expect(finding?.smallestStep).toBeGreaterThan(0.03);
    expect(finding?.smallestStep).toBeLessThan(0.07);
  });

  test('judge the runs of the newest night', () => {
    expect(found.runs).toEqual([{ machine: 'lab-1', runId: 'night-39', startedAt: '2026-02-09T22:00:00.000Z' }]);
  });
});

test('three nights are insufficient history, and the check cannot tell', () => {
  const found = check(madeNights(3, { a: () => ({}) }));
  expect(found).toMatchObject({ verdict: 'cannot-tell', counts: { 'insufficient-history': 1, steady: 0 } });
  expect(findingOf(found, 'a')).toMatchObject({ noise: null, smallestStep: null, step: null });
});

test('no observation is no run, and nothing is said of anything', () => {
  expect(check([])).toMatchObject({ runs: [], findings: [], verdict: 'cannot-tell' });
});

describe('a slowdown of 6 % from night 35 on, with another driver', () => {
  const nights = (last: number) =>
    madeNights(last, {
      a: night => (night < 35 ? {} : { stepMs: 10.6, clockMHz: 1700, setup: { ...SETUP, driver: '560.35' } }),
      ...steadyWorks,
    });

  test('is suspected on its first night, and the check holds', () => {
    const found = check(nights(36));
    expect(findingOf(found, 'a')).toMatchObject({ state: 'suspected', step: { confirmedOn: null, nights: 1 } });
    expect(found).toMatchObject({ verdict: 'holds', news: 0 });
  });

  test('is confirmed by the second night, dated, and what changed stands beside it', () => {
    const found = check(nights(37));
    expect(found).toMatchObject({ verdict: 'regressed', news: 1, counts: { confirmed: 1, steady: 3 } });
    const step = findingOf(found, 'a')?.step;
    expect(step).toMatchObject({
      direction: 'worse',
      first: { runId: runOf(35) },
      confirmedOn: { runId: runOf(36) },
      confirmedBy: 'nights',
      nights: 2,
      accepted: null,
      changed: [
        { what: 'driver', before: '550.54', now: '560.35' },
        { what: 'clockMHz', before: '1980', now: '1700' },
      ],
    });
    expect(step?.ratio.low).toBeLessThan(1.06);
    expect(step?.ratio.high).toBeGreaterThan(1.06);
  });

  test('is open on later nights and no news any more', () => {
    expect(check(nights(45))).toMatchObject({ verdict: 'regressed', news: 0, counts: { confirmed: 1 } });
  });
});

test('a speed-up is told and fails nothing', () => {
  const found = check(madeNights(40, { a: night => ({ stepMs: night < 35 ? 10 : 9.3 }), ...steadyWorks }));
  expect(findingOf(found, 'a')).toMatchObject({ state: 'confirmed', step: { direction: 'better' } });
  expect(found).toMatchObject({ verdict: 'holds', news: 0 });
});

test('a slowdown that is mended has recovered', () => {
  const stepMs = (night: number) => (night >= 20 && night < 30 ? 10.7 : 10);
  const found = check(madeNights(40, { a: night => ({ stepMs: stepMs(night) }), ...steadyWorks }));
  expect(findingOf(found, 'a')).toMatchObject({ state: 'recovered', step: { direction: 'better' } });
  expect(found.verdict).toBe('holds');
});

test('a slowdown that is mended by a third stays open', () => {
  const stepMs = (night: number) => [10, 11.5, 11][[20, 30].filter(first => night >= first).length] ?? 10;
  const found = check(madeNights(40, { a: night => ({ stepMs: stepMs(night) }), ...steadyWorks }));
  expect(findingOf(found, 'a')).toMatchObject({
    state: 'confirmed',
    step: { direction: 'worse', first: { runId: runOf(20) } },
  });
  expect(found.verdict).toBe('regressed');
});

test('a single wild night is suspected and never confirmed', () => {
  const works = { a: (night: number) => ({ stepMs: night === 35 ? 13 : 10 }), ...steadyWorks };
  expect(findingOf(check(madeNights(36, works)), 'a')?.state).toBe('suspected');
  for (const nights of [37, 38, 40]) {
    expect(check(madeNights(nights, works)).counts).toMatchObject({ confirmed: 0 });
  }
  expect(findingOf(check(madeNights(50, works)), 'a')?.state).toBe('steady');
});

test('a second run of one evening does not confirm its first', () => {
  const nights = madeNights(36, { a: night => ({ stepMs: night < 35 ? 10 : 10.7 }), ...steadyWorks });
  const evening = nights.slice(-4).map((item, i) => ({
    ...item,
    runId: 'again',
    startedAt: '2026-02-06T01:00:00.000Z',
    order: 36,
    roundStepMs: item.roundStepMs.map(ms => ms * (1 + i / 1000)),
  }));
  const found = check([...nights, ...evening]);
  expect(found.runs.map(({ runId }) => runId)).toEqual([runOf(35), 'again']);
  expect(findingOf(found, 'a')?.state).toBe('suspected');
});

describe('a machine that slowed as a whole from night 35 on', () => {
  const slowed = (shared: (night: number) => number) => {
    const factor = (night: number) => (night < 35 ? 1 : 1.06) * Math.exp(shared(night));
    return madeNights(
      40,
      {
        ...Object.fromEntries(PRODUCTS.map(name => [name, (night: number) => product(5 * factor(night))])),
        ...Object.fromEntries(['a', 'b', 'c'].map(name => [name, (night: number) => ({ stepMs: 10 * factor(night) })])),
      },
      0.004,
    );
  };
  test.each([
    ['nothing else', () => 0],
    ['a movement that works follow', (night: number) => 0.01 * normal(`shared ${night}`)],
  ])('is one entry where nights share %s', (_, shared) => {
    const found = check(slowed(shared));
    const steps = withStep(found.findings, ({ state }) => state === 'confirmed');
    const entries = entriesOf(steps, found.findings);
    expect(entries.map(({ kind }) => kind)).toEqual(['target']);
    expect(entries[0]).toMatchObject({ findings: expect.arrayContaining(steps) });
    expect(findingOf(found, 'machine')?.role).toBe('machine');
    expect(found.verdict).toBe('regressed');
  });
});

test('works that moved otherwise than the machine are entries of their own', () => {
  const works = {
    ...Object.fromEntries(PRODUCTS.map(name => [name, (night: number) => product(night < 35 ? 5 : 5.3)])),
    a: (night: number) => ({ stepMs: night < 35 ? 10 : 13 }),
  };
  const found = check(madeNights(40, works, 0.004));
  const entries = entriesOf(withStep(found.findings, isOpenRegression), found.findings);
  expect(entries.map(({ kind }) => kind)).toEqual(['target', 'work']);
});

test('one product of three that moved is a work like any other', () => {
  const works = Object.fromEntries(
    PRODUCTS.map(name => [name, (night: number) => product(night >= 35 && name === 'gemm-b' ? 5.5 : 5)]),
  );
  const found = check(madeNights(40, works, 0.004));
  const entries = entriesOf(withStep(found.findings, isOpenRegression), found.findings);
  expect(entries).toMatchObject([{ kind: 'work', finding: { case: 'gemm-b' } }]);
});

test('another board, another power limit and all targets at once begin a series, and the one before has ended', () => {
  for (const change of [{ board: 'GPU-2' }, { powerLimitW: 250 }, { concurrent: true }]) {
    const found = check(madeNights(40, { a: night => (night < 38 ? {} : { ...change, stepMs: 12 }) }));
    expect(found.findings.map(({ state, series }) => [state, series])).toMatchObject([
      ['insufficient-history', change],
    ]);
    expect(found.ended).toMatchObject([{ case: 'a', last: { runId: runOf(37) } }]);
    expect(found.verdict).toBe('cannot-tell');
  }
});

test('another strategy begins a series, and the work is followed by its fastest one: its slowdown is told', () => {
  const found = check(madeNights(40, { a: night => (night < 38 ? {} : { strategy: 'eager', stepMs: 12 }) }));
  expect(found.findings.map(({ state, series }) => [state, series.strategy])).toEqual([
    ['insufficient-history', 'eager'],
    ['confirmed', '*'],
  ]);
  expect(found.ended).toMatchObject([{ case: 'a', last: { runId: runOf(37) } }]);
  expect(found.verdict).toBe('regressed');
  const { step } = found.findings[1] ?? {};
  expect(step?.first.runId).toBe(runOf(38));
  expect(step?.changed).toEqual([{ what: 'strategies', before: 'grouped', now: 'eager' }]);
});

test('a runner-up that is another one on each night makes no step: the fastest strategy is as it was', () => {
  const found = check([
    ...madeNights(40, { a: () => ({}) }),
    ...Array.from({ length: 40 }, (_, night) => night).flatMap(night =>
      madeNights(40, {
        a: other => (other === night ? { strategy: night % 2 === 0 ? 'eager' : 'compile', stepMs: 14 } : null),
      }),
    ),
  ]);
  expect(found.verdict).toBe('holds');
  expect(findingOf(found, 'a')?.state).toBe('steady');
  expect(found.findings.find(({ series }) => series.strategy === '*')?.state).toBe('steady');
});

test('a work whose kernel was chosen anew says so beside its step', () => {
  const works = {
    a: (night: number) => (night < 35 ? {} : { stepMs: 10.9, computeKernel: 'fallback' }),
    ...steadyWorks,
  };
  const other = madeNights(35, { a: () => ({ strategy: 'compile', workloadSha256: sha256('a') }) });
  const found = check([...madeNights(40, works), ...other]);
  const finding = found.findings.find(({ case: name, series }) => name === 'a' && series.strategy === 'grouped');
  expect(finding?.step?.changed).toEqual([
    { what: 'kernel', before: 'cutlass', now: 'fallback' },
    { what: 'strategies', before: 'compile, grouped', now: 'grouped' },
  ]);
});
