/** What an acceptance does to the steps of its series, now and later. */
import { describe, expect, test } from 'vitest';
import { ACCEPTANCE_SCHEMA, type Acceptances } from '../../../results/history/acceptance.ts';
import { sha256 } from '../../../suites/identity.ts';
import { check, findingOf, steadyWorks } from './checked.ts';
import { madeNights, observation, runOf, startOf } from './made-nights.ts';

function acceptedFrom(night: number, name = 'a'): Acceptances {
  const { machine, target, board, strategy, concurrent, powerLimitW } = observation();
  const line = {
    schema: ACCEPTANCE_SCHEMA,
    acceptedAt: startOf(night + 3),
    by: 'A. Turing',
    reason: 'the new driver stays',
    series: { machine, target, board, strategy, concurrent, powerLimitW, workloadSha256: sha256(name) },
    case: name,
    metric: 'step-time',
    first: { runId: runOf(night), startedAt: startOf(night) },
    ratio: 1.07,
    previousSha256: null,
    ownSha256: sha256('of no line'),
  } as const;
  return { lines: [line], damaged: [] };
}

const slowFrom = (night: number, stepMs: number, later?: { night: number; stepMs: number }) => ({
  a: (now: number) => ({
    stepMs: later !== undefined && now >= later.night ? later.stepMs : now >= night ? stepMs : 10,
  }),
  ...steadyWorks,
});

describe('a slowdown from night 35 that was accepted', () => {
  test('is no regression any more, and says who accepted it and why', () => {
    const found = check(madeNights(40, slowFrom(35, 10.7)), acceptedFrom(35));
    expect(found).toMatchObject({ verdict: 'holds', news: 0, counts: { accepted: 1, steady: 3 } });
    expect(findingOf(found, 'a')?.step).toMatchObject({
      first: { runId: runOf(35) },
      accepted: { by: 'A. Turing', reason: 'the new driver stays', acceptedAt: startOf(38) },
    });
  });

  test('is the level that later nights are held against', () => {
    const baseline = findingOf(check(madeNights(60, slowFrom(35, 10.7)), acceptedFrom(35)), 'a')?.baseline;
    expect(baseline?.value).toBeGreaterThan(10.6);
    expect(baseline?.value).toBeLessThan(10.8);
    expect(baseline?.since.runId).toBe(runOf(35));
  });

  test('does not hide the next slowdown, which is measured from the accepted level', () => {
    const nights = madeNights(60, slowFrom(35, 10.7, { night: 52, stepMs: 11.4 }));
    const found = check(nights, acceptedFrom(35));
    expect(found.verdict).toBe('regressed');
    const step = findingOf(found, 'a')?.step;
    expect(step).toMatchObject({ first: { runId: runOf(52) }, accepted: null });
    expect(step?.ratio.point).toBeGreaterThan(1.05);
    expect(step?.ratio.point).toBeLessThan(1.08);
  });
});

test('an acceptance holds where the driver tells the power cap of its series with noise', () => {
  const works = slowFrom(35, 10.7);
  const noisy = { ...works, a: (night: number) => ({ ...works.a(night), powerLimitW: night % 2 === 0 ? 302 : 299 }) };
  expect(findingOf(check(madeNights(40, noisy), acceptedFrom(35)), 'a')?.state).toBe('accepted');
});

test('an acceptance is of its series alone', () => {
  const found = check(madeNights(40, slowFrom(35, 10.7)), acceptedFrom(35, 'b'));
  expect(findingOf(found, 'a')?.state).toBe('confirmed');
  expect(found.verdict).toBe('regressed');
});

test('an acceptance of a step that was only suspected holds when later nights confirm it', () => {
  const nights = slowFrom(39, 10.8);
  expect(check(madeNights(40, nights), acceptedFrom(39)).verdict).toBe('holds');
  expect(check(madeNights(50, nights), acceptedFrom(39))).toMatchObject({ verdict: 'holds', counts: { accepted: 1 } });
});

test('an improvement can be accepted, and its loss is a regression', () => {
  const works = slowFrom(30, 9.2, { night: 50, stepMs: 10 });
  expect(check(madeNights(45, works), acceptedFrom(30))).toMatchObject({ verdict: 'holds', counts: { accepted: 1 } });
  const lost = check(madeNights(55, works), acceptedFrom(30));
  expect(findingOf(lost, 'a')?.step).toMatchObject({ direction: 'worse', first: { runId: runOf(50) } });
  expect(lost.verdict).toBe('regressed');
});

test('an acceptance of runs that are no longer there changes nothing', () => {
  const gone = acceptedFrom(35);
  const [line] = gone.lines;
  const lines = line === undefined ? [] : [{ ...line, first: { ...line.first, runId: 'pruned' } }];
  const nights = madeNights(40, slowFrom(35, 10.7));
  expect(check(nights, { lines, damaged: [] })).toEqual(check(nights));
});

test('damaged lines of the file are part of the document', () => {
  const damaged = [{ line: 3, code: 'changed' }] as const;
  expect(check(madeNights(3, { a: () => ({}) }), { lines: [], damaged }).damagedAcceptances).toEqual(damaged);
});
