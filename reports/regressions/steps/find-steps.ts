/**
 * Steps in a table of nights. One fold: each night is judged by the nights up to it alone, as a nightly job would have judged it, so that a
 * replay of a history says what was said at the time. Pure. docs/method/regressions.md says what each figure promises.
 */
import tCdf from '@stdlib/stats-base-dists-t-cdf';
import { discoveries } from './discoveries.ts';
import { judgement, type Suspicion } from './judgement.ts';
import { FEWEST_NIGHTS, type LearnedSeries, learnNights } from './learn.ts';
import { levelChange } from './level-change.ts';
import type { FoundStep, NightsTable, StepMark, StepSearch } from './nights.ts';
import { robust } from './robust.ts';
import { LEVEL_NIGHTS, NEWEST_ONSETS, type Onset, onsetsSince, type Scan, strongest } from './scan.ts';

/** Nights that a level, its noise and its autocorrelation are learned from: 13 weeks. */
const WINDOW_NIGHTS = 91;
/** Chance that a night of a quiet suite is told a step that is none. What is reached: `npm run bench:regressions`. */
const CONFIRMED_PER_NIGHT = 1 / 500;
const SUSPECTED_PER_NIGHT = 1 / 20;
/** Onsets and nights that are tried are nearly the same step: so many independent ones they come to, by simulation. */
const LOOKS = Number(process.env.LOOKS ?? 4);
/** A night agrees with another. */
const AGREEING_NIGHTS = 2;

type KnownStep = { -readonly [Key in keyof FoundStep]: FoundStep[Key] } & {
  /** It showed to be none: its two levels are one. */
  withdrawn: boolean;
};
type Track = { readonly steps: KnownStep[]; suspected: Suspicion | null };

/** Steps of every series, night after night. `marks`: what is known of single steps from elsewhere. */
export function findSteps(table: NightsTable, marks: readonly StepMark[] = []): StepSearch {
  const values = table.series.map(({ log }) => Float64Array.from(log, value => value ?? Number.NaN));
  const errors = table.series.map(({ se }) => Float64Array.from(se, value => value ?? Number.NaN));
  const tracks: readonly Track[] = table.series.map(() => ({ steps: [], suspected: null }));
  let learned: readonly (LearnedSeries | null)[] = [];
  let from = 0;
  for (let night = FEWEST_NIGHTS; night < table.days.length; night += 1) {
    from = Math.max(0, night - WINDOW_NIGHTS + 1);
    const onsetsOf = (series: number) => levelsOf(tracks[series]);
    learned = learnNights({ table, values, errors, from, night, onsetsOf });
    judgeNight(learned, tracks, { from, night, marks });
  }
  const series = tracks.map((track, i) => {
    const steps = track.steps.map(published);
    return judgement({
      series: i,
      steps,
      starts: levelsOf(track),
      suspected: track.suspected,
      learned: learned[i] ?? null,
      from,
    });
  });
  return { series, steps: tracks.flatMap(({ steps }) => steps.map(published)).toSorted(byConfirmation) };
}

type Tonight = { readonly from: number; readonly night: number; readonly marks: readonly StepMark[] };

function judgeNight(learned: readonly (LearnedSeries | null)[], tracks: readonly Track[], tonight: Tonight): void {
  const { from, night, marks } = tonight;
  const found = learned.map(series =>
    series === null ? [] : onsetsSince(scanOf(series), series.residuals.length - NEWEST_ONSETS),
  );
  const tested = found.filter(onsets => onsets.length > 0).length;
  const candidates = (fewest: number, rate: number) => {
    const all = found.flatMap((onsets, series) => {
      const onset = strongest(fewest === 1 ? onsets : onsets.filter(agrees), fewest);
      return onset === null ? [] : [{ series, onset, p: chanceOf(onset, learned[series]?.noise.freedom ?? 1) }];
    });
    const believed = discoveries(all, tested, rate);
    return new Map(all.filter(({ series }) => believed.has(series)).map(candidate => [candidate.series, candidate]));
  };
  const [suspected, agreed] = [candidates(1, SUSPECTED_PER_NIGHT), candidates(AGREEING_NIGHTS, CONFIRMED_PER_NIGHT)];
  for (const [i, track] of tracks.entries()) {
    const series = learned[i] ?? null;
    if (series === null || Number.isNaN(series.residuals.at(-1) ?? Number.NaN)) continue;
    const candidate = suspected.get(i) ?? null;
    track.suspected =
      candidate === null
        ? null
        : { onset: from + candidate.onset.onset, p: candidate.p, since: track.suspected?.since ?? night };
    const mark = marks.find(said => said.series === i && said.onset === night);
    const confirmed = agreed.get(i);
    if (confirmed !== undefined)
      begin(track, { series: i, onset: from + confirmed.onset.onset, p: confirmed.p, by: 'nights' }, night);
    else if (mark !== undefined) begin(track, { series: i, onset: night, p: candidate?.p ?? 1, by: mark.kind }, night);
    review(track, series, from, night);
  }
}

