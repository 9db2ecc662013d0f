/** How many rows an expert's matrices are multiplied with: what decides whether memory or compute limits a layer. Pure. */
import type { MoeWorkload } from '../workload.ts';

/**
 * tokens × k ÷ experts: the mean over all routed experts, whatever the routing sends to each of them. docs/method/efficiency.md, Rows per expert,
 * says what it decides. Matrix products and the stream have no experts, and so no rows of any.
 */
export function meanRowsPerExpert({ tokens, topK, experts }: Pick<MoeWorkload, 'tokens' | 'topK' | 'experts'>): number {
  return (tokens * topK) / experts;
}
