/**
 * A/A: the same work under two names is the same, so whatever tells them apart is noise. How often a comparison finds a
 * difference all the same, and how large differences between equal things get. Pure, and from the record's lines alone.
 */
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import * as z from 'zod';
import type { RunRecord } from '../record.ts';
import type { RoundStatistics } from '../schema/outcome.ts';
import { binomialUpperTail } from '../statistics/binomial.ts';
import { mean, median, quantile, sum } from '../statistics/quantiles.ts';
import { ratioIntervalOverRounds } from '../statistics.ts';
import { unknownUse } from '../unknown-use.ts';

/** What a 95 % interval promises: so often it may leave out the truth. */
const ALARM_RATE = 0.05;
/** Below this chance of as many false alarms, the promise is taken for broken. */
const BROKEN_BELOW = 0.01;
/** So many pairs are a proof; fewer are an estimate. */
export const PAIRS_FOR_PROOF = 200;

/** A round of a self-test in which both names were measured. */
export type TwinRound = {
  readonly round: number;
  readonly a: RoundStatistics;
  readonly b: RoundStatistics;
};

/** The rounds of one target in their order; a round in which one name failed is left out. */
export function twinRounds({ context, cells }: Pick<RunRecord, 'context' | 'cells'>, target: string): TwinRound[] {
  const [a, b] = context.selftest?.names ?? [];
  const lines = new Map(cells.map(line => [line.cell, line.outcome]));
  const measured = new Map<string, RoundStatistics>();
  const rounds = new Set<number>();
  for (const cell of context.plan) {
    const outcome = lines.get(cell.id);
    if (cell.kind !== 'time' || cell.target !== target || outcome?.status !== 'measured') continue;
    measured.set(`${cell.case} ${cell.round}`, outcome.measurement.stepMs);
    rounds.add(cell.round);
  }
  return [...rounds]
    .toSorted((x, y) => x - y)
    .flatMap(round => {
      const [first, second] = [measured.get(`${a} ${round}`), measured.get(`${b} ${round}`)];
      return first === undefined || second === undefined ? [] : [{ round, a: first, b: second }];
    });
}

export const disturbedSchema = z.strictObject({
  /** Measured cells of which it can be told. */
  looked: z.int().nonnegative(),
  /** Of those, the ones that others disturbed: their noise is this machine's too. */
  disturbed: z.int().nonnegative(),
});

/** How many of a target's timed cells others disturbed. */
export function disturbedCells(
  { context, cells }: Pick<RunRecord, 'context' | 'cells'>,
  target: string,
): z.infer<typeof disturbedSchema> {
  const timed = new Set(
    context.plan.flatMap(cell => (cell.kind === 'time' && cell.target === target ? [cell.id] : [])),
  );
  const computing = context.targets.find(({ id }) => id === target);
  const looks = cells.flatMap(({ cell, outcome }) => {
    if (!timed.has(cell) || outcome.status !== 'measured' || outcome.quiet === undefined) return [];
    const unknown = computing === undefined || unknownUse(outcome.quiet, computing) !== null;
    return unknown && outcome.quiet.disturbed.length === 0 ? [] : [outcome.quiet];
  });
  return { looked: looks.length, disturbed: looks.filter(({ disturbed }) => disturbed.length > 0).length };
}

export const falseAlarmsSchema = z.strictObject({
  asked: z.int().positive(),
  roundsPerPair: z.int().positive(),
  /** Pairs all of whose rounds were measured. */
  judged: z.int().nonnegative(),
  /** Of those, the ones whose ratio a ÷ b has an interval that leaves out 1. */
  significant: z.int().nonnegative(),
  /** P(as many or more) where the rate is 5 %; null: no pair was judged. */
  p: z.number().nullable(),
});

export type FalseAlarms = Readonly<z.infer<typeof falseAlarmsSchema>>;

/** Judges each pair by the interval that every ratio of a report has. */
export function falseAlarms(
  rounds: readonly TwinRound[],
  { pairs, roundsPerPair }: { readonly pairs: number; readonly roundsPerPair: number },
): FalseAlarms {
  const byPair = Array.from({ length: pairs }, (): TwinRound[] => []);
  for (const twin of rounds) byPair[Math.floor(twin.round / roundsPerPair)]?.push(twin);
  const completePairs = byPair.filter(({ length }) => length === roundsPerPair);
  const significant = completePairs.filter(isSignificant).length;
  const p = completePairs.length === 0 ? null : binomialUpperTail(significant, completePairs.length, ALARM_RATE);
  return { asked: pairs, roundsPerPair, judged: completePairs.length, significant, p };
}

