/**
 * The MoE layer as a graph: router → choice → dispatch → experts (+ shared) → combine, and its backward. Dropless: each
 * expert gets just the rows that chose it, as many as they are.
 */
import type { Sizes } from '../graph/flops.ts';
import { gradient } from '../graph/gradient.ts';
import { Graph } from '../graph/graph.ts';
import { add, divide, multiply, sigmoid, silu } from '../graph/operators/arithmetic.ts';
import { combineRows, dispatchRows } from '../graph/operators/dispatch.ts';
import { gatherRows, pick, splitVector } from '../graph/operators/indexing.ts';
import { matmul } from '../graph/operators/matmul.ts';
import { argsort, count } from '../graph/operators/selection.ts';
import { reduceSum, reshape } from '../graph/operators/shape.ts';
import { softmax } from '../graph/operators/softmax.ts';
import { GraphError, type Tensor } from '../graph/tensor.ts';
import type { LayerWorkload } from '../workload.ts';
import { type Choice, chooseExperts } from './choice.ts';
import { rowsPerExpert } from './routing.ts';
import { givenTensors } from './tensors.ts';

export const LOSS = 'loss';
export const LAYER_OUTPUT = 'y';
/** Which experts were chosen, int64 [T,k], and the scores they were chosen by, [T,E]: what a proof inspects. */
export const CHOICE = 'choice';
export const RANKED_SCORES = 'rankedScores';
export const gradientName = (tensor: string): string => `grad:${tensor}`;
/** The size only a run knows: how many tokens expert e gets. */
export const rowsOf = (expert: number): string => `rows.${expert}`;

/** Router, experts and combine of `workload`, and for forward-backward every gradient, each an output of its own. */
export function layerGraph(workload: LayerWorkload, options: { inspect?: boolean } = {}): Graph {
  const graph = new Graph();
  const given = new Map(
    givenTensors(workload).map(({ name, shape }) => [name, graph.input(name, workload.dtype, shape)]),
  );
  const tensor = (name: string): Tensor => {
    const found = given.get(name);
    if (found === undefined) throw new GraphError(`no tensor ${name}`);
    return found;
  };
  const { y, choice } = forward(workload, tensor);
  graph.output(LAYER_OUTPUT, y);
  if (options.inspect === true) {
    graph.output(CHOICE, choice.experts);
    graph.output(RANKED_SCORES, choice.ranked);
  }

  const perToken = multiply(tensor('dy'), graph.scalar(workload.dtype, 1 / workload.tokens));
  graph.output(LOSS, reduceSum(multiply(y, perToken), [0, 1]));
  if (workload.pass === 'forward-backward') {
    const wrt = givenTensors(workload).filter(({ name }) => name !== 'dy');
    const gradients = gradient(
      y,
      perToken,
      wrt.map(({ name }) => tensor(name)),
    );
    wrt.forEach(({ name }, i) => {
      const sum = gradients[i];
      if (sum !== undefined) graph.output(gradientName(name), sum);
    });
  }
  return graph;
}

/** How many rows each expert of this workload gets: the sizes its graph leaves open. */
export function layerSizes(workload: LayerWorkload): Sizes {
  return new Map(rowsPerExpert(workload).map((rows, e) => [rowsOf(e), rows]));
}

function forward(workload: LayerWorkload, tensor: (name: string) => Tensor): { y: Tensor; choice: Choice } {
  const { tokens, topK, experts, sharedExperts } = workload;
  const x = tensor('x');
  const { weights, choice } = route(workload, x, tensor('router'));

  // A pair is (token, j-th choice), numbered t·k + j. Sorting pairs by expert lines up each expert's tokens; sorting that
  // order again says where each pair went.
  const pairs = tokens * topK;
  const expertOfPair = reshape(choice.experts, [pairs]);
  const order = argsort(expertOfPair);
  const slotOfPair = argsort(order);
  const tokenOfPair = x.graph.constant(
    'int64',
    [pairs],
    Array.from({ length: pairs }, (_, p) => Math.floor(p / topK)),
  );
  const names = Array.from({ length: experts }, (_, e) => rowsOf(e));
  const pairsOf = splitVector(order, count(expertOfPair, experts), names);
  const tokensOf = pairsOf.map(pairsHere => gatherRows(tokenOfPair, pairsHere));

  const slots = reshape(slotOfPair, [tokens, topK]);
  const rowsIn = dispatchRows(x, slots, tokensOf);
  const weightsIn = dispatchRows(reshape(weights, [pairs, 1]), reshape(slotOfPair, [pairs, 1]), pairsOf);
  const rowsOut = rowsIn.map((rows, e) => feedForward(rows, `experts.${e}`, tensor, weightsIn[e]));
  const routed = combineRows(rowsOut, slots, tokensOf);
  const y = sharedExperts > 0 ? add(routed, feedForward(x, 'shared', tensor)) : routed;
  return { y, choice };
}

/** Scores → choice (constant for the gradient) → weights [T,k] of the chosen. */
function route(workload: LayerWorkload, x: Tensor, router: Tensor): { weights: Tensor; choice: Choice } {
  const { score, normalise, scale } = workload.router;
  const logits = matmul(x, router);
  const scores = score === 'softmax' ? softmax(logits) : sigmoid(logits);
  const choice = chooseExperts(workload, scores);
  const chosen = pick(scores, choice.experts);
  const weights = normalise ? divide(chosen, reduceSum(chosen, [1], { keepDims: true })) : chosen;
  return { weights: scale === 1 ? weights : multiply(weights, x.graph.scalar(x.elementType, scale)), choice };
}

/**
 * SwiGLU: (silu(x·w1) ⊙ (x·w3))·w2. A token's weight is applied to the hidden activation rather than to the result:
 * the same product, but backward need not keep the result.
 */
function feedForward(x: Tensor, name: string, tensor: (name: string) => Tensor, weight?: Tensor): Tensor {
  const gated = multiply(silu(matmul(x, tensor(`${name}.w1`))), matmul(x, tensor(`${name}.w3`)));
  return matmul(weight === undefined ? gated : multiply(gated, weight), tensor(`${name}.w2`));
}
