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
import type { Given } from './expert.ts';
import {
  addChoice,
  addLossAndGradients,
  choiceInputs,
  givenInputs,
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
  const given = givenInputs(graph, workload, tensors);
  const chooser = { workload, selectionBias: undefined, ...choiceInputs(graph, workload, options, '') };
  const attended = attendBlock(given('x'), given, workload, positionsOf(given('x'), given, workload));
  const mixed = mixture(normalised(attended, given, 'norm2', workload), given, chooser);
  const y = add(attended, mixed.y);
  graph.output(LAYER_OUTPUT, y);
  addChoice(graph, mixed, '');
  const wanted = tensors.filter(({ kind }) => kind !== 'table');
  addLossAndGradients(graph, workload, y, given, wanted);
  return graph;
}

/** x + attention(RMSNorm(x)). */
export function attendBlock(
  x: Tensor,
  given: Given,
  workload: Omit<BlockWorkload, 'part' | 'pass'>,
  positions: Positions,
): Tensor {
  const before = normalised(x, given, 'norm1', workload);
  const attended = x.graph.inPart('attention', () => attention(before, given, workload.attention, workload, positions));
  return add(x, attended);
}

/** RMSNorm with the gain of that name. */
export function normalised(
  x: Tensor,
  given: Given,
  name: string,
  { normEpsilon }: Pick<BlockWorkload, 'normEpsilon'>,
): Tensor {
  return x.graph.inPart('norm', () => multiply(rmsNormalise(x, normEpsilon), given(name)));
}

export function positionsOf(like: Tensor, given: Given, { sequence }: Pick<BlockWorkload, 'sequence'>): Positions {
  const mask = like.graph.inPart('attention', () => causalMask(like, sequence));
  return { cos: given(ROPE_COS), sin: given(ROPE_SIN), mask };
}
