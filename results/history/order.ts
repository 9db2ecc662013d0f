/**
 * In what order the runs of a machine were made. Clocks jump: a night whose clock was set back a year would lie a year in the past by its
 * time. So each run names the run that was the newest of its machine when it started, and never comes before it. Pure.
 */
import { groupedBy } from '../grouped.ts';
import { compareText } from './runs.ts';

/** A run of one machine, as its order needs it. */
export type OrderedRun = {
  readonly runId: string;
  readonly startedAt: string;
  /** The run before it by its own word; absent: its record is older than the field, or it is the first. */
  readonly previousRun?: PreviousRun;
};

export type PreviousRun = { readonly runId: string; readonly startedAt: string };

/**
 * The runs of one machine, the first one first: of those whose named predecessor came before, always the one that started earliest.
 * A predecessor whose record is gone still holds its place in time. Runs that name each other in a circle are taken by time.
 */
export function inOrder<Run extends OrderedRun>(runs: readonly Run[]): readonly Run[] {
  const entries = [...withGone(runs)].toSorted(byTime);
  const known = new Set(entries.map(({ runId }) => runId));
  const isFirst = ({ previous, runId }: Entry<Run>) => previous === null || previous === runId || !known.has(previous);
  const followers = groupedBy(
    entries.filter(entry => !isFirst(entry)),
    ({ previous }) => previous ?? '',
  );
  const ready = entries.filter(isFirst);
  const done = new Set<Entry<Run>>();
  for (let at = 0; done.size < entries.length; at += 1) {
    // Nothing is ready and some are left: they are in a circle, or behind one.
    const next = ready[at] ?? entries.find(entry => !done.has(entry));
    if (next === undefined || done.has(next)) continue;
    if (at === ready.length) ready.push(next);
    done.add(next);
    for (const follower of followers.get(next.runId) ?? []) insert(ready, at + 1, follower);
  }
  return [...done].flatMap(({ run }) => run ?? []);
}

type Entry<Run> = {
  readonly runId: string;
  readonly startedMs: number;
  readonly previous: string | null;
  /** null: it is known only as another's predecessor. */
  readonly run: Run | null;
};

function withGone<Run extends OrderedRun>(runs: readonly Run[]): Iterable<Entry<Run>> {
  const entries = new Map<string, Entry<Run>>();
  for (const { previousRun } of runs) {
    if (previousRun === undefined) continue;
    const { runId, startedAt } = previousRun;
    entries.set(runId, { runId, startedMs: Date.parse(startedAt), previous: null, run: null });
  }
  for (const run of runs) {
    const { runId, startedAt, previousRun } = run;
    entries.set(runId, { runId, startedMs: Date.parse(startedAt), previous: previousRun?.runId ?? null, run });
  }
  return entries.values();
}

const byTime = (a: Entry<unknown>, b: Entry<unknown>): number =>
  a.startedMs - b.startedMs || compareText(a.runId, b.runId);

/** Puts an entry into a list that from `start` on is in the order of time. */
function insert<Run>(list: Entry<Run>[], start: number, entry: Entry<Run>): void {
  let at = start;
  for (let other = list[at]; other !== undefined && byTime(other, entry) <= 0; other = list[at]) at += 1;
  list.splice(at, 0, entry);
}
