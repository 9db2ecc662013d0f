/** Why no measured work can stand for a model. Pure. */
import type { Model } from '../../../suites/model.ts';
import { type Fact, factOf } from '../../fact.ts';
import { type Absent, absent } from '../../figure.ts';
import type { WorkPool } from '../../rows/work.ts';
import type { RateQuestion } from '../question.ts';
import { unfaithful } from '../slice.ts';
import { isOf, measuredWorks } from './measured-works.ts';

/** Works of the chip, none of them a faithful slice of the model. */
export function noFaithfulWork(works: readonly WorkPool[], { model, chip, dtype }: RateQuestion): Absent {
  const ofModel = works.filter(({ pool }) => pool.workloadCase.model === model.id);
  const [nearest] = ofModel.toSorted((a, b) => differing(a, model) - differing(b, model));
  const names = { chip: chip.name, model: model.name };
  if (nearest === undefined) return absent('no-record-of-model', { ...names, dtype });
  return absent('scaled-record', { ...names, dims: unfaithful(nearest, model) });
}

const differing = (work: WorkPool, model: Model): number => unfaithful(work, model).length;

/** No sound work at all; `because`: what was measured and is unproven. */
export function noSoundWork(question: RateQuestion): Absent {
  const { chip, dtype } = question;
  const unproven = measuredWorks(question)
    .filter(work => isOf(chip, work, question))
    .flatMap(({ pool: { evidence, record, workloadCase } }): Fact[] =>
      evidence.status === 'unproven'
        ? [absent('unproven-case', { case: workloadCase.id, run: record.context.runId }, [factOf(evidence)])]
        : [],
    );
  return absent('no-backward-pass', { chip: chip.name, dtype }, unproven);
}
