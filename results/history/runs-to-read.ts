/**
 * Which runs of a long history a report reads: of each machine the newest, and the older ones that are still the best of a work. Its rows are
 * then those that all records would give, but where a lane changes between raced, unraced and the only way. Pure.
 */
import { isAhead } from '../ahead.ts';
import { groupedBy } from '../grouped.ts';
import type { LaneStanding } from './lane-standing.ts';
import { firstDifference, type Standing } from './run-preference.ts';
import { compareText } from './runs.ts';

export type RunStanding = {
  /** Of its record. */
  readonly path: string;
  /** As results/history/runs.ts has it. */
  readonly machine: string;
  readonly runId: string;
  readonly startedAt: string;
  /** The latest start of anything in it. */
  readonly latestAt: string;
  readonly concurrent: boolean;
  readonly selftest: boolean;
  readonly lanes: readonly LaneStanding[];
};

export type RunsAsked = {
  /** Of each machine so many, self-tests apart. */
  readonly newest: number;
  /** By the clock of whoever reads. */
  readonly now: Date;
};

/** The paths of their records. `runs`: each run once. */
export function runsToRead(runs: readonly RunStanding[], { newest, now }: RunsAsked): ReadonlySet<string> {
  const ordered = runs
    .map(run => ({ ...run, startedMs: Date.parse(run.startedAt), ahead: isAhead(run.latestAt, now) }))
    .toSorted(newestFirst);
  // Runs ahead of the clock displace none of the others.
  const kinds = groupedBy(ordered, ({ machine, selftest, ahead }) => JSON.stringify([machine, selftest, ahead]));
  return new Set(
    [...[...kinds.values()].flatMap(ofKind => ofKind.slice(0, newest)), ...bestOfWorks(ordered)].map(
      ({ path }) => path,
    ),
  );
}

type Dated = RunStanding & { readonly startedMs: number; readonly ahead: boolean };

/** As a report orders runs. */
const newestFirst = (a: Dated, b: Dated): number =>
  b.startedMs - a.startedMs || compareText(b.runId, a.runId) || compareText(b.path, a.path);

/** Of each work, target and strategy, raced or not, the run that a row would stand on. `runs`: the newest first. */
function bestOfWorks(runs: readonly Dated[]): readonly Dated[] {
  const best = new Map<string, { readonly run: Dated; readonly standing: Standing }>();
  for (const run of runs.filter(({ selftest }) => !selftest)) {
    for (const lane of run.lanes) {
      const { target, workloadSha256, strategy, raced } = lane;
      const key = JSON.stringify([run.machine, target, workloadSha256, run.concurrent, strategy, raced]);
      const standing = { ...lane, ahead: run.ahead };
      const other = best.get(key);
      if (other === undefined || isAbove(standing, other.standing)) best.set(key, { run, standing });
    }
  }
  return [...best.values()].map(({ run }) => run);
}

/** No row stands on a run without a round of the work. */
const isAbove = (standing: Standing, other: Standing): boolean =>
  (hasRound(standing) - hasRound(other) || (firstDifference(other, standing)?.difference ?? 0)) > 0;

const hasRound = ({ measured }: Standing): number => (measured > 0 ? 1 : 0);
