/** What a reader of a row must know before believing its interval: each a code, and a sentence with the figures. Pure. */

import { z } from 'zod';
import { noteText } from '../../results/note-text.ts';
import type { Note } from '../../results/schema/note.ts';
import type { Measurement } from '../../results/schema/outcome.ts';
import type { Disturbance } from '../../results/schema/quiet.ts';
import type { MachineNoise } from '../../results/selftest/newest.ts';
import { commonQuantumMs } from '../../results/statistics/step-order.ts';
import { trendOf } from '../../results/statistics/trend.ts';
import { twoGroups } from '../../results/statistics/two-groups.ts';
import { intervalOverRounds, mean, median } from '../../results/statistics.ts';
import type { Figure } from '../figure.ts';
import { pointText, threeDigits, timeUnit } from '../format.ts';
import { RACE_CODES } from '../race/warnings.ts';
import { RUN_CODES } from './run-warnings.ts';

/** Below this a change is nobody's concern, however certain it is. */
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

/** Of the rounds alone. */
const ROUND_CODES = [
  'disturbed',
  'use-unknown',
  'unsettled',
  'drift-across-rounds',
  'drift-within-rounds',
  'two-groups',
  'spikes',
  'few-steps',
  'coarse-clock',
  'idle',
] as const;

export const WARNING_CODES = [...ROUND_CODES, 'below-noise', 'choices-differ', ...RACE_CODES, ...RUN_CODES] as const;

export const warningSchema = z.strictObject({ code: z.enum(WARNING_CODES), message: z.string() });

export type Warning = Readonly<z.infer<typeof warningSchema>>;

type Rule = (rounds: readonly WarnedRound[]) => string | null;

