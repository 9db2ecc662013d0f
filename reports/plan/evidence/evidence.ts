/** Which measured work a training rate stands on: of this chip, else of its nearest sibling that has any. Pure. */

import { compareText } from '../../../results/history/runs.ts';
import type { Chip } from '../../catalog/catalog.ts';
import type { Absent } from '../../figure.ts';
import { sameSoftware, softwareOf } from '../../rows/software.ts';
import { sameWork, type WorkPool } from '../../rows/work.ts';
import type { RateQuestion } from '../question.ts';
import { nearestSiblings } from '../sibling-scaling.ts';
import { unfaithful } from '../slice.ts';
import { isOf, soundWorks } from './measured-works.ts';
import { noFaithfulWork, noSoundWork } from './no-evidence.ts';

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
  const pools = faithful.filter(
    work => sameWork(work, best) && sameSoftware(softwareOf(work.pool), softwareOf(best.pool)),
  );
  return { work: best, pools, measuredChip: chip };
}

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
