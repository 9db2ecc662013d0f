/** From the observations of one machine to its nights, in order. Pure. */
import { groupedBy } from '../../results/grouped.ts';
import type { Observation } from '../../results/history/observation.ts';
import type { RunPoint } from './schema.ts';

export type Night = {
  /** Counted from the first night; never falls. Two nights of one weekday are whole weeks apart, whatever the clock did between them. */
  readonly day: number;
  /** In their order; the first one names the night. */
  readonly runs: readonly RunPoint[];
  readonly observations: readonly Observation[];
};

/** Runs that begin so soon after the first of a night are of that night: an evening does not agree with itself. */
const NIGHT_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
const WEEK_DAYS = 7;

/**
 * Nights in the order of the runs, which is not always that of the clock: where the clock jumped by more than a night, to either side, a
 * night begins. Self-tests measure the instrument and are no nights.
 */
export function nightsOf(observations: readonly Observation[]): readonly Night[] {
  const runs = groupedBy(
    observations.filter(({ unusable }) => unusable !== 'self-test'),
    ({ runId }) => runId,
  );
  const ordered = [...runs.values()].toSorted((a, b) => orderOf(a) - orderOf(b));
  const groups: (readonly Observation[])[][] = [];
  for (const run of ordered) {
    const first = groups.at(-1)?.[0];
    if (first !== undefined && Math.abs(startOf(run) - startOf(first)) < NIGHT_MS) groups.at(-1)?.push(run);
    else groups.push([run]);
  }
  const days = daysOf(groups.map(([first = []]) => startOf(first)));
  return groups.map((group, i) => ({
    day: days[i] ?? 0,
    runs: group.flatMap(([observation]) =>
      observation === undefined ? [] : [{ runId: observation.runId, startedAt: observation.startedAt }],
    ),
    observations: group.flat(),
  }));
}

/**
 * Days since the first night, to the nearest: a night that begins at a quarter to midnight, then at a quarter past, is of the next day.
 * After a clock that went back, whole weeks are added.
 */
function daysOf(startsMs: readonly number[]): readonly number[] {
  const [first = 0] = startsMs;
  const days: number[] = [];
  let added = 0;
  for (const startMs of startsMs) {
    const before = days.at(-1) ?? 0;
    const day = Math.round((startMs - first) / DAY_MS) + added;
    const weeks = Math.max(0, Math.ceil((before - day) / WEEK_DAYS));
    added += weeks * WEEK_DAYS;
    days.push(day + weeks * WEEK_DAYS);
  }
  return days;
}

const startOf = ([observation]: readonly Observation[]): number => Date.parse(observation?.startedAt ?? '');
const orderOf = ([observation]: readonly Observation[]): number => observation?.order ?? 0;
