/**
 * How many parameters a model has, from its fields. Counted are the embedding and the head (once where they are tied), all
 * weights, biases and gains, the router; active are all but the routed experts a token does not go to. The bias that balances
 * experts is state and no parameter: no gradient reaches it.
 */
import type { Model, ModelBlock, ModelOutline, ParameterParts } from '../model.ts';
import type { Attention } from '../workload.ts';
import { attentionWeights, feedForwardWeights, layerCounts, sharedWidth } from './sizes.ts';
import { expertTensors } from './tensors.ts';

export type ParameterCounts = {
  readonly total: number;
  readonly active: number;
  /** Of both: the embedding, where it is not the head as well. */
  readonly inputEmbedding: number;
  /** Of both: the head, which is the embedding as well where they are tied. */
  readonly head: number;
  /** Of the total: the routed experts, and what of the router there is for each. */
  readonly routed: number;
};

/** A model's mixtures, and what is around them. */
type Surroundings = {
  readonly mixtures: number;
  readonly parameters: number;
  readonly inputEmbedding: number;
  readonly head: number;
};

/** Total and active parameters of a model; null where what stands around its layers is not described. */
export function parameterCounts({
  layer,
  router,
  block,
  outline,
  parameterParts,
}: Pick<Model, 'layer' | 'router' | 'block' | 'outline' | 'parameterParts'>): ParameterCounts | null {
  if (parameterParts !== undefined) return countParts(parameterParts);
  if (block !== null) return countParameters(layer, router?.bias ?? false, aroundBlock(layer, block));
  return outline === null ? null : countParameters(layer, router?.bias ?? false, aroundOutline(layer.hidden, outline));
}

function countParameters(
  layer: Model['layer'],
  routerBias: boolean,
  { mixtures, parameters, inputEmbedding, head }: Surroundings,
): ParameterCounts {
  const { hidden, ffn, experts, topK, sharedExperts, sharedGate } = layer;
  const expert = elements(expertTensors('', layer, ffn));
  const gate = sharedGate === true ? hidden : 0;
  const shared = sharedExperts > 0 ? elements(expertTensors('', layer, sharedWidth(layer))) + gate : 0;
  const routed = mixtures * experts * (hidden + (routerBias ? 1 : 0) + expert);
  const total = parameters + routed + mixtures * shared;
  return { total, active: total - mixtures * (experts - topK) * expert, inputEmbedding, head, routed };
}

function countParts({ parts }: ParameterParts): ParameterCounts {
  const counted = (...roles: readonly (typeof parts)[number]['role'][]) =>
    sum(parts.filter(({ role }) => roles.includes(role)).map(({ each, count }) => each * count));
  return {
    total: sum(parts.map(({ each, count }) => each * count)),
    active: sum(parts.map(({ each, used }) => each * used)),
    inputEmbedding: counted('input-embedding'),
    head: counted('head', 'embedding-and-head'),
    routed: counted('routed-expert', 'router'),
  };
}

function aroundBlock(layer: Model['layer'], block: ModelBlock): Surroundings {
  const { hidden, activation } = layer;
  const { attention, denseFfn, vocab, tied } = block;
  const everyLayer = attentionWeights(attention, hidden) + attentionGains(attention) + 2 * hidden;
  const { dense, moe } = layerCounts(block);
  const layers = block.layers * everyLayer + dense * feedForwardWeights(hidden, denseFfn ?? 0, activation);
  return { mixtures: moe, ...withEmbedding(layers + hidden, hidden, { vocab, tied }) };
}

function aroundOutline(hidden: number, { stacks, attention, dense, embedding }: ModelOutline): Surroundings {
  const oneAttention = 4 * hidden * attention.heads * attention.headDim + hidden;
  const feedForward = dense === null ? 0 : feedForwardWeights(hidden, dense.ffn, dense.activation);
  const layers = sum(
    stacks.map(stack => {
      const everyLayer = stack.attentions * oneAttention + hidden;
      return (stack.mixtures + stack.dense) * everyLayer + stack.dense * feedForward + hidden;
    }),
  );
  return { mixtures: sum(stacks.map(({ mixtures }) => mixtures)), ...withEmbedding(layers, hidden, embedding) };
}

/** The embedding [V,H] beside other parameters: once or twice, or not at all where its size is not known. */
function withEmbedding(others: number, hidden: number, embedding: ModelOutline['embedding']) {
  if (embedding === null) return { parameters: others, inputEmbedding: 0, head: 0 };
  const once = embedding.vocab * hidden;
  return {
    parameters: others + once * (embedding.tied ? 1 : 2),
    inputEmbedding: embedding.tied ? 0 : once,
    head: once,
  };
}

/** Gains of the norms inside attention: of queries and keys, or of what their bottlenecks hold. */
function attentionGains(attention: Attention): number {
  if (attention.kind === 'mla') return (attention.queryRank ?? 0) + attention.kvRank;
  return attention.qkNorm ? 2 * attention.headDim : 0;
}

function elements(tensors: readonly { readonly shape: readonly number[] }[]): number {
  return sum(tensors.map(({ shape }) => shape.reduce((product, size) => product * size, 1)));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