export function holds({ p }: FalseAlarms): boolean {
  return p !== null && p >= BROKEN_BELOW;
}

function isSignificant(rounds: readonly TwinRound[]): boolean {
  const { low, high, kind } = ratioIntervalOverRounds(rounds.map(({ a, b }) => a.medianMs / b.medianMs));
  return kind === 'confidence-95' && (low > 1 || high < 1);
}

export const spreadSchema = z.strictObject({
  rounds: z.int().positive(),
  medianMs: z.number(),
  /** Standard deviation of the rounds' medians, both names together, ÷ their mean: fresh processes, and drift with them. */
  betweenRounds: z.number().nonnegative(),
  /** The middle of all rounds: their interquartile range ÷ 1.349 (a normal one's standard deviation) ÷ median. */
  withinRounds: z.number().nonnegative(),
});

export type Spread = Readonly<z.infer<typeof spreadSchema>>;

/** null: fewer than two cells. */
export function spreadOf(rounds: readonly TwinRound[]): Spread | null {
  const cells = rounds.flatMap(({ a, b }) => [a, b]);
  if (cells.length < 2) return null;
  const medians = cells.map(({ medianMs }) => medianMs);
  const centre = mean(medians);
  const variance = sum(medians.map(ms => (ms - centre) ** 2)) / (medians.length - 1);
  return {
    rounds: rounds.length,
    medianMs: median(medians),
    betweenRounds: Math.sqrt(variance) / centre,
    withinRounds: median(cells.map(({ p25Ms, p75Ms, medianMs }) => (p75Ms - p25Ms) / 1.349 / medianMs)),
  };
}

export const smallestDifferenceSchema = z.strictObject({
  /** In a comparison: of so many rounds each. */
  rounds: z.int().positive(),
  comparisons: z.int().positive(),
  /** 0.02: of equal things one in twenty seemed to differ by more than 2 %. Rounds interleaved, as within one run. */
  interleaved: z.number().nonnegative(),
  /** As above, of rounds that follow each other as two runs would, one right behind the other. */
  apart: z.number().nonnegative(),
  /** `observed`: the 95th percentile of what was seen. `normal`: too few for that; from their spread, as if normal. */
  method: z.enum(['observed', 'normal']),
});

export type SmallestDifference = Readonly<z.infer<typeof smallestDifferenceSchema>>;

/** From so many comparisons on their 95th percentile is none of their extremes. */
const FEWEST_FOR_PERCENTILE = 20;
const FEWEST_COMPARISONS = 6;

/** What equal things differ by, at so many rounds a comparison; null where too few rounds were measured. */
export function smallestDifference(rounds: readonly TwinRound[], perComparison: number): SmallestDifference | null {
  const groups = Array.from({ length: Math.floor(rounds.length / perComparison) }, (_, i) => {
    const group = rounds.slice(i * perComparison, (i + 1) * perComparison);
    return {
      a: mean(group.map(({ a }) => Math.log(a.medianMs))),
      b: mean(group.map(({ b }) => Math.log(b.medianMs))),
    };
  });
  const interleaved = groups.map(({ a, b }) => a - b);
  const apart = groups.slice(1).map(({ b }, i) => (groups[i]?.a ?? b) - b);
  if (groups.length < FEWEST_COMPARISONS) return null;
  const method = groups.length < FEWEST_FOR_PERCENTILE ? 'normal' : 'observed';
  const reach = (logRatios: readonly number[]) =>
    Math.expm1(method === 'observed' ? percentile95(logRatios) : reachOfNormal(logRatios));
  return {
    rounds: perComparison,
    comparisons: groups.length,
    interleaved: reach(interleaved),
    apart: reach(apart),
    method,
  };
}

function percentile95(logRatios: readonly number[]): number {
  return quantile(
    logRatios.map(Math.abs).toSorted((x, y) => x - y),
    0.95,
  );
}

/** Their mean is known: 0. */
function reachOfNormal(logRatios: readonly number[]): number {
  return tQuantile(0.975, logRatios.length) * Math.sqrt(mean(logRatios.map(value => value ** 2)));
}
