/** In what results that should be equal disagree. */
import type { MismatchCode } from '../../rows/codes.ts';
import type { Sentence } from '../sentence.ts';
import { otherTargetText } from './other-target.ts';

export const MISMATCHES: Readonly<Record<MismatchCode, Sentence>> = {
  'choice-counts-differ': 'they made {choices} and {otherChoices} choices of experts',
  'choices-differ-unscored': 'they chose other experts, and neither gives scores that would show near ties',
  'choices-differ-untied': 'they chose other experts, and none of {choices} choices is a near tie',
  'losses-differ': 'the loss is {loss} and {otherLoss}',
  'no-choices-returned': 'a step returned no choices of experts, and its router chose them',
  'norms-differ': '‖{tensor}‖ is {norm} and {otherNorm}',
  'one-loss-missing': 'only one returned a loss',
  'one-probe-missing': 'only one returned a probe of {tensor}',
  'one-tensor-missing': 'only one returned {tensor}',
  'probes-differ': '{tensor} is {error:rough} of its norm apart by its probes, {tolerance} is allowed',
  'tensors-differ': 'they returned different tensors',
  'rounds-disagree': 'rounds {firstRound} and {round} disagree: {because}',
  'steps-disagree': 'first and last step of round {round} disagree: {because}',
  'target-disagrees': (values, because) => `differs from ${otherTargetText(values)}: ${because}`,
};
