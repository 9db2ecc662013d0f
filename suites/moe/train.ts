/** One step of training a language model as a graph: loss, its gradients, and what parameters and optimizer are after it. */

import { gradient } from '../graph/gradient.ts';
import { Graph } from '../graph/graph.ts';
import type { Tensor } from '../graph/node.ts';
import { add, multiply, sign, subtract } from '../graph/operators/arithmetic.ts';
import { cast } from '../graph/operators/cast.ts';
import { GraphError, wideType } from '../graph/tensor.ts';
import { lossScale } from '../loss-scale.ts';
import { storedType } from '../stored-type.ts';
import type { Dtype, TrainWorkload } from '../workload.ts';
import { type Moments, stepSize, update } from './adamw.ts';
import type { TensorLookup } from './expert.ts';
import { choiceInputs, gradientName, inputLookup, LOSS, type MoeGraphOptions, routingBiasInput } from './layer.ts';
import {
  type ModelInputs,
  type ModelLoss,
  modelLoss,
  parameterTensors,
  positionTables,
  SELECTION_BIAS,
  selectionBiases,
} from './model.ts';
import type { GivenTensor } from './tensors.ts';

export const CROSS_ENTROPY = 'crossEntropy';
export const IDS = 'ids';
export const TARGETS = 'targets';
const BETA1_POWER = 'optimizer.beta1Power';
const BETA2_POWER = 'optimizer.beta2Power';
export const firstMoment = (tensor: string): string => `m:${tensor}`;
export const secondMoment = (tensor: string): string => `v:${tensor}`;
/** The output that is the next step's input of that name. */
export const nextName = (tensor: string): string => `next:${tensor}`;

/** What a step starts from and leaves behind for the next: parameters, moments, β^t, selection biases. */
export function stateTensors(workload: TrainWorkload): readonly GivenTensor[] {
  const { beta1, beta2 } = workload.optimizer;
  const parameters = parameterTensors(workload);
  const zeros = (name: (tensor: string) => string) =>
    parameters.map(({ name: tensor, shape }): GivenTensor => ({ name: name(tensor), shape, kind: 'zeros' }));
  const power = (name: string, beta: number): GivenTensor => ({ name, shape: [1], kind: 'table', valueAt: () => beta });
  return [
    ...parameters,
    ...zeros(firstMoment),
    ...zeros(secondMoment),
    power(BETA1_POWER, beta1),
    power(BETA2_POWER, beta2),
    ...selectionBiases(workload),
  ];
}

/** All a train-step is given that is the same whatever the text. */
export function trainTensors(workload: TrainWorkload): readonly GivenTensor[] {
  return [...stateTensors(workload), ...positionTables(workload)];
}

export type TrainOptions = MoeGraphOptions & { readonly gradients?: boolean };

/** `gradients`: the gradient of each parameter is an output. */
export function trainGraph(workload: TrainWorkload, options: TrainOptions = {}): Graph {
  const graph = new Graph();
  const { tokens, dtype } = workload;
  const wide = wideType(storedType(dtype));
  const lookup = inputLookup(graph, { dtype: wide }, trainTensors(workload));
  const inputs = {
    lookup: computedIn(dtype, workload, lookup),
    kept: lookup,
    deciding: decidingInputs(graph, workload, options),
    ids: graph.input(IDS, 'int32', [tokens]),
    targets: graph.input(TARGETS, 'int32', [tokens, 1]),
  };
  const loss = modelLoss(graph, workload, inputs);
  graph.output(LOSS, loss.loss);
  if (loss.crossEntropy !== loss.loss) graph.output(CROSS_ENTROPY, loss.crossEntropy);
  const names = parameterTensors(workload).map(({ name }) => name);
  const gradients = gradient(loss.loss, graph.scalar(wide, lossScale(workload)), names.map(lookup));
  graph.inPart('optimizer', () => {
    const [power1, power2] = [lookup(BETA1_POWER), lookup(BETA2_POWER)];
    const size = stepSize(power1, power2, workload.optimizer);
    for (const [i, name] of names.entries()) {
      const slope = gradients[i];
      if (slope === undefined) throw new GraphError(`no gradient of ${name}`);
      if (options.gradients === true) graph.output(gradientName(name), slope);
      const before: Moments = {
        parameter: lookup(name),
        first: lookup(firstMoment(name)),
        second: lookup(secondMoment(name)),
      };
      const after = update(before, unscaled(slope, workload), size, workload.optimizer);
      graph.output(nextName(name), after.parameter);
      graph.output(nextName(firstMoment(name)), after.first);
      graph.output(nextName(secondMoment(name)), after.second);
    }
    const { beta1, beta2 } = workload.optimizer;
    graph.output(nextName(BETA1_POWER), multiply(power1, graph.scalar(wide, beta1)));
    graph.output(nextName(BETA2_POWER), multiply(power2, graph.scalar(wide, beta2)));
    balanceByBias(graph, workload, loss, name => lookup(name));
  });
  return graph;
}

/** The bias of a forced routing is one for all layers; imposed choices are each layer's. */
function decidingInputs(graph: Graph, workload: TrainWorkload, options: TrainOptions): ModelInputs['deciding'] {
  if (options.imposeChoices === true) return scope => choiceInputs(graph, workload, options, scope);
  const routingBias = routingBiasInput(graph, workload);
  return () => ({ routingBias, imposed: undefined });
}

/**
 * Weights as the model computes with them. Of half types the optimizer keeps float32, and each step computes with that rounded
 * (Micikevicius et al., arXiv:1710.03740, section 3.1); what decides (selection biases) stays as it is.
 */
function computedIn(dtype: Dtype, workload: TrainWorkload, lookup: TensorLookup): TensorLookup {
  const rounding = new Set([...parameterTensors(workload), ...positionTables(workload)].map(({ name }) => name));
  const rounded = new Map<string, Tensor>();
  return name => {
    if (!rounding.has(name)) return lookup(name);
    const known = rounded.get(name) ?? cast(lookup(name), storedType(dtype));
    rounded.set(name, known);
    return known;
  };
}

function unscaled(slope: Tensor, workload: TrainWorkload): Tensor {
  const scale = lossScale(workload);
  return scale === 1 ? slope : multiply(slope, slope.graph.scalar(slope.elementType, 1 / scale));
}

/** b_e ← b_e + rate · sign(mean count − count_e): DeepSeek-V3, arXiv:2412.19437, section 2.1.2. */
function balanceByBias(
  graph: Graph,
  workload: TrainWorkload,
  { mixtures }: ModelLoss,
  lookup: (name: string) => Tensor,
): void {
  const { selectionBiasRate, tokens, topK, experts, dtype } = workload;
  if (selectionBiasRate === 0) return;
  const number = (value: number) => graph.scalar(wideType(storedType(dtype)), value);
  for (const [scope, { counts }] of mixtures) {
    const bias = lookup(scope + SELECTION_BIAS);
    const direction = sign(subtract(number((tokens * topK) / experts), counts));
    graph.output(nextName(scope + SELECTION_BIAS), add(bias, multiply(direction, number(selectionBiasRate))));
  }
}
