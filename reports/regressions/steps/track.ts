/** What is known of one series' steps as the nights go by: a step is begun, and questioned again each night. */
import type { Suspicion } from './judgement.ts';
import type { LearnedSeries } from './learn.ts';
import { levelChange } from './level-change.ts';
import type { FoundStep } from './nights.ts';
import { robust } from './robust.ts';
import { LEVEL_NIGHTS, NEWEST_ONSETS, type Scan } from './scan.ts';

type KnownStep = { -readonly [Key in keyof FoundStep]: FoundStep[Key] } & {
  /** It showed to be none: its two levels are one. */
  withdrawn: boolean;
};

export type Track = { readonly steps: KnownStep[]; suspected: Suspicion | null };

type Begun = {
  readonly series: number;
  readonly onset: number;
  readonly p: number;
  readonly by: KnownStep['confirmedBy'];
};

export function begin(track: Track, { series, onset, p, by }: Begun, night: number): void {
  track.steps.push({
    series,
    onset,
    suspectedOn: track.suspected?.since ?? night,
    confirmedOn: night,
    confirmedBy: by,
    logRatio: 0,
    se: 0,
    freedom: 1,
    nights: 1,
    p,
    endedOn: null,
    withdrawn: false,
  });
  track.suspected = null;
}

/** The newest step is measured, dated and questioned again each night; it may show that those before it have ended. */
export function review(track: Track, series: LearnedSeries, from: number, night: number): void {
  const step = track.steps.findLast(({ withdrawn }) => !withdrawn);
  if (step === undefined || step.onset <= from) return;
  const start = levelBefore(series.starts, step.onset - from);
  if (step.confirmedBy === 'nights' && night - step.onset < NEWEST_ONSETS)
    step.onset = from + dated(series, start, step.onset - from, (step.confirmedOn ?? night) - from - 1);
  step.nights = series.adjusted.subarray(step.onset - from).filter(value => !Number.isNaN(value)).length;
  // The window has begun to cut the earlier level off: what was measured by all of it stands.
  if (start === 0 && from > 0 && step.onset - from < LEVEL_NIGHTS) return;
  const change = levelChange(series, start, step.onset - from);
  if (change === null) return;
  const { logRatio, se, nights } = Object.assign(step, change);
  if (step.confirmedBy !== 'accepted' && nights >= NIGHTS_TO_WITHDRAW && Math.abs(logRatio) < WITHDRAWN_BELOW * se) {
    step.withdrawn = true;
    step.endedOn = night;
  }
  for (const [i, earlier] of track.steps.entries()) {
    if (earlier === step || earlier.endedOn !== null) continue;
    const since = track.steps.slice(i).filter(({ withdrawn }) => !withdrawn);
    const left = since.reduce((sum, { logRatio }) => sum + logRatio, 0);
    if (left * Math.sign(earlier.logRatio) < LEFT_OF_ENDED * Math.abs(earlier.logRatio)) earlier.endedOn = night;
  }
}

const NIGHTS_TO_WITHDRAW = 4;
/** In standard errors. */
const WITHDRAWN_BELOW = 2;
/** A step of which less is left has gone back. */
const LEFT_OF_ENDED = 1 / 3;
/** A step is dated again among so many nights around its onset. */
const REDATED_NIGHTS = 4;
/** A night that is further from a level, in deviations, speaks no more against it. */
const FARTHEST = 3;

/**
 * The onset that divides the nights around best (Hinkley 1970): each night lies as near as it can to the level it is said to belong to,
 * by squares up to 3 deviations. Levels are of all nights known by now. `latest`: no later than that night of the window.
 */
export function dated(
  { adjusted, noise: { sigma, phi } }: LearnedSeries,
  start: number,
  onset: number,
  latest: number,
): number {
  const before = robust(adjusted.subarray(Math.max(start, onset - LEVEL_NIGHTS), onset)).location;
  const since = robust(adjusted.subarray(onset)).location;
  const deviation = sigma / Math.sqrt(1 - phi ** 2);
  const first = Math.max(start + 1, onset - REDATED_NIGHTS);
  const last = Math.min(latest, onset + REDATED_NIGHTS);
  const distance = (night: number, level: number) =>
    Math.min(Math.abs((adjusted[night] ?? Number.NaN) - level) / deviation, FARTHEST) ** 2;
  let [best, least, cost] = [onset, Number.POSITIVE_INFINITY, 0];
  for (let night = first; night <= last; night += 1) {
    if (Number.isNaN(adjusted[night] ?? Number.NaN)) continue;
    if (cost < least) [best, least] = [night, cost];
    cost += distance(night, before) - distance(night, since);
  }
  return best;
}

/** Where the level before an onset begins: both of the window's nights. */
export function levelBefore(starts: readonly number[], onset: number): number {
  return starts.findLast(start => start < onset) ?? 0;
}

/** Where levels begin, by the table's nights. */
export function levelsOf(track: Track | undefined): readonly number[] {
  return track?.steps.flatMap(({ onset, withdrawn }) => (withdrawn ? [] : [onset])) ?? [];
}

export function published({ withdrawn: _, ...step }: KnownStep): FoundStep {
  return step;
}

export function scanOf({ residuals, excess, doubt, noise: { sigma, phi, tail }, starts }: LearnedSeries): Scan {
  return { residuals, excess, doubt, sigma, phi, tail, levelStart: starts.at(-1) ?? 0 };
}
