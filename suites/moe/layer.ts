/** One MoE layer as a graph, and its backward. */
import { gradient } from '../graph/gradient.ts';
import { Graph } from '../graph/graph.ts';
import { multiply } from '../graph/operators/arithmetic.ts';
import { cast } from '../graph/operators/cast.ts';
import { reduceSum } from '../graph/operators/shape.ts';
import { GraphError, type Tensor, wideType } from '../graph/tensor.ts';
import { lossScale } from '../loss-scale.ts';
import type { LayerWorkload, MoeWorkload } from '../workload.ts';
import type { Choice } from './choice.ts';
import type { Given } from './expert.ts';
import { mixture } from './mixture.ts';
import { type GivenTensor, givenTensors } from './tensors.ts';

export const LOSS = 'loss';
export const LAYER_OUTPUT = 'y';
/** Which experts were chosen, [T,k], and the scores they were chosen by, [T,E]: what a proof inspects. */
export const CHOICE = 'choice';
export const RANKED_SCORES = 'rankedScores';
/** Name of the routing bias [T,E], an input of every graph whose routing is forced. */
export const ROUTING_BIAS_INPUT = 'routingBias';
const GRADIENT = 'grad:';
export const gradientName = (tensor: string): string => `${GRADIENT}${tensor}`;
export const isGradient = (output: string): boolean => output.startsWith(GRADIENT);

/** Router, experts and combine of `workload`, and for forward-backward every gradient, each an output of its own. */
export function layerGraph(workload: LayerWorkload, options: { inspect?: boolean } = {}): Graph {
  const graph = new Graph();
  const given = givenInputs(graph, workload, givenTensors(workload));
  const chooser = { workload, routingBias: routingBiasInput(graph, workload), selectionBias: undefined };
  const { y, choice } = mixture(given('x'), given, chooser);
  graph.output(LAYER_OUTPUT, y);
  if (options.inspect === true) addInspection(graph, choice, '');
  addLossAndGradients(graph, workload, y, given, givenTensors(workload));
  return graph;
}

/** Outputs for a proof, of the layer whose names begin with `scope`. */
export function addInspection(graph: Graph, choice: Choice, scope: string): void {
  graph.output(`${scope}${CHOICE}`, choice.experts);
  graph.output(`${scope}${RANKED_SCORES}`, choice.ranked);
}

/**
 * L = Σ(y ⊙ dy) ÷ T, and for forward-backward its gradient for every given tensor but dy. Of half types L is float32: its sum
 * of T·H terms that cancel would lose all it has. The gradients are of the type itself, from dy ÷ T on, and of float16
 * multiplied by its loss scale.
 */
export function addLossAndGradients(
  graph: Graph,
  workload: Pick<MoeWorkload, 'dtype' | 'tokens' | 'pass'>,
  y: Tensor,
  given: Given,
  tensors: readonly GivenTensor[],
): void {
  const wide = wideType(workload.dtype);
  const perToken = multiply(cast(given('dy'), wide), graph.scalar(wide, 1 / workload.tokens));
  graph.output(LOSS, reduceSum(multiply(cast(y, wide), perToken), [0, 1]));
  if (workload.pass !== 'forward-backward') return;
  const names = tensors.map(({ name }) => name).filter(name => name !== 'dy');
  const seed = scaleBy(perToken, lossScale(workload));
  const gradients = gradient(y, cast(seed, workload.dtype), names.map(given));
  for (const [i, name] of names.entries()) {
    const sum = gradients[i];
    if (sum !== undefined) graph.output(gradientName(name), sum);
  }
}

const scaleBy = (x: Tensor, factor: number): Tensor =>
  factor === 1 ? x : multiply(x, x.graph.scalar(x.elementType, factor));

/** Inputs of a graph, by name. */
export function givenInputs(
  graph: Graph,
  { dtype }: Pick<MoeWorkload, 'dtype'>,
  tensors: readonly GivenTensor[],
): Given {
  const inputs = new Map(tensors.map(({ name, shape }) => [name, graph.input(name, dtype, shape)]));
  return name => {
    const found = inputs.get(name);
    if (found === undefined) throw new GraphError(`no tensor ${name}`);
    return found;
  };
}

export function routingBiasInput(
  graph: Graph,
  { routing, dtype, tokens, experts }: Pick<MoeWorkload, 'routing' | 'dtype' | 'tokens' | 'experts'>,
): Tensor | undefined {
  return routing.kind === 'learned' ? undefined : graph.input(ROUTING_BIAS_INPUT, wideType(dtype), [tokens, experts]);
}