/** The nights without the one that speaks most for a step have to speak for it too: a wild night and a usual one make none. */
function agrees({ z, zOfOthers }: Onset): boolean {
  return Math.sign(z) * zOfOthers >= AGREEING_Z;
}

const AGREEING_Z = Number(process.env.AZ ?? 2.7);

function scanOf({ residuals, excess, noise, tail, starts }: LearnedSeries): Scan {
  return { residuals, excess, sigma: noise.sigma, phi: noise.phi, tail, levelStart: starts.at(-1) ?? 0 };
}

/** Two-sided, for all onsets that are tried. */
function chanceOf({ z }: Onset, freedom: number): number {
  return Math.min(1, 2 * LOOKS * tCdf(-Math.abs(z), freedom));
}

type Begun = {
  readonly series: number;
  readonly onset: number;
  readonly p: number;
  readonly by: KnownStep['confirmedBy'];
};

function begin(track: Track, { series, onset, p, by }: Begun, night: number): void {
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
function review(track: Track, series: LearnedSeries, from: number, night: number): void {
  const step = track.steps.findLast(({ withdrawn }) => !withdrawn);
  if (step === undefined || step.onset <= from) return;
  const onsets = levelsOf(track);
  const start = Math.max(0, (onsets.at(-2) ?? 0) - from);
  if (step.confirmedBy === 'nights' && night - step.onset < NEWEST_ONSETS)
    step.onset = from + dated(series, start, step.onset - from);
  const change = levelChange(series, start, step.onset - from, series.adjusted.length);
  const { logRatio, se, freedom, nights } = change;
  Object.assign(step, { logRatio, se, freedom, nights });
  if (step.confirmedBy !== 'accepted' && nights >= NIGHTS_TO_WITHDRAW && Math.abs(logRatio) < WITHDRAWN_BELOW * se) {
    step.withdrawn = true;
    step.endedOn = night;
  }
  for (const [i, earlier] of track.steps.entries()) {
    if (earlier === step || earlier.endedOn !== null) continue;
    const since = track.steps.slice(i).filter(({ withdrawn }) => !withdrawn);
    const left = since.reduce((sum, { logRatio }) => sum + logRatio, 0);
    if (left / earlier.logRatio < LEFT_OF_ENDED) earlier.endedOn = night;
  }
}

const NIGHTS_TO_WITHDRAW = 4;
/** In standard errors. */
const WITHDRAWN_BELOW = 2;
/** A step of which less is left has gone back. */
const LEFT_OF_ENDED = 1 / 3;
/** A step is dated again among so many nights around its onset. */
const REDATED_NIGHTS = 4;

/** The onset that divides the nights since the level before best, by all that are known by now. */
function dated(series: LearnedSeries, start: number, onset: number): number {
  const level = robust(series.adjusted.subarray(Math.max(start, onset - LEVEL_NIGHTS), onset)).location;
  const residuals = series.adjusted.map(value => value - level);
  const scan = { ...scanOf(series), residuals, levelStart: start };
  const around = onsetsSince(scan, onset - REDATED_NIGHTS).filter(
    found => found.onset <= onset + REDATED_NIGHTS && found.nights >= AGREEING_NIGHTS,
  );
  return strongest(around, AGREEING_NIGHTS)?.onset ?? onset;
}

/** Where levels begin, by the table's nights. */
function levelsOf(track: Track | undefined): readonly number[] {
  return track?.steps.flatMap(({ onset, withdrawn }) => (withdrawn ? [] : [onset])) ?? [];
}

function published({ withdrawn: _, ...step }: KnownStep): FoundStep {
  return step;
}

function byConfirmation(a: FoundStep, b: FoundStep): number {
  return (
    (a.confirmedOn ?? Number.POSITIVE_INFINITY) - (b.confirmedOn ?? Number.POSITIVE_INFINITY) || a.series - b.series
  );
}
