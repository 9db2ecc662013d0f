/** What the rounds of the rows leave open, and which runs the rows stand on. */
import { damageText } from '../../../results/record-file/damage-text.ts';
import type { WarningCode } from '../../rows/warnings/codes.ts';
import { listOf, type Sentence, valueText } from '../sentence.ts';

export type RoundsCode =
  | 'damaged-run'
  | 'older-runs'
  | 'rounds-too-few'
  | 'rows-warned'
  | 'runs-ahead-of-clock'
  | 'runs-damaged'
  | 'runs-imported'
  | 'runs-not-read'
  | 'runs-unsealed'
  | 'slow-state-unseen';

export const ROUNDS: Readonly<Record<RoundsCode, Sentence>> = {
  'rounds-too-few':
    'Rows of fewer than 5 rounds show the least and the greatest round, which is no confidence interval: they have no verdict.',
  'slow-state-unseen':
    'An interval of {rounds} rounds knows nothing of a slow state that none of them fell into: one that 3 processes in 10 fall into stays unseen in {unseen:percent} of such runs, of 8 rounds in 6 %.',
  'rows-warned': ({ warning, rows }) => `${WARNED.get(valueText(warning)) ?? valueText(warning)}: ${valueText(rows)}.`,
  'older-runs':
    'Of each target and workload one run is used, the newest of those whose rounds were all measured; older ones are counted, not pooled.',
  'runs-not-read':
    'This report reads the newest {newest} runs of each machine, and older runs that are still the newest whole run of a work. Runs that are in the history alone: {count}; the older and newer runs of a row, failures and skips are counted without them. moebench report --runs all reads every record.',
  'runs-unsealed': 'These runs were cut off before their seal: {runs}.',
  'runs-damaged': 'These records are damaged, and only the lines that hold are used: {because}.',
  'damaged-run': ({ run, line, message, lostLines }) =>
    `${valueText(run)} (${damageText({ line: Number(line), message: valueText(message), lostLines: Number(lostLines) })})`,
  'runs-imported': ({ runs, machines }) => {
    const names = listOf(machines);
    const texts = listOf(runs).map((run, i) => `${run} of ${names[i]}`);
    return `Measured elsewhere and imported here, as they were sealed: ${texts.join(', ')}.`;
  },
  'runs-ahead-of-clock': ({ runs, times }) => {
    const starts = listOf(times);
    const texts = listOf(runs).map((run, i) => `${run} (${starts[i]})`);
    return `Dated later than the clock of the machine that made this report, so they displace no other run and do not say what day it is: ${texts.join(', ')}. Correct whichever clock is wrong.`;
  },
};

/** Imported and unsealed runs, and those dated later than the clock, have sentences of their own, by run. */
export type WarnedByRow = Exclude<WarningCode, 'imported' | 'unsealed' | 'ahead-of-clock'>;

const WARNED_BY_ROW: Readonly<Record<WarnedByRow, string>> = {
  disturbed: 'While rounds were timed, other processes used the machine or the device, or a CPU quota stopped this one',
  'denominator-disturbed':
    'While products and streams were timed, of which efficiencies are taken, other processes used the machine or the device',
  'use-unknown': 'It is unknown whether other processes used the machine or the device while rounds were timed',
  unsettled: 'Not every round was shown to have settled when timing began',
  'drift-across-rounds': 'Step times drifted from round to round, and the interval is of the middle of the run',
  'drift-within-rounds': 'Step times drifted while a round was timed',
  'two-groups': 'Rounds fall into two groups, and the interval reaches over both',
  spikes: 'Single steps took far longer than the rest; cost follows the mean, which lies above the step time shown',
  'few-steps': 'Rounds of fewer than 5 steps, whose median one or two interruptions move',
  'coarse-clock': 'A step is fewer than 100 ticks of the clock',
  idle: 'For 1 % or more of the timed windows no step was running by the clock of the steps, and speed and cost count the steps alone',
  'newer-run-set-aside':
    'A newer run of the same work is not used, because it is cut off, unproven, or dated later than the clock',
  'runner-up-faster': 'The runner-up of the race was faster over the rounds; the winner of the race stays the row',
  'winner-not-measured': 'No round of the winner of the race was measured; the runner-up stands in its place',
  unraced:
    'Strategies that were not raced: which one is the fastest is not known, so each is compared with itself alone',
  'kernels-differ': 'Rounds that ran by another kernel are not pooled',
  'proof-by-other-kernel': 'The proof ran by another kernel than the timed work',
  'choices-differ': 'Results whose choices of experts differ at near ties',
  'below-noise':
    'Speeds that differ from the reference by no more than repeated runs of the same work differ on their machine',
};

const WARNED: ReadonlyMap<string, string> = new Map(Object.entries(WARNED_BY_ROW));
