/** What to know of how a row's strategy was chosen, and of the kernels that ran. */
import type { Values } from '../../fact.ts';
import type { RaceWarning } from '../../race/codes.ts';
import { filled, type Sentence, valueText } from '../sentence.ts';

export const RACE_WARNINGS: Readonly<Record<RaceWarning | 'rounds-by-kernel', Sentence>> = {
  'runner-up-faster':
    '{runnerUp}, the runner-up of its race, was faster over the rounds: {runnerUpMs:time} a step, this one {winnerMs:time}. The winner of the race stays the row: choosing by the reported rounds would favour whichever was lucky in them',
  'winner-not-measured': ({ winner = 'another strategy' }) =>
    `${valueText(winner)} won the race, and none of its rounds was measured: this is the runner-up`,
  unraced:
    'no race in its run shows whether {strategy} is the fastest strategy of its target: it is compared only with the same strategy',
  'kernels-differ': ({ kernel }, because) => `${because}: not pooled with those by ${kernelText(kernel)}`,
  'rounds-by-kernel': values => `${filled('round {rounds} ran by', values)} ${kernelText(values.kernel)}`,
  'proof-by-other-kernel': ({ proven, timed }) =>
    `it was proven by ${kernelText(proven)} and timed by ${kernelText(timed)}: of what was timed, the results were compared by probes alone`,
};

const kernelText = (kernel: Values[string] | undefined): string =>
  kernel === undefined ? 'a kernel that was not named' : `'${valueText(kernel)}'`;
