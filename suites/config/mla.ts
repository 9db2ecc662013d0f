/** Latent attention (DeepSeek's MLA): queries and keys through low ranks, one rotated part for all heads. */
import { attentionWeights } from '../moe/sizes.ts';
import type { ConfigFields } from './fields.ts';
import { ropeBase } from './rotation.ts';
import type { Mixer, MixerRule, Stem } from './shape.ts';

export type MlaRule = {
  readonly part?: string;
  readonly rotated?: boolean;
  /** A sigmoid gate on the output: one a head, or as wide as the heads' values. */
  readonly gate?: 'one-a-head' | 'heads';
  readonly differs?: readonly string[];
};

/** Fields that other attentions need and this one does not use: their values are often those of another width. */
const MEANINGLESS = [
  'head_dim',
  'num_key_value_heads',
  'qk_head_dim',
  'rotary_dim',
  'partial_rotary_factor',
  'use_qk_norm',
  'attention_method',
];

export function mla(rule: MlaRule = {}): MixerRule {
  return (fields, stem) => mlaMixer(rule, fields, stem);
}

function mlaMixer(rule: MlaRule, fields: ConfigFields, { hidden, layers }: Stem): Mixer {
  const heads = fields.count('num_attention_heads', 'heads');
  const queryRank = fields.countOr('q_lora_rank', 'rank of the queries', null);
  if (queryRank === null) fields.absent('q_lora_rank', null, 'queries without a bottleneck');
  const attention = {
    kind: 'mla' as const,
    heads,
    queryRank,
    kvRank: fields.count('kv_lora_rank', 'rank of keys and values'),
    nopeDim: fields.count('qk_nope_head_dim', 'unrotated part of a head'),
    valueDim: fields.count('v_head_dim', 'width of a value head'),
    ropeDim: fields.count('qk_rope_head_dim', 'rotated part of a head'),
    ropeTheta: ropeBase(fields),
  };
  fields.ignore(MEANINGLESS, 'not used by latent attention: its own widths count');
  const indexer = readIndexer(fields, hidden, queryRank ?? hidden, layers);
  const biased = fields.flagOr('attention_bias', 'biases of attention', false);
  const gate = rule.gate === undefined ? 0 : hidden * heads * (rule.gate === 'heads' ? attention.valueDim : 1);
  const biases = biased ? (queryRank ?? 0) + attention.kvRank + attention.ropeDim + hidden : 0;
  return {
    part: `${rule.part ?? 'latent attention'}, ${heads} heads of ${attention.nopeDim} + ${attention.ropeDim}, values ${attention.valueDim}`,
    parameters: attentionWeights(attention, hidden) + (queryRank ?? 0) + attention.kvRank + gate + biases,
    beside: indexer.beside,
    attention: rule.rotated === false ? null : attention,
    differs: [
      ...indexer.differs,
      ...(biased ? ['biases on the projections of attention'] : []),
      ...(rule.rotated === false ? ['latent attention without rotation'] : []),
      ...(rule.gate === undefined ? [] : ['a sigmoid gate on the output of attention']),
      ...(rule.differs ?? []),
    ],
  };
}

/**
 * The indexer of sparse attention (DeepSeek-V3.2): its queries [rank, heads · width], one key [hidden, width] with a LayerNorm, a
 * weight a head [hidden, heads]. Layers that share another's have none.
 */
function readIndexer(fields: ConfigFields, hidden: number, rank: number, layers: number) {
  const heads = fields.countOr('index_n_heads', 'heads of the indexer', null);
  if (heads === null) return { beside: [], differs: [] };
  const width = fields.count('index_head_dim', 'width of an index head');
  const kept = fields.count('index_topk', 'keys the indexer keeps');
  const types = fields.texts(
    'indexer_types',
    'layers with an indexer of their own (full), and with another’s (shared)',
  );
  fields.ignore(['index_topk_freq', 'index_skip_topk_offset'], 'what indexer_types says layer by layer');
  const count = types === null ? layers : types.filter(type => type === 'full').length;
  const parameters = rank * heads * width + hidden * width + 2 * width + hidden * heads;
  if (types !== null && types.length !== layers)
    throw fields.refuse('indexer_types', types, `give ${layers}, one a layer`);
  return {
    beside: [{ part: `indexer, ${heads} heads of ${width}`, parameters, count }],
    differs: [`sparse attention: an indexer keeps ${kept} keys`],
  };
}
