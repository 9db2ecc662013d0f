/** Causal self-attention with rotary positions, as graphs: grouped queries, and DeepSeek's latent form. */

import type { Tensor } from '../graph/node.ts';
import { add, multiply } from '../graph/operators/arithmetic.ts';
import { attend, batchedMatmul, rotateHalf } from '../graph/operators/attention.ts';
import { rmsNormalise } from '../graph/operators/language.ts';
import { matmul } from '../graph/operators/matmul.ts';
import { greater, where } from '../graph/operators/selection.ts';
import { broadcastTo, concatLast, reshape, splitLast, transpose } from '../graph/operators/shape.ts';
import type { Attention, BlockWorkload } from '../workload.ts';
import type { TensorLookup } from './expert.ts';
import { type GivenTensor, gain, weight } from './tensors.ts';

type Sequences = Pick<BlockWorkload, 'tokens' | 'sequence' | 'normEpsilon'>;
type Gqa = Extract<Attention, { kind: 'gqa' }>;
type Mla = Extract<Attention, { kind: 'mla' }>;

/** What all layers of a model share: rotation tables [S, ropeDim] and the causal mask [S,S]. */
export type Positions = { readonly cos: Tensor; readonly sin: Tensor; readonly mask: Tensor };

export const ROPE_COS = 'rope.cos';
export const ROPE_SIN = 'rope.sin';

/** Tables of the rotation, [S, ropeDim]: entry (s, i) is cos or sin of s·θ^(−2(i mod r/2)/r), r = ropeDim (RoFormer). */
export function ropeTables({
  sequence,
  attention,
}: Pick<BlockWorkload, 'sequence' | 'attention'>): readonly GivenTensor[] {
  const { ropeDim, ropeTheta } = attention;
  const angle = (index: number): number => {
    const [position, i] = [Math.floor(index / ropeDim), (index % ropeDim) % (ropeDim / 2)];
    return position * ropeTheta ** ((-2 * i) / ropeDim);
  };
  const shape = [sequence, ropeDim];
  return [
    { name: ROPE_COS, shape, kind: 'table', valueAt: index => Math.cos(angle(index)) },
    { name: ROPE_SIN, shape, kind: 'table', valueAt: index => Math.sin(angle(index)) },
  ];
}

/** The weights of one layer's attention, without the layer's prefix. */
export function attentionTensors(attention: Attention, hidden: number): readonly GivenTensor[] {
  return (attention.kind === 'gqa' ? gqaTensors(attention, hidden) : mlaTensors(attention, hidden)).map(tensor => ({
    ...tensor,
    name: `attention.${tensor.name}`,
  }));
}

function gqaTensors({ heads, kvHeads, headDim, qkNorm }: Gqa, hidden: number): readonly GivenTensor[] {
  return [
    weight('q', hidden, heads * headDim),
    weight('k', hidden, kvHeads * headDim),
    weight('v', hidden, kvHeads * headDim),
    weight('o', heads * headDim, hidden),
    ...(qkNorm ? [gain('qNorm', headDim), gain('kNorm', headDim)] : []),
  ];
}

function mlaTensors(
  { heads, queryRank, kvRank, nopeDim, ropeDim, valueDim }: Mla,
  hidden: number,
): readonly GivenTensor[] {
  const queries = heads * (nopeDim + ropeDim);
  return [
    ...(queryRank === null
      ? [weight('q', hidden, queries)]
      : [weight('qDown', hidden, queryRank), gain('qNorm', queryRank), weight('qUp', queryRank, queries)]),
    weight('kvDown', hidden, kvRank + ropeDim),
    gain('kvNorm', kvRank),
    weight('kvUp', kvRank, heads * (nopeDim + valueDim)),
    weight('o', heads * valueDim, hidden),
  ];
}

/** The mask in the graph itself: 0 where a key is no later than the query, −∞ elsewhere. */
export function causalMask(like: Tensor, sequence: number): Tensor {
  const { graph, elementType } = like;
  const positions = Array.from({ length: sequence }, (_, i) => i);
  const later = greater(
    graph.constant('int32', [1, sequence], positions),
    graph.constant('int32', [sequence, 1], positions),
  );
  return where(later, graph.scalar(elementType, Number.NEGATIVE_INFINITY), graph.scalar(elementType, 0));
}

/** x [T,H] → [T,H], T tokens being whole sequences. `given` has the layer's own weights. */
export function attention(
  x: Tensor,
  lookup: TensorLookup,
  form: Attention,
  shape: Sequences,
  positions: Positions,
): Tensor {
  const ofAttention: TensorLookup = name => lookup(`attention.${name}`);
  return form.kind === 'gqa'
    ? groupedAttention(x, ofAttention, form, shape, positions)
    : latentAttention(x, ofAttention, form, shape, positions);
}

