/** What to know of a row's rounds before believing its interval. */
import type { Values } from '../../fact.ts';
import type { RoundWarning } from '../../rows/warnings/codes.ts';
import { filled, listOf, type Sentence } from '../sentence.ts';
import { otherTargetText } from './other-target.ts';

export type RoundFactCode =
  | RoundWarning
  | 'denominator-disturbed'
  | 'denominator-rounds'
  | 'below-noise'
  | 'choices-differ'
  | 'disturbed-rounds'
  | 'rounds-chose-others'
  | 'target-chose-others';

export const ROUND_WARNINGS: Readonly<Record<RoundFactCode, Sentence>> = {
  disturbed: '{because}',
  // The values are those of the first of the rounds.
  'disturbed-rounds': ({ rounds }, because) =>
    `in round ${listOf(rounds).join(', ')} ${listOf(rounds).length > 1 ? 'at first ' : ''}${because}`,
  'denominator-disturbed': 'an efficiency of this row is taken of a disturbed product or stream: {because}',
  'denominator-rounds': ({ case: id, rounds }, because) =>
    `${id} in round ${listOf(rounds).join(', ')}${listOf(rounds).length > 1 ? ', at first' : ''}: ${because}`,
  'use-unknown': 'it is unknown whether other processes used the machine in round {rounds}: {because}',
  unsettled: 'step times had not settled when timing began in round {rounds}, or there were too few steps to tell',
  'drift-across-rounds': values =>
    `${changeText(values)} from the first round to the last${filled(' (p = {p:digits})', values)}: the interval is of the middle of this run`,
  'drift-within-rounds': values =>
    `${changeText(values)} from the first step of a round to its last: the machine was not steady while it was timed`,
  'two-groups':
    '{lowRounds} rounds near {lowMs:time}, {highRounds} near {highMs:time}: the interval reaches from the least round to the greatest',
  spikes:
    '{outliers} of {steps} steps took far longer or shorter than the rest: the mean, which cost follows, is {excess:percent} above the median',
  'few-steps':
    '{short} of {rounds} rounds have fewer than {least} steps, so that one or two interruptions move their median',
  'coarse-clock': values =>
    values.ticks === 0
      ? 'a step is shorter than one tick of the clock'
      : filled('a step is {ticks:digits} ticks of the clock, which is only as fine as {tickMs:time}', values),
  idle: 'no step was running in {share:percent} of the timed windows, by the clock of the steps: speed and cost count only the steps',
  'below-noise':
    "its speed is {difference:percent} from the reference's, and repeated runs of the same work on this machine differ by up to {apart:percent}",
  'choices-differ': '{because}',
  'rounds-chose-others': values =>
    `${filled('round {rounds} chose other experts than the first', values)}: ${tiesText(values)}`,
  'target-chose-others': values => `${otherTargetText(values)} chose other experts: ${tiesText(values)}`,
};

/** `step times rose by 2 %`. */
const changeText = ({ change }: Values): string =>
  filled(`step times ${Number(change) > 0 ? 'rose' : 'fell'} by {size:percent}`, { size: Math.abs(Number(change)) });

function tiesText(values: Values): string {
  const known =
    values.nearTies === undefined
      ? 'this runner gives no scores that would show near ties'
      : filled('{nearTies} of {choices} choices nearly tie', values);
  return `${known}, so norms were compared, and probes were not`;
}
