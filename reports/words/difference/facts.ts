/** Why two sides are not compared, why a verdict is withheld, and why a step was not measured again. */
import type { DifferenceAbsence, NotInterleavedCode, WithheldCode } from '../../difference/codes.ts';
import type { Sentence } from '../sentence.ts';

export const DIFFERENCE_ABSENCES: Readonly<Record<DifferenceAbsence, Sentence>> = {
  'side-failed': ({ side, message }, because) =>
    `no round of ${side} was measured: ${because || message || 'its run ended before'}`,
  'side-impossible': '{side} cannot be true: {because}',
  'side-unproven': '{side} is unproven: {because}',
  'side-disagrees-with-itself': 'outputs of {side} disagree: {because}',
  'sides-disagree': 'outputs of A and B disagree, so they did not do the same work: {because}',
  'side-without-reading': '{side} has no reading: {because}',
  'side-reading-zero': '{side} has a reading of 0, which has no ratio',
  'sides-read-differently': 'A was read by {a}, B by {b}',
  'no-common-turn': 'no turn has it on both sides',
};

export const WITHHELD: Readonly<Record<WithheldCode, Sentence>> = {
  'side-ahead-of-clock': '{side} is dated later than the clock of this machine',
  'side-self-test': '{side} is a self-test, which measures the instrument',
  'side-damaged': 'the record of {side} is damaged: moebench verify shows where',
  'side-disturbed': ({ side, rounds, of }, because) =>
    `other processes disturbed ${rounds} of ${of} rounds of ${side}${because === '' ? '' : `: ${because}`}`,
  'side-of-several-kernels': 'rounds of {side} ran by several kernels: {kernels}',
  'energy-of-side-estimated': 'the energy of {side} is estimated, not measured',
};

export const NOT_INTERLEAVED: Readonly<Record<NotInterleavedCode, Sentence>> = {
  'runtime-in-program':
    '{target} computes in the program itself, so the previous runtime needs the previous checkout: give --previous',
  'runner-of-others': 'the runner of {target} is not ours, and its previous version cannot be asked for: {command}',
  'interpreter-gone': 'the previous interpreter {python} is not there any more',
  'interpreter-without-runner': 'the previous interpreter {python} does not answer: {words}',
  'interpreter-changed': 'the previous interpreter {python} has other versions now: {versions}',
  'runtime-unchanged':
    'the runtime of {target} is the same as before: nothing is installed that could be measured beside it',
  'other-machine': 'the previous run was on {before}, this is {now}',
  'all-targets-at-once': '{run} ran all targets at once, which turns of one case do not',
  'turn-failed': 'turns did not end: {words}',
  'case-not-in-turns': 'the turns have no {case} on both sides',
  'no-time-left': 'the {minutes} min of --max-minutes were over',
};
