/** Time the pieces: from measured work to the seconds of each piece of the whole model on the chip that is asked for. Pure. */
import { type Coded, fact } from '../fact.ts';
import { type Absent, absent, isAbsent } from '../figure.ts';
import type { PlanReason } from './codes.ts';
import type { Evidence } from './evidence/evidence.ts';
import { type DimensionCut, wholeParts } from './extrapolate.ts';
import { type PlanOptions, planOptions } from './options.ts';
import type { ModelWithBlock, RateQuestion } from './question.ts';
import { type Scaling, scalingOf } from './sibling-scaling.ts';
import { sliceParts } from './slice.ts';
import type { ComputeParts } from './step.ts';

export type TimedPieces = {
  /** On the chip that was measured. */
  readonly measuredParts: ComputeParts;
  /** To the chip that is asked for. */
  readonly scaling: Scaling;
  /** Dimensions of the model that the measured slice has cut. */
  readonly cut: readonly DimensionCut[];
  readonly options: PlanOptions;
  /** How the pieces were timed. */
  readonly why: readonly Coded<PlanReason>[];
};

export function timedPieces(question: RateQuestion, model: ModelWithBlock, evidence: Evidence): TimedPieces | Absent {
  const { work, measuredChip } = evidence;
  const { pool, workload } = work;
  const slice = sliceParts(work, model, measuredChip);
  if (isAbsent(slice)) return absent('of-case', { case: pool.workloadCase.id }, [slice]);
  const options = planOptions(question.dtype, {
    ...(workload.part === 'moe-layer' ? {} : { sequence: workload.sequence }),
    ...question.options,
  });
  const fitted = pool.workloadCase.fitted?.cut ?? [];
  const wholeModel = wholeParts(slice, workload, fitted, model, options.sequence, measuredChip);
  if (isAbsent(wholeModel)) return wholeModel;
  const scaling = scalingOf(question, measuredChip);
  if (isAbsent(scaling)) return scaling;
  const { parts, cut, assumed } = wholeModel;
  return {
    measuredParts: parts,
    scaling,
    cut,
    options,
    why: [
      fact(slice.splitBy === 'trace' ? 'split-by-trace' : 'split-by-flops'),
      ...(cut.length === 0 ? [] : [cutFact(cut)]),
      ...assumed,
    ],
  };
}

const cutFact = (cut: readonly DimensionCut[]): Coded<PlanReason> =>
  fact(
    'extrapolated-from-slice',
    {},
    cut.map(values => fact('dimension-cut', values)),
  );
