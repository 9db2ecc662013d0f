/** The measured works that a training rate may come from. Pure. */
import type { Dtype } from '../../../suites/workload.ts';
import type { Chip } from '../../catalog/catalog.ts';
import { PEAK_OF } from '../../reference/reference.ts';
import { chipThatRan } from '../../rows/chip-that-ran.ts';
import { physicsViolations } from '../../rows/physics.ts';
import { poolNewest } from '../../rows/pool-newest.ts';
import { isSound, ranConcurrently, type WorkPool, worksOf } from '../../rows/work.ts';
import type { RateQuestion } from '../question.ts';

export const isOf = (chip: Chip, { pool }: WorkPool, { catalog }: RateQuestion): boolean =>
  chipThatRan(catalog, pool)?.id === chip.id;

/** Works in the dtype with a backward pass, run alone and not on a software adapter; sound or not. */
export function measuredWorks({ records, dtype, catalog }: RateQuestion): WorkPool[] {
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
export const soundWorks = (question: RateQuestion): WorkPool[] =>
  measuredWorks(question)
    .filter(isSound)
    .filter(({ pool: { race } }) => race.leads || race.standing === 'unraced');

/** A buyer's dtype is that of products: float8 is any recipe of it that was measured. */
const isIn = (dtype: string, measured: Dtype): boolean => measured === dtype || PEAK_OF[measured] === dtype;
