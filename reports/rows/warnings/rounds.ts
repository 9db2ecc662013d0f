/** What a reader must know of a row's rounds before believing its interval: one rule a code. Pure. */

import type { Note } from '../../../results/schema/note.ts';
import type { Measurement } from '../../../results/schema/outcome.ts';
import type { Disturbance } from '../../../results/schema/quiet.ts';
import { commonQuantumMs } from '../../../results/statistics/step-order.ts';
import { trendOf } from '../../../results/statistics/trend.ts';
import { twoGroups } from '../../../results/statistics/two-groups.ts';
import { intervalOverRounds, mean, median } from '../../../results/statistics.ts';
import { fact } from '../../fact.ts';
import { roundNumbers } from '../pool.ts';
import { ROUND_WARNINGS, type RoundWarning } from './codes.ts';
import { type Found, warningsBy } from './found.ts';
import type { Warning } from './warning.ts';

/** A smaller change does not matter, however certain it is. */
const NOTABLE = 0.01;
/** Five rounds that all rise have p = 2 ÷ 5! = 0.017: the least number of rounds that can be called a trend. */
const TREND_LEVEL = 0.02;
/** One tick is then 1 % of a step. */
const FEWEST_TICKS = 100;
/** Two interruptions move the median of four, and three that of five: at 3 steps of 100 interrupted, 19 times as rare. */
const FEWEST_STEPS = 5;

/** What is known of a round, in the order of the rounds. */
export type WarnedRound = {
  readonly round: number;
  readonly measurement: Pick<Measurement, 'stepMs' | 'warmup' | 'clock' | 'window'>;
  readonly disturbed: readonly Disturbance[];
  /** Why it cannot be told whether others disturbed it; null where it can. */
  readonly useUnknown: Note | null;
};

type Rounds = readonly WarnedRound[];

const RULES: Readonly<Record<RoundWarning, (rounds: Rounds) => Found>> = {
  disturbed,
  'use-unknown': useUnknown,
  unsettled,
  'drift-across-rounds': driftAcrossRounds,
  'drift-within-rounds': driftWithinRounds,
  'two-groups': groupedRounds,
  spikes,
  'few-steps': fewSteps,
  'coarse-clock': coarseClock,
  idle,
};

/** In the order of the codes. */
export const warningsOf = (rounds: Rounds): Warning[] => warningsBy(ROUND_WARNINGS, RULES, rounds);

/** Each cause with its rounds, and with the values of the first of them. */
function disturbed(rounds: Rounds): Found {
  const causes = rounds.flatMap(({ round, disturbed: found }) => found.map(cause => ({ ...cause, round })));
  const because = [...new Set(causes.map(({ code }) => code))].flatMap(code => {
    const alike = causes.filter(cause => cause.code === code);
    return [fact('disturbed-rounds', { rounds: roundNumbers(alike.map(({ round }) => round)) }, alike.slice(0, 1))];
  });
  return because.length === 0 ? null : { values: {}, because };
}

/** Rounds that nobody could look at are not calm ones. With the reason of the first. */
function useUnknown(rounds: Rounds): Found {
  const unseen = rounds.flatMap(({ round, useUnknown: reason }) => (reason === null ? [] : [{ round, reason }]));
  const [first] = unseen;
  if (first === undefined) return null;
  return { values: { rounds: roundNumbers(unseen.map(({ round }) => round)) }, because: [first.reason] };
}

function unsettled(rounds: Rounds): Found {
  const restless = rounds.filter(({ measurement }) => !measurement.warmup.settled).map(({ round }) => round);
  return restless.length === 0 ? null : { values: { rounds: roundNumbers(restless) } };
}

function driftAcrossRounds(rounds: Rounds): Found {
  const medians = mediansOf(rounds);
  const trend = trendOf(medians);
  if (trend === null || trend.p > TREND_LEVEL) return null;
  const change = trend.change / median(medians);
  return Math.abs(change) < NOTABLE ? null : { values: { change, p: trend.p } };
}

/** Of each round what its steps rose or fell: rounds are independent where steps are not. */
function driftWithinRounds(rounds: Rounds): Found {
  const changes = rounds.flatMap(({ measurement: { stepMs } }) => {
    const changeMs = stepMs.order?.changeMs ?? null;
    return changeMs === null || stepMs.medianMs === 0 ? [] : [changeMs / stepMs.medianMs];
  });
  if (changes.length === 0) return null;
  const { point, low, high, kind } = intervalOverRounds(changes);
  if (kind !== 'confidence-95' || low * high <= 0 || Math.abs(point) < NOTABLE) return null;
  return { values: { change: point } };
}

function groupedRounds(rounds: Rounds): Found {
  const groups = twoGroups(mediansOf(rounds));
  if (groups === null || groups.high.mean - groups.low.mean < NOTABLE * groups.low.mean) return null;
  const { low, high } = groups;
  return { values: { lowRounds: low.rounds, lowMs: low.mean, highRounds: high.rounds, highMs: high.mean } };
}

function spikes(rounds: Rounds): Found {
  const [outliers, steps] = [total(rounds, 'outliers'), total(rounds, 'steps')];
  const excess = mean(rounds.map(({ measurement: { stepMs } }) => stepMs.sumMs / stepMs.steps / stepMs.medianMs - 1));
  if (outliers === 0 || excess < NOTABLE || !Number.isFinite(excess)) return null;
  return { values: { outliers, steps, excess } };
}

function fewSteps(rounds: Rounds): Found {
  const short = rounds.filter(({ measurement }) => measurement.stepMs.steps < FEWEST_STEPS).length;
  return short === 0 ? null : { values: { short, rounds: rounds.length, least: FEWEST_STEPS } };
}

/** `ticks` 0: a step is shorter than one tick. */
function coarseClock(rounds: Rounds): Found {
  const stepMs = Math.min(...mediansOf(rounds));
  if (stepMs === 0) return { values: { ticks: 0 } };
  const tickMs = commonQuantumMs(rounds.map(({ measurement }) => measurement.stepMs.order?.quantumMs ?? null));
  return tickMs === null || stepMs >= FEWEST_TICKS * tickMs ? null : { values: { ticks: stepMs / tickMs, tickMs } };
}

/** Of the windows together. A runner whose times are too small looks like one that waits: which of the two it is, nobody can tell. */
function idle(rounds: Rounds): Found {
  const read = rounds.flatMap(({ measurement: { clock, window } }) =>
    clock.idleMs.available ? [{ idleMs: clock.idleMs.value, windowMs: window.endMs - window.startMs }] : [],
  );
  const windowMs = read.reduce((sum, round) => sum + round.windowMs, 0);
  const share = read.reduce((sum, round) => sum + round.idleMs, 0) / windowMs;
  return !Number.isFinite(share) || share < NOTABLE ? null : { values: { share } };
}

const mediansOf = (rounds: Rounds): number[] => rounds.map(({ measurement }) => measurement.stepMs.medianMs);

const total = (rounds: Rounds, field: 'outliers' | 'steps'): number =>
  rounds.reduce((sum, { measurement }) => sum + measurement.stepMs[field], 0);
