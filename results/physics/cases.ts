/** Is a case what it says: its hash that of its workload, its FLOPs those of the formula? Every rate is made of these. */
import { gemmFlops } from '../../suites/gemm/gemm.ts';
import { workloadSha256 } from '../../suites/identity.ts';
import { usefulFlops } from '../../suites/moe/flops.ts';
import type { Workload } from '../../suites/workload.ts';
import type { WorkloadCase } from '../schema/workload-case.ts';
import { type Rule, same } from './rule.ts';

export const CASE_RULES: readonly Rule<WorkloadCase>[] = [
  {
    code: 'case-hash',
    broken({ workload, sha256 }) {
      const recomputed = workloadSha256(workload);
      return recomputed === sha256
        ? null
        : `the workload's hash is ${recomputed.slice(0, 16)}…, the case says ${sha256.slice(0, 16)}…`;
    },
  },
  {
    code: 'case-flops',
    broken({ workload, flopsPerStep }) {
      const flops = flopsOf(workload);
      return same(flops, flopsPerStep)
        ? null
        : `a step is ${flops} FLOPs by the formula, the case says ${flopsPerStep}`;
    },
  },
];

/** Useful FLOPs of a step by formula; of a stream, its additions. */
function flopsOf(workload: Workload): number {
  switch (workload.part) {
    case 'gemm':
      return gemmFlops(workload);
    case 'stream':
      return workload.elements;
    default:
      return usefulFlops(workload);
  }
}
