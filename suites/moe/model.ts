/** A whole language model: embedding, blocks, a last norm, a head, and the losses it is trained with. */

import type { Graph } from '../graph/graph.ts';
import type { Tensor } from '../graph/node.ts';
import { add, divide, multiply } from '../graph/operators/arithmetic.ts';
import { cast } from '../graph/operators/cast.ts';
import { crossEntropy, embed, logSumExp } from '../graph/operators/language.ts';
import { matmul } from '../graph/operators/matmul.ts';
import { reduceSum } from '../graph/operators/shape.ts';
import { wideType } from '../graph/tensor.ts';
import { storedType } from '../stored-type.ts';
import type { TrainWorkload } from '../workload.ts';
import { ropeTables } from './attention.ts';
import { attendBlock, normAndAttentionTensors, normalised, positionsOf } from './block.ts';
import { feedForward, type TensorLookup } from './expert.ts';
import { addChoice } from './layer.ts';
import { type Mixture, mixture } from './mixture.ts';
import type { Chooser } from './routing/choice.ts';
import { isMoeLayer } from './sizes.ts';
import { expertTensors, type GivenTensor, gain, moeTensors, weight } from './tensors.ts';

/** What a layer's tensors, sizes and outputs begin with. */
export const layerScope = (layer: number): string => `layers.${layer}.`;
export const SELECTION_BIAS = 'router.selectionBias';

/** embedding [V,H], each layer's weights, the last norm's gain [H], head [H,V] unless it is the embedding. */
export function parameterTensors(workload: TrainWorkload): readonly GivenTensor[] {
  const { hidden, vocab, layers, tied } = workload;
  return [
    weight('embedding', vocab, hidden),
    ...Array.from({ length: layers }, (_, layer) => blockParameters(workload, layer)).flat(),
    gain('norm', hidden),
    ...(tied ? [] : [weight('head', hidden, vocab)]),
  ];
}

function blockParameters(workload: TrainWorkload, layer: number): readonly GivenTensor[] {
  const feedForwardTensors = isMoeLayer(workload, layer)
    ? moeTensors(workload)
    : expertTensors('dense', { ...workload, expertBiases: false }, workload.denseFfn ?? 0);
  const tensors = [...normAndAttentionTensors(workload), ...feedForwardTensors];
  return tensors.map(tensor => ({ ...tensor, name: layerScope(layer) + tensor.name }));
}

/** The scopes of the layers that are mixtures. */
export function moeScopes(workload: Pick<TrainWorkload, 'layers' | 'firstDense' | 'moeEvery'>): readonly string[] {
  const layers = Array.from({ length: workload.layers }, (_, layer) => layer);
  return layers.filter(layer => isMoeLayer(workload, layer)).map(layerScope);
}

/** One bias [E] an MoE layer, where experts are balanced by a bias: state, but nothing a gradient flows to. */
export function selectionBiases(workload: TrainWorkload): readonly GivenTensor[] {
  if (workload.selectionBiasRate === 0) return [];
  return moeScopes(workload).map(scope => ({ name: scope + SELECTION_BIAS, shape: [workload.experts], kind: 'zeros' }));
}

export const positionTables = (workload: TrainWorkload): readonly GivenTensor[] => ropeTables(workload);

export type ModelInputs = {
  /** Weights as the model computes with them, and as they are kept: of half types these are float32. */
  readonly lookup: TensorLookup;
  readonly kept: TensorLookup;
  /** What decides the choice of the MoE layer of a scope beside its scores. */
  readonly deciding: (scope: string) => Pick<Chooser, 'routingBias' | 'imposed'>;
  /** int32 [T], and [T,1]. */
  readonly ids: Tensor;
  readonly targets: Tensor;
};

/** loss: what is minimised; crossEntropy: the part of it that is the text's; both scalars. mixtures: of MoE layers, by scope. */
export type ModelLoss = {
  readonly loss: Tensor;
  readonly crossEntropy: Tensor;
  readonly mixtures: ReadonlyMap<string, Mixture>;
};

export function modelLoss(graph: Graph, workload: TrainWorkload, inputs: ModelInputs): ModelLoss {
  const { lookup, kept, deciding, ids, targets } = inputs;
  const mixtures = new Map<string, Mixture>();
  let x = graph.inPart('embedding', () => cast(embed(kept('embedding'), ids), storedType(workload.dtype)));
  const positions = positionsOf(x, lookup, workload);
  for (let layer = 0; layer < workload.layers; layer += 1) {
    const scope = layerScope(layer);
    const ofLayer: TensorLookup = name => lookup(scope + name);
    const attended = attendBlock(x, ofLayer, workload, positions);
    const before = normalised(attended, ofLayer, 'norm2', workload);
    if (isMoeLayer(workload, layer)) {
      const selectionBias = workload.selectionBiasRate > 0 ? ofLayer(SELECTION_BIAS) : undefined;
      const mixed = mixture(before, ofLayer, { workload, selectionBias, ...deciding(scope) }, scope);
      addChoice(graph, mixed, scope);
      mixtures.set(scope, mixed);
      x = add(attended, mixed.y);
    } else {
      const form = { ...workload, expertBiases: false };
      x = add(
        attended,
        graph.inPart('dense', () => feedForward(before, 'dense', ofLayer, form)),
      );
    }
  }
  const last = normalised(x, lookup, 'norm', workload);
  const logits = graph.inPart('head', () =>
    workload.tied ? matmul(last, lookup('embedding'), { transposeB: true }) : matmul(last, lookup('head')),
  );
  return graph.inPart('loss', () => {
    const text = mean(crossEntropy(cast(logits, wideType(storedType(workload.dtype))), targets), workload.tokens);
    const terms = [...mixtures.values()].flatMap(mixed => auxiliaryLosses(mixed, workload));
    return { loss: terms.reduce(add, text), crossEntropy: text, mixtures };
  });
}

/** The losses that keep a router's experts balanced and its logits small, those the model has. */
function auxiliaryLosses(mixed: Mixture, workload: TrainWorkload): readonly Tensor[] {
  const { losses, tokens } = workload;
  const scaled = (value: Tensor, factor: number) => multiply(value, value.graph.scalar(value.elementType, factor));
  const square = (value: Tensor) => multiply(value, value);
  return [
    ...(losses.balance > 0 ? [scaled(balanceLoss(mixed, workload), losses.balance)] : []),
    ...(losses.z > 0 ? [scaled(mean(square(logSumExp(mixed.logits)), tokens), losses.z)] : []),
  ];
}

/**
 * E ÷ (T·k) · Σ_e counts_e · P_e, P_e the mean over tokens of a token's share of scores: 1 where all experts are used alike
 * (Fedus et al., arXiv:2101.03961, equation 4). Counts are constant for the gradient, and those before any pair is dropped.
 */
function balanceLoss({ scores, counts }: Mixture, { tokens, topK, experts, router }: TrainWorkload): Tensor {
  const shares = router.score === 'softmax' ? scores : divide(scores, reduceSum(scores, [1], { keepDims: true }));
  const sums = reduceSum(shares, [0]);
  const factor = experts / (tokens * topK) / tokens;
  return multiply(reduceSum(multiply(sums, counts), [0]), sums.graph.scalar(sums.elementType, factor));
}

/** The mean of [T,1], a scalar. */
function mean(x: Tensor, tokens: number): Tensor {
  return multiply(reduceSum(x, [0, 1]), x.graph.scalar(x.elementType, 1 / tokens));
}
