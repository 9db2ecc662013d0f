/** Texts of the claim primus-mi355x. */
import type { PRIMUS_TEXTS } from '../../reproduce/text-codes.ts';
import type { Sentence } from '../sentence.ts';

export const PRIMUS: Readonly<Record<(typeof PRIMUS_TEXTS)[number], Sentence>> = {
  'primus-title': 'Grouped products of the DeepSeek-V3 experts on an MI355X, bfloat16: Primus-Turbo',
  'primus-source': 'github.com/AMD-AGI/Primus-Turbo, pull requests 252 and 284',
  'primus-pull-request': 'pull request {number} ({date})',
  'primus-answer':
    'Forward and backward together reach {least:roughPercent} to {most:roughPercent} of the fastest bfloat16 product known on the chip ({largestMatmul:integer} TFLOP/s), depending on the kernel. Forward alone is misleading: hipBLASLt before tuning had a faster forward than Triton, and a backward at about half the speed of its forward.',
  'primus-not-shown':
    'Each figure is one benchmark by the authors, without a spread; no record here is of their kernels.',
  'primus-to-show': 'a record of those kernels on an MI355X, as strategies of a runner (docs/RUNNERS.md)',
  'primus-states-pass-triton': 'Triton, gate-up and down, M 4096, 8 to 32 experts: {pass} {value} TFLOP/s.',
  'primus-states-pass-hipblaslt':
    'hipBLASLt, tuned, gate-up, 16 groups, M 4096, N 4096, K 7168: {pass} {value} TFLOP/s.',
  'primus-states-pass-hipblaslt-before': 'hipBLASLt before tuning, DeepSeek-V3: {pass} {value} TFLOP/s.',
  'primus-kernel-triton': 'Triton',
  'primus-kernel-hipblaslt': 'hipBLASLt, tuned',
  'primus-kernel-hipblaslt-before': 'hipBLASLt before tuning',
  'primus-step-both-triton': 'Forward and backward together, Triton',
  'primus-step-both-hipblaslt': 'Forward and backward together, hipBLASLt, tuned',
  'primus-step-both-hipblaslt-before': 'Forward and backward together, hipBLASLt before tuning',
  'primus-formula-two-gradients': '3 ÷ (1 ÷ forward + 1 ÷ dgrad + 1 ÷ wgrad)',
  'primus-inferred-rows': 'M 4096 is the rows of one expert.',
  'primus-because-rows':
    'Pull request 284 states 16 groups and M 4096. If M were the rows of all groups, each would have 256, and weight traffic would rule out these speeds.',
  'primus-differs-extent':
    'Theirs are grouped products alone, with gate and up as one product. Ours is a complete layer: router, gather, activation, weighting and sum too.',
  'primus-differs-kernel': 'Theirs are kernels of Primus-Turbo; ours is in the column "software".',
  'primus-differs-shared': 'Our layer here has no shared expert; the model has one.',
  'primus-differs-passes': 'Ours keeps every gradient as a complete tensor until the step ends.',
  'primus-table-published': 'As published, bfloat16',
  'primus-note-published': 'Backward of two gradients: 2 ÷ (1 ÷ dgrad + 1 ÷ wgrad).',
};
