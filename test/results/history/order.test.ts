import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder, type OrderedRun } from '../../../results/history/order.ts';

const at = (startedAt: string, runId: string, previous?: OrderedRun): OrderedRun => ({
  runId,
  startedAt,
  ...(previous === undefined ? {} : { previousRun: { runId: previous.runId, startedAt: previous.startedAt } }),
});
const names = (runs: readonly OrderedRun[]) => inOrder(runs).map(({ runId }) => runId);

const monday = at('2026-03-02T01:00:00.000Z', 'mon');
const tuesday = at('2026-03-03T01:00:00.000Z', 'tue', monday);

test('runs that name no run before them are ordered by time, whatever the order of files', () => {
  const older = ['c', 'a', 'b'].map((runId, i) => at(`2026-03-0${[3, 1, 2][i]}T01:00:00.000Z`, runId));
  expect(names(older)).toEqual(['a', 'b', 'c']);
});

test('a night whose clock was set back a year stays behind the night before it', () => {
  const back = at('2025-03-04T01:00:00.000Z', 'wed-back', tuesday);
  // By file name the newest of its machine is still Tuesday's.
  const thursday = at('2026-03-05T01:00:00.000Z', 'thu', tuesday);
  expect(names([thursday, back, tuesday, monday])).toEqual(['mon', 'tue', 'wed-back', 'thu']);
});

test('two nights of a clock that was set back keep their order', () => {
  const first = at('2025-03-04T01:00:00.000Z', 'back-1', tuesday);
  const second = at('2025-03-05T01:00:00.000Z', 'back-2', tuesday);
  const friday = at('2026-03-06T01:00:00.000Z', 'fri', tuesday);
  expect(names([second, friday, first, monday, tuesday])).toEqual(['mon', 'tue', 'back-1', 'back-2', 'fri']);
});

test('nights behind one whose clock was a year ahead do not come before it', () => {
  const ahead = at('2027-03-04T01:00:00.000Z', 'ahead', tuesday);
  const thursday = at('2026-03-05T01:00:00.000Z', 'thu', ahead);
  const friday = at('2026-03-06T01:00:00.000Z', 'fri', ahead);
  expect(names([friday, thursday, ahead, tuesday, monday])).toEqual(['mon', 'tue', 'ahead', 'thu', 'fri']);
});

test('a run that names one whose record is gone stays behind the time of that one', () => {
  const back = at('2025-03-04T01:00:00.000Z', 'wed-back', tuesday);
  expect(names([back, monday])).toEqual(['mon', 'wed-back']);
});

test('a run before the clocks changed in autumn and one after it are in the order of UTC', () => {
  // 02:30 summer time, then 02:10 winter time: 40 minutes later.
  const summer = at('2026-10-25T00:30:00.000Z', 'summer');
  const winter = at('2026-10-25T01:10:00.000Z', 'winter', summer);
  expect(names([winter, summer])).toEqual(['summer', 'winter']);
});

test('runs that name themselves, or are behind runs that name each other, are ordered by time, each once', () => {
  const itself = { ...monday, previousRun: monday };
  const [a, b] = [at('2026-03-04T01:00:00.000Z', 'a'), at('2026-03-05T01:00:00.000Z', 'b')];
  const circle = [
    { ...a, previousRun: b },
    { ...b, previousRun: a },
    { ...tuesday, previousRun: b },
  ];
  expect(names([...circle, itself])).toEqual(['mon', 'tue', 'a', 'b']);
});

test('every run is there once, and none before the run it names', () => {
  const runs = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.option(fc.nat({ max: 30 }))), { maxLength: 30 })
    .map(entries =>
      entries.map(([minute, back], i) => {
        const named = back === null ? undefined : i - 1 - back;
        const startedAt = (m: number) => new Date(Date.UTC(2026, 2, 1, 0, m)).toISOString();
        const previous = named === undefined ? undefined : entries[named];
        return at(startedAt(minute), `${i}`, previous && at(startedAt(previous[0]), `${named}`));
      }),
    );
  fc.assert(
    fc.property(runs, made => {
      const order = names(made);
      expect(order.toSorted()).toEqual(made.map(({ runId }) => runId).toSorted());
      for (const { runId, previousRun } of made) {
        if (previousRun !== undefined) expect(order.indexOf(runId)).toBeGreaterThan(order.indexOf(previousRun.runId));
      }
    }),
  );
});
