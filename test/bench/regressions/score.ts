/** A rule's alarms of a year, held against the truth. */
import type { Alarm, Rule } from './alarm.ts';
import { HISTORY_NIGHTS } from './world.ts';
import type { TrueStep, Year } from './year.ts';

/** What is asked of a step: how large, which way, and on which of its nights it has to be told at the latest. */
export const QUESTIONS = [
  { key: 'slower5', change: 0.05, withinNights: 2 },
  { key: 'slower3', change: 0.03, withinNights: 4 },
  { key: 'faster5', change: -0.05, withinNights: 2 },
  { key: 'faster3', change: -0.03, withinNights: 4 },
] as const;

export type Key = (typeof QUESTIONS)[number]['key'];
export type Tally = { readonly steps: number; readonly inTime: number; readonly found: number; readonly dated: number };

export type Score = {
  readonly nights: number;
  /** From night `HISTORY_NIGHTS` on; and before it. */
  readonly falseAlarms: number;
  readonly earlyFalseAlarms: number;
  readonly falseNights: number;
  readonly tallies: Readonly<Record<Key, Tally>>;
  /** Of a rule that speaks once a step: what it said for nothing, and the steps asked for that it did not tell in time. */
  readonly wrong: readonly Alarm[];
  readonly missed: readonly (TrueStep & { readonly toldOn: number | null })[];
};

/** How far the onset of an alarm that is told once may lie from that of the step it is of. */
const NEAR_NIGHTS = 30;
/** For how long after a step what speaks every night is right to speak: as long as Bencher's sample remembers the old level. */
const ECHO_NIGHTS = 64;

export function scoreOf({ repeats, alarms }: Rule, year: Year): Score {
  const told = alarms(year).toSorted((a, b) => a.on - b.on);
  const answers = answersOf(told, year.truth);
  const answered = new Set(answers.flatMap(({ alarm }) => (alarm === null ? [] : [alarm])));
  const wrong = told.filter(alarm => !answered.has(alarm) && !(repeats && isEcho(alarm, year.truth)));
  const late = wrong.filter(({ on }) => on >= HISTORY_NIGHTS);
  const tallyOf = (change: number, withinNights: number): Tally => {
    const asked = answers.filter(({ step }) => step.change === change && step.cause === 'change');
    const found = asked.flatMap(({ step, alarm }) => (alarm === null ? [] : [{ step, alarm }]));
    return {
      steps: asked.length,
      inTime: found.filter(({ step, alarm }) => nightsOf(year, step, alarm.on) <= withinNights).length,
      found: found.length,
      dated: found.filter(({ step, alarm }) => step.onset === alarm.onset).length,
    };
  };
  const [slower5, slower3, faster5, faster3] = QUESTIONS;
  return {
    nights: year.table.days.length - HISTORY_NIGHTS,
    falseAlarms: late.length,
    earlyFalseAlarms: wrong.length - late.length,
    falseNights: new Set(late.map(({ on }) => on)).size,
    tallies: {
      slower5: tallyOf(slower5.change, slower5.withinNights),
      slower3: tallyOf(slower3.change, slower3.withinNights),
      faster5: tallyOf(faster5.change, faster5.withinNights),
      faster3: tallyOf(faster3.change, faster3.withinNights),
    },
    wrong: repeats ? [] : wrong,
    missed: repeats ? [] : missedOf(year, answers),
  };
}

const directionOf = ({ change }: Pick<TrueStep, 'change'>): Alarm['direction'] => (change > 0 ? 'worse' : 'better');

/** Of each step the first alarm of its series and direction, told while its level lasts, with an onset not far from it. */
function answersOf(told: readonly Alarm[], truth: readonly TrueStep[]) {
  return truth.map(step => {
    const next = truth
      .filter(({ series, onset }) => series === step.series && onset > step.onset)
      .reduce((first, { onset }) => Math.min(first, onset), Number.POSITIVE_INFINITY);
    const alarm = told.find(
      ({ series, on, onset, direction }) =>
        series === step.series &&
        direction === directionOf(step) &&
        on >= step.onset &&
        on < next &&
        Math.abs(onset - step.onset) <= NEAR_NIGHTS,
    );
    return { step, alarm: alarm ?? null };
  });
}

function missedOf(year: Year, answers: ReturnType<typeof answersOf>): Score['missed'] {
  return answers.flatMap(({ step, alarm }) => {
    const asked = QUESTIONS.find(({ change }) => change === step.change);
    if (asked === undefined || step.cause !== 'change') return [];
    if (alarm !== null && nightsOf(year, step, alarm.on) <= asked.withinNights) return [];
    return [{ ...step, toldOn: alarm?.on ?? null }];
  });
}

/** Told again, or before its level was forgotten. Generous: nothing that is said of a series so soon after a step is called false. */
const isEcho = ({ series, on }: Alarm, truth: readonly TrueStep[]) =>
  truth.some(step => step.series === series && on >= step.onset && on < step.onset + ECHO_NIGHTS);

/** Nights with a figure from the onset to `on`, both counted. */
const nightsOf = ({ table }: Year, { series, onset }: TrueStep, on: number) =>
  (table.series[series]?.log ?? []).slice(onset, on + 1).filter(value => value !== null).length;