/** Queries of the heads that share a key are rows of one product, so no key is ever repeated. */
function groupedAttention(x: Tensor, lookup: TensorLookup, form: Gqa, shape: Sequences, positions: Positions): Tensor {
  const { heads, kvHeads, headDim, qkNorm } = form;
  const { tokens, sequence, normEpsilon } = shape;
  const [batch, group] = [tokens / sequence, heads / kvHeads];
  const split = (name: string, count: number) => reshape(matmul(x, lookup(name)), [batch, sequence, count, headDim]);
  const normalised = (y: Tensor, name: string) => (qkNorm ? multiply(rmsNormalise(y, normEpsilon), lookup(name)) : y);
  // [B,S,heads,d] → [B,heads,S,d]: the last two axes are what the tables and the products want.
  const byHead = (y: Tensor) => transpose(y, [0, 2, 1, 3]);
  const q = rotate(byHead(normalised(split('q', heads), 'qNorm')), form.ropeDim, positions);
  const k = rotate(byHead(normalised(split('k', kvHeads), 'kNorm')), form.ropeDim, positions);
  const v = byHead(split('v', kvHeads));
  const rows = (y: Tensor) => reshape(y, [batch * kvHeads, -1, headDim]);
  const out = core(rows(q), rows(k), rows(v), { scale: headDim ** -0.5, group, sequence, mask: positions.mask });
  const joined = transpose(reshape(out, [batch, heads, sequence, headDim]), [0, 2, 1, 3]);
  return matmul(reshape(joined, [tokens, heads * headDim]), lookup('o'));
}

/** Multi-head latent attention (DeepSeek-V2, arXiv:2405.04434, section 2.1), as it is computed in training. */
function latentAttention(x: Tensor, lookup: TensorLookup, form: Mla, shape: Sequences, positions: Positions): Tensor {
  const { heads, queryRank, kvRank, nopeDim, ropeDim, valueDim } = form;
  const { tokens, sequence, normEpsilon } = shape;
  const batch = tokens / sequence;
  const normalised = (y: Tensor, name: string) => multiply(rmsNormalise(y, normEpsilon), lookup(name));
  const byHead = (y: Tensor, width: number) => transpose(reshape(y, [batch, sequence, heads, width]), [0, 2, 1, 3]);
  const queries =
    queryRank === null
      ? matmul(x, lookup('q'))
      : matmul(normalised(matmul(x, lookup('qDown')), 'qNorm'), lookup('qUp'));
  const [qNope, qRope] = two(splitLast(byHead(queries, nopeDim + ropeDim), [nopeDim, ropeDim]));
  const [latent, kRope] = two(splitLast(matmul(x, lookup('kvDown')), [kvRank, ropeDim]));
  const expanded = matmul(normalised(latent, 'kvNorm'), lookup('kvUp'));
  const [kNope, v] = two(splitLast(byHead(expanded, nopeDim + valueDim), [nopeDim, valueDim]));
  const shared = rotate(reshape(kRope, [batch, 1, sequence, ropeDim]), ropeDim, positions);
  const q = concatLast([qNope, rotate(qRope, ropeDim, positions)]);
  const k = concatLast([kNope, broadcastTo(shared, [batch, heads, sequence, ropeDim])]);
  const rows = (y: Tensor, width: number) => reshape(y, [batch * heads, sequence, width]);
  const width = nopeDim + ropeDim;
  const out = core(rows(q, width), rows(k, width), rows(v, valueDim), {
    scale: width ** -0.5,
    group: 1,
    sequence,
    mask: positions.mask,
  });
  const joined = transpose(reshape(out, [batch, heads, sequence, valueDim]), [0, 2, 1, 3]);
  return matmul(reshape(joined, [tokens, heads * valueDim]), lookup('o'));
}

type Core = { readonly scale: number; readonly group: number; readonly sequence: number; readonly mask: Tensor };

/** softmax(q·kᵀ·scale + mask)·v: q [b, group·S, d], k, v [b, S, d or dv] → [b, group·S, dv]. */
function core(q: Tensor, k: Tensor, v: Tensor, { scale, group, sequence, mask }: Core): Tensor {
  const batch = Number(q.shape[0]);
  const scaled = multiply(q, q.graph.scalar(q.elementType, scale));
  const scores = batchedMatmul(scaled, k, false, true);
  const masked = add(reshape(scores, [batch, group, sequence, sequence]), mask);
  return attend(reshape(masked, [batch, group * sequence, sequence]), v);
}

/** Rotates the first `ropeDim` values of each head by its position: x [B, heads, S, d]. */
function rotate(x: Tensor, ropeDim: number, { cos, sin }: Positions): Tensor {
  const width = Number(x.shape.at(-1));
  const turned = (y: Tensor) => add(multiply(y, cos), multiply(rotateHalf(y), sin));
  if (width === ropeDim) return turned(x);
  const [first, rest] = two(splitLast(x, [ropeDim, width - ropeDim]));
  return concatLast([turned(first), rest]);
}

function two([a, b]: readonly Tensor[]): readonly [Tensor, Tensor] {
  if (a === undefined || b === undefined) throw new TypeError('two parts were asked for');
  return [a, b];
}
