/** Useful FLOPs of a layer by formula (DESIGN.md): matmuls only, a multiply-add is two. */
import type { LayerWorkload } from '../workload.ts';
import { rowsKept } from './capacity.ts';

/**
 * 2THE + 6HF(rows kept + T·shared) forward; backward is twice that again. The graph's own count must be equal, but for the
 * padding of a capacity, which earns nothing.
 */
export function layerFlops(workload: LayerWorkload): number {
  const { tokens, hidden, ffn, experts, sharedExperts, pass } = workload;
  const router = 2 * tokens * hidden * experts;
  const feedForward = 6 * hidden * ffn * (rowsKept(workload) + tokens * sharedExperts);
  return (router + feedForward) * (pass === 'forward-backward' ? 3 : 1);
}
