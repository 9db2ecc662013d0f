/** Useful FLOPs of a layer by formula (DESIGN.md): matmuls only, a multiply-add is two. */
import type { LayerWorkload } from '../workload.ts';

/** 2THE + 6HF(Tk + T·shared) forward; backward is twice that again. The graph's own count must be equal. */
export function layerFlops(workload: LayerWorkload): number {
  const { tokens, hidden, ffn, experts, topK, sharedExperts, pass } = workload;
  const router = 2 * tokens * hidden * experts;
  const feedForward = 6 * hidden * ffn * (tokens * topK + tokens * sharedExperts);
  return (router + feedForward) * (pass === 'forward-backward' ? 3 : 1);
}
