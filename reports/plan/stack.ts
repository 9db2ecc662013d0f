/** A model as a plan sees it: how many parameters, of which kind, in which layers; and what a pipeline makes of its layers. */
import type { Model } from '../../suites/model.ts';
import {
  attentionWeights,
  feedForwardWeights,
  headWidths,
  isMoeLayer,
  sharedWeights,
  sharedWidth,
} from '../../suites/moe/sizes.ts';
import type { Attention } from '../../suites/workload.ts';
import { type Absent, absent } from '../figure.ts';

/** Parameters of one piece each; gains and biases, a ten-thousandth of all, are left out. */
export type Stack = {
  readonly model: string;
  readonly hidden: number;
  readonly ffn: number;
  readonly topK: number;
  readonly sharedExperts: number;
  /** Width of all shared experts together. */
  readonly sharedWidth: number;
  readonly experts: number;
  readonly heads: number;
  readonly attention: Attention;
  readonly denseFfn: number;
  readonly vocab: number;
  readonly layers: readonly ('moe' | 'dense')[];
  readonly parameters: {
    readonly attention: number;
    readonly expert: number;
    /** Router and shared experts of an MoE layer: what expert parallelism does not split. */
    readonly aroundExperts: number;
    readonly dense: number;
    readonly embedding: number;
    /** 0 where the head is the embedding. */
    readonly head: number;
  };
};

/** What a stage of a pipeline holds. */
export type Stage = {
  readonly moe: number;
  readonly dense: number;
  readonly first: boolean;
  readonly last: boolean;
  /** Its place, from 0. */
  readonly index: number;
};

/** A model's stack; absent where the block around its layers is not known. */
export function stackOf({ id, name, layer, block, differs }: Model): Stack | Absent {
  if (block === null) return absent('unknown-block', { model: name, block: differs.block ?? '' });
  const { hidden, ffn, experts, topK, sharedExperts, activation } = layer;
  const { attention, vocab, tied } = block;
  const denseFfn = block.denseFfn ?? 0;
  return {
    model: id,
    hidden,
    ffn,
    topK,
    sharedExperts,
    sharedWidth: sharedWidth(layer),
    experts,
    heads: attention.heads,
    attention,
    denseFfn,
    vocab,
    layers: Array.from({ length: block.layers }, (_, index) => (isMoeLayer(block, index) ? 'moe' : 'dense')),
    parameters: {
      attention: attentionWeights(attention, hidden),
      expert: feedForwardWeights(hidden, ffn, activation),
      aroundExperts: hidden * experts + sharedWeights(layer),
      dense: feedForwardWeights(hidden, denseFfn, activation),
      embedding: vocab * hidden,
      head: tied ? 0 : vocab * hidden,
    },
  };
}

/** All parameters. */
export function totalParameters({ layers, experts, parameters }: Stack): number {
  const moe = layers.filter(kind => kind === 'moe').length;
  const { attention, expert, aroundExperts, dense, embedding, head } = parameters;
  return (
    layers.length * attention +
    moe * (experts * expert + aroundExperts) +
    (layers.length - moe) * dense +
    embedding +
    head
  );
}

/**
 * The layers in `count` stages, as evenly as they go, the first stages one more: the last has the head besides. Stages that are
 * alike are given once, by the one that comes first: it holds the most micro-batches at a time.
 */
export function stagesOf({ layers }: Stack, count: number): readonly Stage[] {
  const stages = new Map<string, Stage>();
  let from = 0;
  for (let index = 0; index < count; index += 1) {
    const size = Math.floor(layers.length / count) + (index < layers.length % count ? 1 : 0);
    const inStage = layers.slice(from, from + size);
    from += size;
    const moe = inStage.filter(kind => kind === 'moe').length;
    const stage = { moe, dense: size - moe, first: index === 0, last: index === count - 1, index };
    const key = `${stage.moe} ${stage.dense} ${stage.first} ${stage.last}`;
    if (!stages.has(key)) stages.set(key, stage);
  }
  return [...stages.values()];
}

/** Values of a token that one layer keeps from forward for backward; attention's scores are not kept (arXiv:2205.14135). */
export function keptPerToken(stack: Stack, kind: 'moe' | 'dense'): number {
  const { hidden, ffn, topK, sharedExperts, attention, denseFfn } = stack;
  const shared = sharedExperts * 2 * hidden + 3 * stack.sharedWidth;
  const { query, value } = headWidths(attention);
  const keyHeads = attention.kind === 'gqa' ? attention.kvHeads : attention.heads;
  const ranks = attention.kind === 'gqa' ? 0 : (attention.queryRank ?? 0) + attention.kvRank + attention.ropeDim;
  const attended = 2 * hidden + attention.heads * (query + value) + keyHeads * (query + value) + ranks;
  // Of a row: what goes in, both products and what they come to, what comes out.
  const row = (width: number) => 2 * hidden + 3 * width;
  return attended + 2 * hidden + (kind === 'dense' ? row(denseFfn) : topK * row(ffn) + shared);
}
