/**
 * How many parameters a model has, from its fields. Counted are the embedding and the head (once where they are tied), all
 * weights, biases and gains, the router; active are all but the routed experts a token does not go to. The bias that balances
 * experts is state and no parameter: no gradient reaches it.
 */
import type { ActiveConvention, Model, ModelBlock } from '../models.ts';
import type { Attention } from '../workload.ts';
import { attentionWeights, layerCounts } from './sizes.ts';
import { expertTensors } from './tensors.ts';

export type ParameterCounts = {
  readonly total: number;
  readonly active: number;
  /** Of both: the embedding, where it is not the head as well. */
  readonly inputEmbedding: number;
};

/** Published and computed counts that are no further apart agree. */
const TOLERANCE = 0.02;

type Published = { readonly counts: ParameterCounts; readonly billion: number };
type Convention = {
  readonly says: string;
  /** Our count of active parameters, in billions, by this convention. */
  readonly apply: (billion: number, published: Published) => number;
};

const CONVENTIONS: Readonly<Record<ActiveConvention, Convention>> = {
  'input-embedding-left-out': {
    says: 'without the input embedding',
    apply: (billion, { counts }) => billion - counts.inputEmbedding / 1e9,
  },
  'digits-rounded': { says: 'rounded', apply: (billion, published) => toDigitsOf(published, billion, Math.round) },
  'digits-cut-off': { says: 'cut off', apply: (billion, published) => toDigitsOf(published, billion, Math.floor) },
};

/** Total and active parameters of a model; null where what stands around its layers is not described. */
export function parameterCounts({ layer, router, block }: Pick<Model, 'layer' | 'router' | 'block'>) {
  return block === null ? null : countParameters(layer, router?.bias ?? false, block);
}

/** From our active count to the published one: what each convention it follows leaves of ours, in billions. */
export function activeByConvention(
  conventions: readonly ActiveConvention[],
  published: Published,
): readonly { readonly says: string; readonly billion: number }[] {
  let billion = published.counts.active / 1e9;
  return conventions.map(name => {
    const { says, apply } = CONVENTIONS[name];
    billion = apply(billion, published);
    return { says, billion };
  });
}

/** Within 2 %. */
export function countsAgree(computed: number, published: number): boolean {
  return Math.abs(computed - published) <= TOLERANCE * published;
}

function countParameters(layer: Model['layer'], routerBias: boolean, block: ModelBlock): ParameterCounts {
  const { hidden, ffn, experts, topK, sharedExperts } = layer;
  const { denseFfn, vocab, tied, attention } = block;
  const expert = (width: number) => elements(expertTensors('', layer, width));
  const router = hidden * experts + (routerBias ? experts : 0);
  const mixture = router + experts * expert(ffn) + (sharedExperts > 0 ? expert(ffn * sharedExperts) : 0);
  const feedForward = elements(expertTensors('', { ...layer, expertBiases: false }, denseFfn ?? 0));
  const everyLayer = attentionWeights(attention, hidden) + attentionGains(attention) + 2 * hidden;
  const { dense, moe } = layerCounts(block);
  const embedding = vocab * hidden;
  const total = embedding * (tied ? 1 : 2) + hidden + block.layers * everyLayer + moe * mixture + dense * feedForward;
  const idle = moe * (experts - topK) * expert(ffn);
  return { total, active: total - idle, inputEmbedding: tied ? 0 : embedding };
}

/** Gains of the norms inside attention: of queries and keys, or of what their bottlenecks hold. */
function attentionGains(attention: Attention): number {
  if (attention.kind === 'mla') return (attention.queryRank ?? 0) + attention.kvRank;
  return attention.qkNorm ? 2 * attention.headDim : 0;
}

function elements(tensors: readonly { readonly shape: readonly number[] }[]): number {
  return tensors.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}

/** `billion` to as many digits after the point as the published figure is written with. */
function toDigitsOf({ billion: published }: Published, billion: number, to: (x: number) => number): number {
  const unit = 10 ** (String(published).split('.')[1]?.length ?? 0);
  return to(billion * unit) / unit;
}