const RULES: Readonly<Record<(typeof ROUND_CODES)[number], Rule>> = {
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
export function warningsOf(rounds: readonly WarnedRound[]): Warning[] {
  return ROUND_CODES.flatMap(code => {
    const message = RULES[code](rounds);
    return message === null ? [] : [{ code, message }];
  });
}

/** A difference from the reference that equal things show too. The reference was not run in the same rounds. */
export function noiseWarnings(relative: Figure, noise: MachineNoise): Warning[] {
  if (!relative.available || !noise.available) return [];
  const difference = Math.expm1(Math.abs(Math.log(relative.point)));
  if (difference > noise.apart) return [];
  const message = `its speed is ${percent(difference)} from the reference's, and on this machine runs of equal things differ by up to ${percent(noise.apart)}`;
  return [{ code: 'below-noise', message }];
}

/** Choices of experts that differ at near ties: what was compared then says less. */
export function choiceWarnings(notes: readonly string[]): Warning[] {
  return notes.length === 0 ? [] : [{ code: 'choices-differ', message: notes.join('; ') }];
}

/** Each cause with its rounds, and in the words of the first of them. */
function disturbed(rounds: readonly WarnedRound[]): string | null {
  const causes = rounds.flatMap(({ round, disturbed: all }) => all.map(cause => ({ ...cause, round })));
  const texts = [...new Set(causes.map(({ code }) => code))].map(code => {
    const [first, ...others] = causes.filter(cause => cause.code === code);
    if (first === undefined) return '';
    const numbers = [first, ...others].map(({ round }) => round + 1).join(', ');
    return `in round ${numbers} ${others.length === 0 ? '' : 'at first '}${noteText(first)}`;
  });
  return texts.length === 0 ? null : texts.join('; ');
}

/** Rounds that nobody could look at are not calm ones. With the reason of the first. */
function useUnknown(rounds: readonly WarnedRound[]): string | null {
  const unseen = rounds.flatMap(({ round, useUnknown: reason }) => (reason === null ? [] : [{ round, reason }]));
  const [first] = unseen;
  if (first === undefined) return null;
  const numbers = unseen.map(({ round }) => round + 1).join(', ');
  return `it cannot be told whether others used the machine in round ${numbers}: ${noteText(first.reason)}`;
}

function unsettled(rounds: readonly WarnedRound[]): string | null {
  const restless = rounds.filter(({ measurement }) => !measurement.warmup.settled).map(({ round }) => round + 1);
  if (restless.length === 0) return null;
  return `had not settled, or had too few steps to tell, when timing began in round ${restless.join(', ')}`;
}

function driftAcrossRounds(rounds: readonly WarnedRound[]): string | null {
  const medians = mediansOf(rounds);
  const trend = trendOf(medians);
  if (trend === null || trend.p > TREND_LEVEL) return null;
  const change = trend.change / median(medians);
  if (Math.abs(change) < NOTABLE) return null;
  return `${directionOf(change)} from the first round to the last (p = ${threeDigits(trend.p)}): the interval is of the middle of this run`;
}

/** Of each round what its steps rose or fell: rounds are independent where steps are not. */
function driftWithinRounds(rounds: readonly WarnedRound[]): string | null {
  const changes = rounds.flatMap(({ measurement: { stepMs } }) => {
    const changeMs = stepMs.order?.changeMs ?? null;
    return changeMs === null || stepMs.medianMs === 0 ? [] : [changeMs / stepMs.medianMs];
  });
  if (changes.length === 0) return null;
  const { point, low, high, kind } = intervalOverRounds(changes);
  if (kind !== 'confidence-95' || low * high <= 0 || Math.abs(point) < NOTABLE) return null;
  return `${directionOf(point)} from the first step of a round to its last: the machine was not steady while it was timed`;
}

function groupedRounds(rounds: readonly WarnedRound[]): string | null {
  const groups = twoGroups(mediansOf(rounds));
  if (groups === null || groups.high.mean - groups.low.mean < NOTABLE * groups.low.mean) return null;
  const { low, high } = groups;
  return `${low.rounds} rounds near ${msText(low.mean)}, ${high.rounds} near ${msText(high.mean)}: the interval reaches from the least round to the greatest`;
}

function spikes(rounds: readonly WarnedRound[]): string | null {
  const [outliers, steps] = [total(rounds, 'outliers'), total(rounds, 'steps')];
  const excess = mean(rounds.map(({ measurement: { stepMs } }) => stepMs.sumMs / stepMs.steps / stepMs.medianMs - 1));
  if (outliers === 0 || excess < NOTABLE || !Number.isFinite(excess)) return null;
  return `${outliers} of ${steps} steps took far longer or shorter than the rest: the mean, which cost follows, is ${percent(excess)} above the median`;
}

function fewSteps(rounds: readonly WarnedRound[]): string | null {
  const short = rounds.filter(({ measurement }) => measurement.stepMs.steps < FEWEST_STEPS);
  if (short.length === 0) return null;
  return `${short.length} of ${rounds.length} rounds have fewer than ${FEWEST_STEPS} steps, so that one or two interruptions move their median`;
}

function coarseClock(rounds: readonly WarnedRound[]): string | null {
  const stepMs = Math.min(...mediansOf(rounds));
  if (stepMs === 0) return 'a step is shorter than one tick of the clock';
  const quanta = rounds.map(({ measurement }) => measurement.stepMs.order?.quantumMs ?? null);
  const quantumMs = commonQuantumMs(quanta);
  if (quantumMs === null || stepMs >= FEWEST_TICKS * quantumMs) return null;
  return `a step is ${threeDigits(stepMs / quantumMs)} ticks of the clock, which is only as fine as ${msText(quantumMs)}`;
}

/** Of the windows together. A runner whose times are too small looks like one that waits: which of the two it is, nobody can tell. */
function idle(rounds: readonly WarnedRound[]): string | null {
  const told = rounds.flatMap(({ measurement: { clock, window } }) =>
    clock.idleMs.available ? [{ idleMs: clock.idleMs.value, windowMs: window.endMs - window.startMs }] : [],
  );
  const windowMs = told.reduce((total, round) => total + round.windowMs, 0);
  const share = told.reduce((total, round) => total + round.idleMs, 0) / windowMs;
  if (!Number.isFinite(share) || share < NOTABLE) return null;
  return `no step was running in ${percent(share)} of the timed windows, by the clock of the steps: speed and cost count the steps alone`;
}

const mediansOf = (rounds: readonly WarnedRound[]): number[] =>
  rounds.map(({ measurement }) => measurement.stepMs.medianMs);

function total(rounds: readonly WarnedRound[], field: 'outliers' | 'steps'): number {
  return rounds.reduce((sum, { measurement }) => sum + measurement.stepMs[field], 0);
}

const directionOf = (change: number): string =>
  `step times ${change > 0 ? 'rose' : 'fell'} by ${percent(Math.abs(change))}`;

const percent = (share: number): string => `${threeDigits(100 * share)} %`;

const msText = (ms: number): string => pointText(ms, timeUnit(ms));
