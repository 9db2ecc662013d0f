/** A parallel plan in words. */
import type { Values } from '../fact.ts';

/** `TP2 PP8 EP64 DP64, layers recomputed in backward, 128 micro-batches a step`: by the fields of a ParallelPlan. */
export function planText({ data, expert, pipeline, tensor, recompute, microBatches }: Values): string {
  const again = recompute === 'full' ? ', layers recomputed in backward' : '';
  return `TP${tensor} PP${pipeline} EP${expert} DP${data}${again}, ${microBatches} micro-batches a step`;
}
