/** Getting each expert its tokens, and their results back. */
import { combineRows, dispatchRows } from '../graph/operators/dispatch.ts';
import { gatherRows, splitVector } from '../graph/operators/indexing.ts';
import { argsort, count } from '../graph/operators/selection.ts';
import { reshape } from '../graph/operators/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { MoeWorkload } from '../workload.ts';

/** The size only a run knows: how many tokens expert e gets. `scope` tells layers apart. */
export const rowsOf = (scope: string, expert: number): string => `${scope}rows.${expert}`;

export type Dispatched = {
  /** Rows of x [T,h] for each expert, [r_e,h]. */
  readonly send: (x: Tensor) => readonly Tensor[];
  /** One value a choice, [T,k], for each expert's rows, [r_e,1]. */
  readonly sendPerChoice: (values: Tensor) => readonly Tensor[];
  /** Each expert's results [r_e,h] summed into their tokens, [T,h]. */
  readonly combine: (parts: readonly Tensor[]) => Tensor;
  /** Choices that named each expert, [E]. */
  readonly counts: Tensor;
};

/**
 * Dropless: each expert gets just the rows that chose it. A pair is (token, j-th choice), numbered t·k + j. Sorting pairs by
 * expert lines up each expert's tokens; sorting that order again says where each pair went.
 */
export function dispatch(
  workload: Pick<MoeWorkload, 'tokens' | 'topK' | 'experts' | 'dispatch'>,
  chosen: Tensor,
  scope: string,
): Dispatched {
  const { tokens, topK, experts } = workload;
  const pairs = tokens * topK;
  const expertOfPair = reshape(chosen, [pairs]);
  const order = argsort(expertOfPair);
  const slotOfPair = argsort(order);
  const tokenOfPair = chosen.graph.constant(
    'int64',
    [pairs],
    Array.from({ length: pairs }, (_, p) => Math.floor(p / topK)),
  );
  const names = Array.from({ length: experts }, (_, e) => rowsOf(scope, e));
  const counts = count(expertOfPair, experts);
  const pairsOf = splitVector(order, counts, names);
  const tokensOf = pairsOf.map(pairsHere => gatherRows(tokenOfPair, pairsHere));
  const slots = reshape(slotOfPair, [tokens, topK]);
  return {
    counts,
    send: x => dispatchRows(x, slots, tokensOf),
    sendPerChoice: values => dispatchRows(reshape(values, [pairs, 1]), reshape(slotOfPair, [pairs, 1]), pairsOf),
    combine: parts => combineRows(parts, slots, tokensOf),
  };
}
