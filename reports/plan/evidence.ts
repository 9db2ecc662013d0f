/** Which measured work a training rate stands on: of this chip, else of its nearest sibling that has any. Pure. */
import type { Model } from '../../suites/model.ts';
import type { Dtype } from '../../suites/workload.ts';
import { type Chip, chipOfDevice } from '../catalog/catalog.ts';
import { type Fact, factOf } from '../fact.ts';
import { type Absent, absent } from '../figure.ts';
import { PEAK_OF } from '../reference/reference.ts';
import { physicsViolations } from '../rows/physics.ts';
import { poolNewest } from '../rows/pool-newest.ts';
import { ranBy, sameRan } from '../rows/ran.ts';
import { compareText } from '../rows/runs.ts';
import { isSound, ranConcurrently, sameWork, type WorkPool, worksOf } from '../rows/work.ts';
import type { RateQuestion } from './question.ts';
import { nearestSiblings } from './sibling-scaling.ts';
import { unfaithful } from './slice.ts';

/** The work that says most of the model, every pool of that work by the same software, and the chip they ran on. */
export type Evidence = { readonly work: WorkPool; readonly pools: readonly WorkPool[]; readonly measuredChip: Chip };

export function evidenceOf(question: RateQuestion): Evidence | Absent {
  const { chip } = question;
  const works = soundWorks(question);
  for (const measuredChip of [chip, ...nearestSiblings(question)]) {
    const evidence = evidenceOn(measuredChip, works, question);
    if (evidence !== null) return evidence;
  }
  const ofChip = works.filter(work => isOf(chip, work, question));
  return ofChip.length > 0 ? noFaithfulWork(ofChip, question) : noSoundWork(question);
}

/** The pools of the chip itself that its rate stands on; none where no record of it is of this model. */
export function trainingPools(question: RateQuestion): readonly WorkPool[] {
  return evidenceOn(question.chip, soundWorks(question), question)?.pools ?? [];
}

function evidenceOn(chip: Chip, works: readonly WorkPool[], question: RateQuestion): Evidence | null {
  const faithful = works.filter(work => isOf(chip, work, question) && unfaithful(work, question.model).length === 0);
  const [best] = faithful.toSorted(mostOfTheModel);
  if (best === undefined) return null;
  const pools = faithful.filter(work => sameWork(work, best) && sameRan(ranBy(work.pool), ranBy(best.pool)));
  return { work: best, pools, measuredChip: chip };
}

const isOf = (chip: Chip, { pool }: WorkPool, { catalog }: RateQuestion): boolean =>
  chipOfDevice(catalog, pool.target.device)?.id === chip.id;

/** Works in the dtype with a backward pass, run alone and not on a software adapter; sound or not. */
function measuredWorks({ records, dtype, catalog }: RateQuestion): WorkPool[] {
  const violations = new Map(records.map(record => [record, physicsViolations(record, catalog)]));
  return worksOf(poolNewest(records, violations)).filter(
    work =>
      !ranConcurrently(work) &&
      isIn(dtype, work.workload.dtype) &&
      work.workload.pass !== 'forward' &&
      !work.pool.target.software,
  );
}

/** The sound ones among them; of a race the winner alone. */
const soundWorks = (question: RateQuestion): WorkPool[] =>
  measuredWorks(question)
    .filter(isSound)
    .filter(({ pool: { race } }) => race.leads || race.standing === 'unraced');

/** A buyer's dtype is that of products: float8 is any recipe of it that was measured. */
const isIn = (dtype: string, measured: Dtype): boolean => measured === dtype || PEAK_OF[measured] === dtype;

const REACH = { 'moe-layer': 0, 'moe-block': 1, 'train-step': 2 } as const;

/**
 * A step says more than a block, a block more than a layer; then the work that computes most; of equal works the one measured
 * here and not dated later than the clock, then the newest.
 */
function mostOfTheModel(a: WorkPool, b: WorkPool): number {
  return (
    REACH[b.workload.part] - REACH[a.workload.part] ||
    b.pool.workloadCase.flopsPerStep - a.pool.workloadCase.flopsPerStep ||
    trust(b) - trust(a) ||
    compareText(b.pool.record.context.startedAt, a.pool.record.context.startedAt)
  );
}

const trust = ({ pool: { record } }: WorkPool): number =>
  (record.aheadOfClock === true ? 0 : 2) + (record.imported === undefined ? 1 : 0);

/** Works of the chip, none of them a faithful slice of the model. */
function noFaithfulWork(works: readonly WorkPool[], { model, chip, dtype }: RateQuestion): Absent {
  const ofModel = works.filter(({ pool }) => pool.workloadCase.model === model.id);
  const [nearest] = ofModel.toSorted((a, b) => differing(a, model) - differing(b, model));
  const names = { chip: chip.name, model: model.name };
  if (nearest === undefined) return absent('no-record-of-model', { ...names, dtype });
  return absent('scaled-record', { ...names, dims: unfaithful(nearest, model) });
}

const differing = (work: WorkPool, model: Model): number => unfaithful(work, model).length;

/** No sound work at all; `because`: what was measured and is unproven. */
function noSoundWork(question: RateQuestion): Absent {
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
