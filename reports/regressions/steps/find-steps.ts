/**
 * Steps in a table of nights. One fold: each night is judged by the nights up to it alone, as a nightly job would have judged it, so that a
 * replay of a history says what was said at the time. Pure. docs/method/regressions.md says what each figure promises.
 */
import tCdf from '@stdlib/stats-base-dists-t-cdf';
import { discoveries } from './discoveries.ts';
import { judgement } from './judgement.ts';
import { type LearnedSeries, learnNights } from './learn.ts';
import { followsMachine } from './machine.ts';
import type { FoundStep, NightsTable, StepMark, StepSearch } from './nights.ts';
import {
  AGREEING_NIGHTS,
  AGREEING_Z,
  CONFIRMED_PER_NIGHT,
  FEWEST_NIGHTS,
  LOOKS,
  SUSPECTED_PER_NIGHT,
} from './rates.ts';
import { NEWEST_ONSETS, type Onset, onsetsSince, strongest } from './scan.ts';
import { begin, dated, levelBefore, levelsOf, published, review, scanOf, type Track } from './track.ts';

/** Nights that a level, its noise and its autocorrelation are learned from: 13 weeks. */
const WINDOW_NIGHTS = 91;
export type SearchOptions = {
  /** What is known of single steps from elsewhere. */
  readonly marks?: readonly StepMark[];
  /** How many tables are searched each night: the false steps of a night are shared out among them. */
  readonly tables?: number;
};

/** Steps of every series, night after night. */
export function findSteps(table: NightsTable, { marks = [], tables = 1 }: SearchOptions = {}): StepSearch {
  const values = table.series.map(({ log }) => Float64Array.from(log, value => value ?? Number.NaN));
  const errors = table.series.map(({ se }) => Float64Array.from(se, value => value ?? Number.NaN));
  const tracks: readonly Track[] = [...table.series, null].map(() => ({ steps: [], suspected: null }));
  let learned: readonly (LearnedSeries | null)[] = [];
  let from = 0;
  for (let night = FEWEST_NIGHTS; night < table.days.length; night += 1) {
    from = Math.max(0, night - WINDOW_NIGHTS + 1);
    const onsetsOf = (series: number) => levelsOf(tracks[series]);
    learned = learnNights({ table, values, errors, from, night, onsetsOf });
    judgeNight(learned, tracks, { from, night, marks, tables });
  }
  const judged = tracks.map((track, i) =>
    judgement({
      series: i,
      steps: track.steps.map(published),
      suspected: track.suspected,
      learned: learned[i] ?? null,
      from,
    }),
  );
  return {
    series: judged.slice(0, -1),
    machine: judged.at(-1) ?? { noise: null, baseline: null, steps: [] },
    steps: tracks.flatMap(({ steps }) => steps.map(published)).toSorted(byConfirmation),
  };
}

type Tonight = {
  readonly from: number;
  readonly night: number;
  readonly marks: readonly StepMark[];
  readonly tables: number;
};

function judgeNight(learned: readonly (LearnedSeries | null)[], tracks: readonly Track[], tonight: Tonight): void {
  const { from, night, marks, tables } = tonight;
  const found = learned.map(series =>
    series === null ? [] : onsetsSince(scanOf(series), series.residuals.length - NEWEST_ONSETS),
  );
  const tested = found.filter(onsets => onsets.length > 0).length;
  const candidates = (onsetsOf: (onsets: readonly Onset[]) => readonly Onset[], fewest: number, rate: number) => {
    const all = found.flatMap((onsets, series) => {
      const onset = strongest(onsetsOf(onsets), fewest);
      return onset === null ? [] : [{ series, onset, p: chanceOf(onset, learned[series]?.noise.freedom ?? 1) }];
    });
    const believed = discoveries(all, tested, rate / tables);
    return new Map(all.filter(({ series }) => believed.has(series)).map(candidate => [candidate.series, candidate]));
  };
  const suspected = candidates(onsets => onsets.map(asSuspected), 1, SUSPECTED_PER_NIGHT);
  const agreed = candidates(onsets => onsets.filter(agrees), AGREEING_NIGHTS, CONFIRMED_PER_NIGHT);
  const machine = learned.length - 1;
  const machineMoved = agreed.has(machine) || suspected.has(machine);
  for (const [i, track] of tracks.entries()) {
    const series = learned[i] ?? null;
    if (series === null || Number.isNaN(series.residuals.at(-1) ?? Number.NaN)) continue;
    const onset = (agreed.get(i) ?? suspected.get(i))?.onset.onset;
    const isMachine =
      machineMoved && i !== machine && onset !== undefined && followsMachine(series, learned[machine] ?? null, onset);
    const candidate = isMachine ? null : (suspected.get(i) ?? null);
    track.suspected =
      candidate === null
        ? null
        : {
            onset: from + datedTonight(series, candidate.onset.onset),
            p: candidate.p,
            since: track.suspected?.since ?? night,
          };
    const mark = marks.find(said => said.series === i && (said.on ?? said.onset) === night);
    const confirmed = isMachine ? undefined : agreed.get(i);
    if (confirmed !== undefined)
      begin(track, { series: i, onset: from + confirmed.onset.onset, p: confirmed.p, by: 'nights' }, night);
    else if (mark !== undefined)
      begin(track, { series: i, onset: mark.onset, p: candidate?.p ?? 1, by: mark.kind }, night);
    review(track, series, from, night);
  }
}

function datedTonight(series: LearnedSeries, onset: number): number {
  return dated(series, levelBefore(series.starts, onset), onset, series.adjusted.length - 1);
}

/** One night cannot confirm a step, so it is suspected by all that it is off; of several nights each is clipped. */
const asSuspected = (onset: Onset): Onset => (onset.nights === 1 ? { ...onset, z: onset.first } : onset);

/** The nights without the one that speaks most for a step have to speak for it too: a wild night and a usual one make none. */
function agrees({ z, zOfOthers }: Onset): boolean {
  return Math.sign(z) * zOfOthers >= AGREEING_Z;
}

/** Two-sided, for all onsets that are tried. */
function chanceOf({ z }: Onset, freedom: number): number {
  return Math.min(1, 2 * LOOKS * tCdf(-Math.abs(z), freedom));
}

function byConfirmation(a: FoundStep, b: FoundStep): number {
  return (
    (a.confirmedOn ?? Number.POSITIVE_INFINITY) - (b.confirmedOn ?? Number.POSITIVE_INFINITY) || a.series - b.series
  );
}
