/** Getting each expert its tokens, and their results back. */
import { add, divide } from '../graph/operators/arithmetic.ts';
import { combineRows, dispatchRows } from '../graph/operators/dispatch.ts';
import { gatherRows, place } from '../graph/operators/indexing.ts';
import { broadcastTo, reduceSum, reshape, sumBefore } from '../graph/operators/shape.ts';
import { splitVectors } from '../graph/operators/split.ts';
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
  /** Choices that named each expert, [E], int32. */
  readonly counts: Tensor;
};

type Shape = Pick<MoeWorkload, 'tokens' | 'topK' | 'experts' | 'dispatch'>;

/**
 * Dropless: each expert gets just the rows that chose it, by rising token. A pair is (token, j-th choice), numbered t·k + j; its
 * slot is where it stands when the experts' rows are laid end to end.
 */
export function dispatch(workload: Shape, chosen: Tensor, scope: string): Dispatched {
  const { tokens, topK, experts } = workload;
  const pairs = tokens * topK;
  const { expertOfPair, position, counts } = lineUp(workload, chosen);
  const slotOfPair = add(gatherRows(sumBefore(counts), expertOfPair), position);
  const pairOfSlot = inverse(slotOfPair, pairs);
  const tokenOfSlot = divide(pairOfSlot, chosen.graph.scalar('int32', topK));
  const sizes = Array.from({ length: experts }, (_, e) => rowsOf(scope, e));
  const [pairsOf, tokensOf] = splitVectors([pairOfSlot, tokenOfSlot], counts, sizes);
  const slots = reshape(slotOfPair, [tokens, topK]);
  return {
    counts,
    send: x => dispatchRows(x, slots, tokensOf),
    sendPerChoice: values => dispatchRows(reshape(values, [pairs, 1]), reshape(slotOfPair, [pairs, 1]), pairsOf),
    combine: parts => combineRows(parts, slots, tokensOf),
  };
}

/**
 * For each pair its expert and how many pairs of that expert come before it: a token names an expert at most once, so a
 * running count over [T,E] tells. In int32, without sorting: devices have no kernels for int64, and none that sorts.
 */
function lineUp({ tokens, topK, experts }: Shape, chosen: Tensor) {
  const { graph } = chosen;
  const pairs = tokens * topK;
  const one = graph.scalar('int32', 1);
  const zero = graph.scalar('int32', 0);
  const expertOfPair = reshape(gatherRows(iota(chosen, experts), chosen), [pairs]);
  const named = place(broadcastTo(zero, [tokens, experts]), chosen, broadcastTo(one, [tokens, topK]));
  const firstCell = graph.constant(
    'int32',
    [pairs],
    Array.from({ length: pairs }, (_, p) => Math.floor(p / topK) * experts),
  );
  const before = reshape(sumBefore(named), [tokens * experts]);
  return {
    expertOfPair,
    position: gatherRows(before, add(firstCell, expertOfPair)),
    counts: reduceSum(named, [0]),
  };
}

/** p with slots[p] = s, for each of `size` slots s. */
function inverse(slots: Tensor, size: number): Tensor {
  const { graph } = slots;
  const row = (x: Tensor) => reshape(x, [1, size]);
  const zeros = broadcastTo(graph.scalar('int32', 0), [1, size]);
  return reshape(place(zeros, row(slots), row(iota(slots, size))), [size]);
}

/** 0, 1, … size − 1. */
const iota = ({ graph }: Tensor, size: number): Tensor =>
  graph.constant(
    'int32',
    [size],
    Array.from({ length: size }, (_, i) => i),
  );
