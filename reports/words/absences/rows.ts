/** Why a figure of a row is missing. */
import type { RowAbsence } from '../../rows/codes.ts';
import type { Sentence } from '../sentence.ts';

export const ROW_ABSENCES: Readonly<Record<RowAbsence, Sentence>> = {
  'denominator-unsound':
    '{cases}: measured in this run, but unproven or physically impossible, so not used as a denominator',
  'is-reference': 'it is the reference',
  'no-common-round': 'no round measured both the work and the matmul',
  'no-expert-matmuls': 'its own matmuls were not measured in this run',
  'no-largest-matmul': 'no matmul of the roofline list was measured in this run',
  'no-optimizer': 'only a training step has an optimizer',
  'no-optimizer-round': 'no round has both a traced optimizer and a stream',
  'no-stream': 'memory was not streamed in this run',
  'router-decides': 'the router decides at every step',
  'row-invalid': 'speed and cost are withheld, because it cannot be true ({check}): {because}',
  'row-mismatch': 'speed and cost are withheld, because its results disagree: {because}',
  'row-off-device': 'no comparison of chips, because {because}',
  'row-unproven': 'speed and cost are withheld, because it is unproven: {because}',
  'row-without-probes': 'no verdict and no comparison, because it is unproven: {because}',
  'step-reaches-zero': 'the rounds differ so much that the interval of the step time reaches zero',
};
