/** A row's work: one MoE layer, one block or one training step, as it was measured and under the names people use. */
import { dispatchShares } from '../../suites/moe/routing/capacity.ts';
import { meanRowsPerExpert } from '../../suites/moe/rows-per-expert.ts';
import { formatDispatch, formatRouting } from '../../suites/request/routing-text.ts';
import { isMoe, type MoeWorkload } from '../../suites/workload.ts';
import type { Fact } from '../fact.ts';
import { absent } from '../figure.ts';
import type { WorkloadRef } from '../report/workload-schema.ts';
import { choiceNotes, differenceBetween, differenceWithin } from './fingerprints.ts';
import type { Pool } from './pool.ts';

/** A pool whose workload has MoE layers in it, with what was found about its fingerprints. */
export type WorkPool = {
  readonly pool: Pool;
  readonly workload: MoeWorkload;
  readonly mismatch: Fact | null;
  /** Where choices of experts differ at near ties: no mismatch, but probes could not be compared. */
  readonly choiceNotes: readonly Fact[];
};

/** Whether it may be compared: it breaks no physics, its proof holds for this reader, and its results agree. */
export const isSound = ({ pool, mismatch }: WorkPool): boolean =>
  pool.violations.length === 0 && pool.evidence.status === 'proven' && mismatch === null;

/** Whether two pools did the same work. */
export const sameWork = (a: WorkPool, b: WorkPool): boolean =>
  a.pool.workloadCase.sha256 === b.pool.workloadCase.sha256;

/** Whether they did it under one condition too, alone or all targets at once: results are compared without, speeds are not. */
export const sameCondition = (a: WorkPool, b: WorkPool): boolean =>
  sameWork(a, b) && ranConcurrently(a) === ranConcurrently(b);

export const ranConcurrently = ({ pool }: Pick<WorkPool, 'pool'>): boolean => pool.record.context.concurrent === true;

/** Pools of work with the verdict on their fingerprints: first each for itself, then among those that are sound in themselves. */
export function worksOf(pools: readonly Pool[]): WorkPool[] {
  const works = pools.flatMap(pool => {
    const { workload } = pool.workloadCase;
    if (!isMoe(workload)) return [];
    return [{ pool, workload, mismatch: differenceWithin(pool, workload), choiceNotes: choiceNotes(pool, []) }];
  });
  return works.map(work => {
    if (!isSound(work)) return work;
    const others = works
      .filter(other => other !== work && isSound(other) && sameWork(other, work))
      .map(({ pool }) => pool);
    return {
      ...work,
      mismatch: differenceBetween(work.pool, others, work.workload),
      choiceNotes: choiceNotes(work.pool, others),
    };
  });
}

/** A workload under its names, as rows carry it. */
export function workloadRef({ pool, workload }: Pick<WorkPool, 'pool' | 'workload'>): WorkloadRef {
  const { id, sha256, comparisonSha256, model, scaled, changed, flopsPerStep } = pool.workloadCase;
  return {
    id,
    sha256,
    comparisonSha256,
    model,
    scaled,
    ...(changed === undefined ? {} : { changed }),
    part: workload.part,
    pass: workload.pass,
    dtype: workload.dtype,
    tokens: workload.tokens,
    rowsPerExpert: meanRowsPerExpert(workload),
    sequence: workload.part === 'moe-layer' ? null : workload.sequence,
    layers: workload.part === 'train-step' ? workload.layers : null,
    routing: formatRouting(workload.routing),
    dispatch: formatDispatch(workload.dispatch),
    dispatchShares: sharesOf(workload),
    flopsPerStep,
    concurrent: ranConcurrently({ pool }),
  };
}

/** `sameCondition` of what rows carry. */
export function isComparable(a: WorkloadRef, b: WorkloadRef): boolean {
  return a.sha256 === b.sha256 && a.concurrent === b.concurrent;
}

function sharesOf(workload: MoeWorkload): WorkloadRef['dispatchShares'] {
  const shares = dispatchShares(workload);
  return shares === null ? absent('router-decides') : { available: true, ...shares };
}
