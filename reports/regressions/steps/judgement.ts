/** What is said of one series on the last night. Pure. */
import type { LearnedSeries } from './learn.ts';
import { levelChange } from './level-change.ts';
import type { FoundStep, SeriesJudgement } from './nights.ts';
import { robust } from './robust.ts';
import { LEVEL_NIGHTS } from './scan.ts';

/** A step that no other night agrees with yet. Nights of the table. */
export type Suspicion = { readonly since: number; readonly onset: number; readonly p: number };

export type Judged = {
  readonly series: number;
  /** The confirmed ones. */
  readonly steps: readonly FoundStep[];
  readonly suspected: Suspicion | null;
  readonly learned: LearnedSeries | null;
  /** The night of the table that the window begins with. */
  readonly from: number;
};

export function judgement({ series, steps, suspected, learned, from }: Judged): SeriesJudgement {
  if (learned === null) return { noise: null, baseline: null, steps };
  const { adjusted, noise, starts } = learned;
  const start = starts.at(-1) ?? 0;
  const end = suspected === null ? adjusted.length - 1 : suspected.onset - from;
  const first = Math.max(start, end - LEVEL_NIGHTS);
  const { location, count } = robust(adjusted.subarray(first, end));
  const baseline = count === 0 ? null : { log: location, from: from + first, nights: count };
  if (suspected === null) return { noise, baseline, steps };
  const { onset, since, p } = suspected;
  const change = levelChange(learned, start, onset - from);
  if (change === null) return { noise, baseline, steps };
  const found = {
    series,
    onset,
    suspectedOn: since,
    confirmedOn: null,
    confirmedBy: null,
    ...change,
    p,
    endedOn: null,
  };
  return { noise, baseline, steps: [...steps, found] };
}
