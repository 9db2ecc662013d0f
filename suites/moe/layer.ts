/** One MoE layer as a graph, and its backward. */

import { gradient } from '../graph/gradient.ts';
import { Graph } from '../graph/graph.ts';
import type { Tensor } from '../graph/node.ts';
import { multiply } from '../graph/operators/arithmetic.ts';
import { cast } from '../graph/operators/cast.ts';
import { reduceSum } from '../graph/operators/shape.ts';
import { GraphError, wideType } from '../graph/tensor.ts';
import { lossScale } from '../loss-scale.ts';
import { storedType } from '../stored-type.ts';
import type { LayerWorkload, MoeWorkload } from '../workload.ts';
import type { TensorLookup } from './expert.ts';
import { type Mixture, mixture } from './mixture.ts';
import { type GivenTensor, givenTensors } from './tensors.ts';

export const LOSS = 'loss';
export const LAYER_OUTPUT = 'y';
/** Outputs of every MoE layer: which experts were chosen, [T,k] int32, and the scores they were chosen by, [T,E]. */
export const CHOICE = 'choice';
export const ROUTER_SCORES = 'routerScores';
/** An input in place of the router's own choice, [T,k] int32: the choices of another execution. */
const IMPOSED_CHOICE = 'imposedChoice';
export const imposedChoiceName = (scope: string): string => `${scope}${IMPOSED_CHOICE}`;
/** Name of the routing bias [T,E], an input of every graph whose routing is forced. */
export const ROUTING_BIAS_INPUT = 'routingBias';
const GRADIENT = 'grad:';
export const gradientName = (tensor: string): string => `${GRADIENT}${tensor}`;
export const isGradient = (output: string): boolean => output.startsWith(GRADIENT);

/** `imposeChoices`: which experts are chosen is an input of each MoE layer. */
export type MoeGraphOptions = { readonly imposeChoices?: boolean };

/** Router, experts and combine of `workload`, and for forward-backward every gradient, each an output of its own. */
export function layerGraph(workload: LayerWorkload, options: MoeGraphOptions = {}): Graph {
  const graph = new Graph();
  const lookup = inputLookup(graph, workload, givenTensors(workload));
  const mixed = mixture(lookup('x'), lookup, {
    workload,
    selectionBias: undefined,
    ...choiceInputs(graph, workload, options, ''),
  });
  graph.output(LAYER_OUTPUT, mixed.y);
  addChoice(graph, mixed, '');
  addLossAndGradients(graph, workload, mixed.y, lookup, givenTensors(workload));
  return graph;
}

/**
 * The choice of the layer whose names begin with `scope`, as outputs. The graph that is timed has them too: they are small, and
 * without them nobody could tell whether two targets that differ chose differently or computed differently.
 */
export function addChoice(graph: Graph, { choice, chosen }: Mixture, scope: string): void {
  graph.output(`${scope}${CHOICE}`, chosen);
  graph.output(`${scope}${ROUTER_SCORES}`, choice.scores);
}

/** What decides a layer's choice from outside: the bias of a forced routing, or the choice itself. */
export function choiceInputs(
  graph: Graph,
  workload: Pick<MoeWorkload, 'routing' | 'dtype' | 'tokens' | 'experts' | 'topK'>,
  { imposeChoices = false }: MoeGraphOptions,
  scope: string,
): { readonly routingBias: Tensor | undefined; readonly imposed: Tensor | undefined } {
  if (!imposeChoices) return { routingBias: routingBiasInput(graph, workload), imposed: undefined };
  const { tokens, topK } = workload;
  return { routingBias: undefined, imposed: graph.input(imposedChoiceName(scope), 'int32', [tokens, topK]) };
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
  lookup: TensorLookup,
  tensors: readonly GivenTensor[],
): void {
  const wide = wideType(storedType(workload.dtype));
  const perToken = multiply(cast(lookup('dy'), wide), graph.scalar(wide, 1 / workload.tokens));
  graph.output(LOSS, reduceSum(multiply(cast(y, wide), perToken), [0, 1]));
  if (workload.pass !== 'forward-backward') return;
  const names = tensors.map(({ name }) => name).filter(name => name !== 'dy');
  const seed = scaleBy(perToken, lossScale(workload));
  const gradients = gradient(y, cast(seed, storedType(workload.dtype)), names.map(lookup));
  for (const [i, name] of names.entries()) {
    const sum = gradients[i];
    if (sum !== undefined) graph.output(gradientName(name), sum);
  }
}

const scaleBy = (x: Tensor, factor: number): Tensor =>
  factor === 1 ? x : multiply(x, x.graph.scalar(x.elementType, factor));

/** Inputs of a graph, by name. */
export function inputLookup(
  graph: Graph,
  { dtype }: Pick<MoeWorkload, 'dtype'>,
  tensors: readonly GivenTensor[],
): TensorLookup {
  const inputs = new Map(tensors.map(({ name, shape }) => [name, graph.input(name, storedType(dtype), shape)]));
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
  return routing.kind === 'learned'
    ? undefined
    : graph.input(ROUTING_BIAS_INPUT, wideType(storedType(dtype)), [tokens, experts]);
}
