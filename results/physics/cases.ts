/** Is a case what it says: its hash that of its workload, its FLOPs those of the formula? Every rate is made of these. */
import { gemmFlops } from '../../suites/gemm/gemm.ts';
import { workloadSha256 } from '../../suites/identity.ts';
import { usefulFlops } from '../../suites/moe/flops.ts';
import type { Workload } from '../../suites/workload.ts';
import { note } from '../schema/note.ts';
import type { WorkloadCase } from '../schema/workload-case.ts';
import { type Rule, same, shortHash } from './rule.ts';

export const CASE_RULES: readonly Rule<WorkloadCase>[] = [
  {
    code: 'case-hash',
    broken({ workload, sha256 }) {
      const recomputed = workloadSha256(workload);
      return recomputed === sha256
        ? null
        : note('case-hash', { recomputed: shortHash(recomputed), recorded: shortHash(sha256) });
    },
  },
  {
    code: 'case-flops',
    broken({ workload, flopsPerStep }) {
      const flops = flopsOf(workload);
      return same(flops, flopsPerStep) ? null : note('case-flops', { recomputed: flops, recorded: flopsPerStep });
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
