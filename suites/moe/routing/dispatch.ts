/** Getting each expert its tokens, and their results back. */

import type { Tensor } from '../../graph/node.ts';
import { add, divide, multiply } from '../../graph/operators/arithmetic.ts';
import { combineRows, dispatchRows } from '../../graph/operators/dispatch.ts';
import { gatherRows, place } from '../../graph/operators/indexing.ts';
import { greater, where } from '../../graph/operators/selection.ts';
import { broadcastTo, reduceSum, reshape, sumBefore } from '../../graph/operators/shape.ts';
import { splitVectors } from '../../graph/operators/split.ts';
import { dimOf } from '../../graph/tensor.ts';
import type { MoeWorkload } from '../../workload.ts';
import { capacityOf } from './capacity.ts';

/** The size only a run knows: how many tokens expert e gets. `scope` tells layers apart. */
export const rowsOf = (scope: string, expert: number): string => `${scope}rows.${expert}`;

export type Dispatched = {
  /** Rows of x [T,h] for each expert, [r_e,h]. */
  readonly send: (x: Tensor) => readonly Tensor[];
  /** One value a choice, [T,k], for each expert's rows, [r_e,1]; 0 for rows that are padding. */
  readonly sendPerChoice: (values: Tensor) => readonly Tensor[];
  /** Each expert's results [r_e,h] summed into their tokens, [T,h]. */
  readonly combine: (parts: readonly Tensor[]) => Tensor;
  /** Choices that named each expert, [E], int32. */
  readonly counts: Tensor;
  /** The choices it was made of, [T,k], int32. */
  readonly chosen: Tensor;
};

type Moe = Pick<MoeWorkload, 'tokens' | 'topK' | 'experts' | 'dispatch'>;

/**
 * A pair is (token, j-th choice), numbered t·k + j; its slot is where it stands when the experts' rows are laid end to end,
 * each expert's by rising token.
 */
export function dispatch(workload: Moe, chosen: Tensor, scope: string): Dispatched {
  const lined = lineUp(workload, chosen);
  const capacity = capacityOf(workload);
  return capacity === null ? dropless(workload, lined, scope) : capped(workload, lined, capacity);
}

/** Each expert gets just the rows that chose it. */
function dropless(
  { tokens, topK, experts }: Moe,
  { chosen, expertOfPair, position, counts }: Lined,
  scope: string,
): Dispatched {
  const pairs = tokens * topK;
  const slotOfPair = add(gatherRows(sumBefore(counts), expertOfPair), position);
  const { pairOfSlot, tokenOfSlot } = whoStands(slotOfPair, topK, pairs);
  const sizes = Array.from({ length: experts }, (_, e) => rowsOf(scope, e));
  const [pairsOf, tokensOf] = splitVectors([pairOfSlot, tokenOfSlot], sizes, counts);
  const slots = reshape(slotOfPair, [tokens, topK]);
  return {
    counts,
    chosen,
    send: x => dispatchRows(x, slots, tokensOf),
    sendPerChoice: values => dispatchRows(reshape(values, [pairs, 1]), reshape(slotOfPair, [pairs, 1]), pairsOf),
    combine: parts => combineRows(parts, slots, tokensOf),
  };
}

/**
 * Each expert gets `capacity` rows. Pairs that come too late go to one slot more, behind all experts', that holds zeros on the
 * way back. Rows that nobody fills are zeros, and so are their gradients.
 */
function capped(
  { tokens, topK, experts }: Moe,
  { chosen, expertOfPair, position, counts }: Lined,
  capacity: number,
): Dispatched {
  const { graph } = counts;
  const [pairs, spare] = [tokens * topK, experts * capacity];
  const number = (value: number) => graph.scalar('int32', value);
  const inRoom = add(multiply(expertOfPair, number(capacity)), position);
  const slotOfPair = where(greater(number(capacity), position), inRoom, number(spare));
  const { pairOfSlot, tokenOfSlot } = whoStands(slotOfPair, topK, spare + 1);
  const [pairsOf, tokensOf] = splitVectors([pairOfSlot, tokenOfSlot], [...Array<number>(experts).fill(capacity), 1]);
  const slots = reshape(slotOfPair, [tokens, topK]);
  const padded = { padded: true };
  return {
    counts,
    chosen,
    send: x => dispatchRows(x, slots, tokensOf, padded).slice(0, experts),
    sendPerChoice: values =>
      dispatchRows(reshape(values, [pairs, 1]), reshape(slotOfPair, [pairs, 1]), pairsOf, padded).slice(0, experts),
    combine: parts => combineRows([...parts, ...parts.slice(0, 1).map(zeroRow)], slots, tokensOf, padded),
  };
}

/**
 * The choices as int32, for each pair its expert, and how many pairs of that expert come before it; and how many an expert has in
 * all.
 */
type Lined = {
  readonly chosen: Tensor;
  readonly expertOfPair: Tensor;
  readonly position: Tensor;
  readonly counts: Tensor;
};

/**
 * A token names an expert at most once, so a running count over [T,E] tells its place. In int32 and without sorting, because
 * devices have no kernels that sort, nor any for int64.
 */
function lineUp({ tokens, topK, experts }: Moe, choices: Tensor): Lined {
  const { graph } = choices;
  const pairs = tokens * topK;
  const chosen = gatherRows(iota(choices, experts), choices);
  const expertOfPair = reshape(chosen, [pairs]);
  const named = place(filledWith(choices, 0, [tokens, experts]), choices, filledWith(choices, 1, [tokens, topK]));
  const firstCell = graph.constant(
    'int32',
    [pairs],
    Array.from({ length: pairs }, (_, p) => Math.floor(p / topK) * experts),
  );
  const before = reshape(sumBefore(named), [tokens * experts]);
  return {
    chosen,
    expertOfPair,
    position: gatherRows(before, add(firstCell, expertOfPair)),
    counts: reduceSum(named, [0]),
  };
}

/** The pair that stands at each slot, and its token; where none does, the pair after the last, and so the token after it. */
function whoStands(slotOfPair: Tensor, topK: number, slots: number): { pairOfSlot: Tensor; tokenOfSlot: Tensor } {
  const pairs = Number(dimOf(slotOfPair, 0));
  const row = (x: Tensor) => reshape(x, [1, pairs]);
  const nobody = filledWith(slotOfPair, pairs, [1, slots]);
  const pairOfSlot = reshape(place(nobody, row(slotOfPair), row(iota(slotOfPair, pairs))), [slots]);
  return { pairOfSlot, tokenOfSlot: divide(pairOfSlot, slotOfPair.graph.scalar('int32', topK)) };
}

const filledWith = ({ graph }: Tensor, value: number, shape: readonly number[]): Tensor =>
  broadcastTo(graph.scalar('int32', value), shape);

const zeroRow = (like: Tensor): Tensor =>
  broadcastTo(like.graph.scalar(like.elementType, 0), [1, Number(dimOf(like, 1))]);

/** 0, 1, … size − 1. */
const iota = ({ graph }: Tensor, size: number): Tensor =>
  graph.constant(
    'int32',
    [size],
    Array.from({ length: size }, (_, i) => i),
  );
