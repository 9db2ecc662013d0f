/** Which runs of each machine are old enough to lose their samples. Pure. */
import { isAhead } from '../ahead.ts';
import { groupedBy } from '../grouped.ts';
import { inOrder } from '../history/order.ts';
import { machineKey } from '../history/runs.ts';
import type { RunRecord } from '../record.ts';
import { type Kept, kept } from './kept.ts';

/** The newest so many runs of each machine, or those that are younger than so many days. */
export type Keep = { readonly runs: number } | { readonly days: number };

const DAY_MS = 86_400_000;

/** Why each run is kept by its age; null: it is old. Copies of a run count as one run and share the answer. */
export function ageOfRuns(records: readonly RunRecord[], keep: Keep, now: Date): ReadonlyMap<RunRecord, Kept | null> {
  const found = new Map<RunRecord, Kept | null>();
  for (const ofMachine of groupedBy(records, machineKey).values()) {
    const copies = groupedBy(ofMachine, ({ context }) => context.runId);
    const runs = [...copies.values()].flatMap(([first]) => (first === undefined ? [] : [first.context]));
    const answers = 'runs' in keep ? newest(runs, keep.runs) : younger(runs, keep.days, now);
    for (const record of ofMachine) found.set(record, answers.get(record.context.runId) ?? null);
  }
  return found;
}

type Run = Pick<RunRecord['context'], 'runId' | 'startedAt' | 'previousRun'>;
type Answers = ReadonlyMap<string, Kept | null>;

function newest(runs: readonly Run[], count: number): Answers {
  const first = runs.length - count;
  return new Map(inOrder(runs).map(({ runId }, place) => [runId, place >= first ? kept('recent') : null]));
}

/** A run is as late as every run before it, so a clock that was set back for a night does not make the night old. */
function younger(runs: readonly Run[], days: number, now: Date): Answers {
  const sinceMs = now.getTime() - days * DAY_MS;
  let latestMs = Number.NEGATIVE_INFINITY;
  return new Map(
    inOrder(runs).map(({ runId, startedAt }) => {
      if (isAhead(startedAt, now)) return [runId, kept('ahead-of-clock', { startedAt })];
      latestMs = Math.max(latestMs, Date.parse(startedAt));
      return [runId, latestMs >= sinceMs ? kept('recent') : null];
    }),
  );
}
