/** Which runs are one night, and how far nights lie apart, whatever the clock did. */
import { expect, test } from 'vitest';
import { nightsOf } from '../../../reports/regressions/nights.ts';
import { observation } from './made-nights.ts';

/** Runs that began at these instants, in this order. */
const runsAt = (...starts: readonly string[]) =>
  starts.map((startedAt, order) => observation({ startedAt: `${startedAt}:00.000Z`, order, runId: `run-${order}` }));

const grouped = (...starts: readonly string[]) =>
  nightsOf(runsAt(...starts)).map(({ runs }) => runs.map(({ runId }) => runId));
const days = (...starts: readonly string[]) => nightsOf(runsAt(...starts)).map(({ day }) => day);

test('runs within eight hours of the first are one night, over midnight too', () => {
  expect(grouped('2026-03-01T23:30', '2026-03-02T01:00', '2026-03-02T07:29', '2026-03-02T07:30')).toEqual([
    ['run-0', 'run-1', 'run-2'],
    ['run-3'],
  ]);
});

test('the order of runs counts, not that of a file or of the clock', () => {
  const runs = runsAt('2026-03-01T22:00', '2026-03-02T22:00', '2026-03-03T22:00');
  expect(nightsOf(runs.toReversed()).map(({ runs: [first] }) => first?.runId)).toEqual(['run-0', 'run-1', 'run-2']);
});

test('a clock that was corrected by minutes makes no second night', () => {
  expect(grouped('2026-03-01T22:00', '2026-03-01T21:45')).toEqual([['run-0', 'run-1']]);
});

test('a night on which the clock stood at 1970 is a night of its own, and no day is before the one before it', () => {
  const starts = ['2026-03-01T22:00', '1970-01-01T00:10', '2026-03-03T22:00', '2026-03-04T22:00'] as const;
  expect(grouped(...starts)).toHaveLength(4);
  const [first = 0, wrong = 0, second = 0, third = 0] = days(...starts);
  expect(wrong).toBeGreaterThanOrEqual(first);
  expect(third - second).toBe(1);
  // The same weekday, whole weeks on.
  expect((second - first) % 7).toBe(2);
});

test('a clock that ran a year ahead for a night leaves the weekdays as they are', () => {
  const [first = 0, , third = 0, fourth = 0] = days(
    '2026-03-01T22:00',
    '2027-03-02T22:00',
    '2026-03-03T22:00',
    '2026-03-04T22:00',
  );
  expect((third - first) % 7).toBe(2);
  expect(fourth - third).toBe(1);
});

test('a timer that drifts over midnight still counts one day a night', () => {
  expect(days('2026-03-01T23:50', '2026-03-03T00:05', '2026-03-03T23:55', '2026-03-05T00:10')).toEqual([0, 1, 2, 3]);
});

test('a summer-time night is a day like any other: a timer of local time begins an hour earlier by UTC', () => {
  expect(days('2026-03-27T01:00', '2026-03-28T01:00', '2026-03-29T00:00', '2026-03-30T00:00')).toEqual([0, 1, 2, 3]);
});
