/** A whole model's training rate: choose the evidence, time the pieces, rate the plan. Pure. */
import { absent, isAbsent } from '../figure.ts';
import { evidenceOf } from './evidence/evidence.ts';
import { timedPieces } from './pieces.ts';
import type { RateQuestion } from './question.ts';
import { measuredRate } from './rate/measured-rate.ts';
import { plannedRate } from './rate/planned-rate.ts';
import type { TrainingRate } from './rate/rate.ts';

/**
 * `measured` where a device ran the whole step and no number of devices is asked for; else `projected`. Where the chip has no
 * such record, those of its nearest sibling are scaled (reference/sibling.ts). Absent where records, links or memory do not allow it.
 */
export function trainingRateFromRecords(question: RateQuestion): TrainingRate {
  const { model } = question;
  const { block } = model;
  if (block === null) return absent('unknown-block', { model: model.name, block: model.differs.block ?? '' });
  const evidence = evidenceOf(question);
  if (isAbsent(evidence)) return evidence;
  const modelWithBlock = { ...model, block };
  const pieces = timedPieces(question, modelWithBlock, evidence);
  if (isAbsent(pieces)) return pieces;
  const isWholeStep = evidence.work.workload.part === 'train-step' && pieces.cut.length === 0;
  return isWholeStep && question.options?.devices === undefined
    ? measuredRate(question, evidence, pieces)
    : plannedRate(question, modelWithBlock, evidence, pieces);
}
