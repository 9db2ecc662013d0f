/** A transformer block around an MoE layer: RMSNorm → attention → RMSNorm → MoE, each added to what went in. */
import { Graph } from '../graph/graph.ts';
import type { Tensor } from '../graph/node.ts';
import { add, multiply } from '../graph/operators/arithmetic.ts';
import { rmsNormalise } from '../graph/operators/language.ts';
import type { BlockWorkload } from '../workload.ts';
import {
  attention,
  attentionTensors,
  causalMask,
  type Positions,
  ROPE_COS,
  ROPE_SIN,
  ropeTables,
} from './attention.ts';
import type { TensorLookup } from './expert.ts';
import {
  addChoice,
  addLossAndGradients,
  choiceInputs,
  inputLookup,
  LAYER_OUTPUT,
  type MoeGraphOptions,
} from './layer.ts';
import { mixture } from './mixture.ts';
import { type GivenTensor, gain, moeTensors } from './tensors.ts';

/** x [T,H], the block's weights, dy [T,H], and the tables of its positions. */
export function blockTensors(workload: BlockWorkload): readonly GivenTensor[] {
  const { tokens, hidden } = workload;
  return [
    { name: 'x', shape: [tokens, hidden], kind: 'activation' },
    ...normAndAttentionTensors(workload),
    ...moeTensors(workload),
    { name: 'dy', shape: [tokens, hidden], kind: 'activation' },
    ...ropeTables(workload),
  ];
}

/** The weights of a block, dense or MoE, that stand before its experts. */
export function normAndAttentionTensors({
  attention: form,
  hidden,
}: Pick<BlockWorkload, 'attention' | 'hidden'>): readonly GivenTensor[] {
  return [gain('norm1', hidden), ...attentionTensors(form, hidden), gain('norm2', hidden)];
}

export function blockGraph(workload: BlockWorkload, options: MoeGraphOptions = {}): Graph {
  const graph = new Graph();
  const tensors = blockTensors(workload);
  const lookup = inputLookup(graph, workload, tensors);
  const chooser = { workload, selectionBias: undefined, ...choiceInputs(graph, workload, options, '') };
  const attended = attendBlock(lookup('x'), lookup, workload, positionsOf(lookup('x'), lookup, workload));
  const mixed = mixture(normalised(attended, lookup, 'norm2', workload), lookup, chooser);
  const y = add(attended, mixed.y);
  graph.output(LAYER_OUTPUT, y);
  addChoice(graph, mixed, '');
  const wanted = tensors.filter(({ kind }) => kind !== 'table');
  addLossAndGradients(graph, workload, y, lookup, wanted);
  return graph;
}

/** x + attention(RMSNorm(x)). */
export function attendBlock(
  x: Tensor,
  lookup: TensorLookup,
  workload: Omit<BlockWorkload, 'part' | 'pass'>,
  positions: Positions,
): Tensor {
  const before = normalised(x, lookup, 'norm1', workload);
  const attended = x.graph.inPart('attention', () =>
    attention(before, lookup, workload.attention, workload, positions),
  );
  return add(x, attended);
}

/** RMSNorm with the gain of that name. */
export function normalised(
  x: Tensor,
  lookup: TensorLookup,
  name: string,
  { normEpsilon }: Pick<BlockWorkload, 'normEpsilon'>,
): Tensor {
  return x.graph.inPart('norm', () => multiply(rmsNormalise(x, normEpsilon), lookup(name)));
}

export function positionsOf(
  like: Tensor,
  lookup: TensorLookup,
  { sequence }: Pick<BlockWorkload, 'sequence'>,
): Positions {
  const mask = like.graph.inPart('attention', () => causalMask(like, sequence));
  return { cos: lookup(ROPE_COS), sin: lookup(ROPE_SIN), mask };
}
