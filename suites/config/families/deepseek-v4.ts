/** DeepSeek-V4: one key-value head, compressed keys, another score. Its layer does not run; what is large of it is counted. */
import type { Family } from '../family.ts';
import { numbered } from '../layers.ts';
import { mixture } from '../mixture.ts';
import type { MixerRule } from '../shape.ts';

/** Queries through a rank, one key that is the value too, an output through groups of low rank. */
const attention: MixerRule = (fields, { hidden }) => {
  const heads = fields.count('num_attention_heads', 'query heads');
  const headDim = fields.count('head_dim', 'width of a head');
  const queryRank = fields.count('q_lora_rank', 'rank of the queries');
  const outputRank = fields.count('o_lora_rank', 'rank of the output, in each group');
  const groups = fields.count('o_groups', 'groups of the output');
  const width = heads * headDim;
  fields.count('num_key_value_heads', 'key heads, which are the value too');
  fields.count('qk_rope_head_dim', 'rotated part of a head');
  fields.amount('rope_theta', 'base of the rotation');
  fields.amountOr('compress_rope_theta', 'base of the rotation of compressed keys', null);
  fields.counts('compress_ratios', 'keys compressed into one, layer by layer');
  fields.ignore(['index_head_dim', 'index_n_heads', 'index_topk'], 'the indexer of compressed keys: not counted');
  fields.flagOr('attention_bias', 'biases of attention', false);
  return {
    part: `attention of low rank, ${heads} heads of ${headDim}, one key that is the value too`,
    parameters:
      hidden * queryRank +
      queryRank * width +
      hidden * headDim +
      width * outputRank +
      groups * outputRank * hidden +
      queryRank +
      headDim +
      heads,
    attention: null,
    differs: ['compressed keys with a window, an indexer and sinks'],
    leavesOut: 'compressors of keys, their indexers',
  };
};

export const DEEPSEEK_V4: Family = {
  family: 'DeepSeek-V4',
  organisation: 'DeepSeek',
  architectures: ['DeepseekV4ForCausalLM'],
  types: ['deepseek_v4'],
  layers: (_, { layers }) => numbered(layers, () => 'mixture'),
  kinds: { full: attention },
  mixture: mixture({
    experts: 'n_routed_experts',
    chosen: 'num_experts_per_tok',
    width: 'moe_intermediate_size',
    shared: { by: 'count', names: 'n_shared_experts' },
    router: {
      score: 'softmax',
      normalise: { names: 'norm_topk_prob', absent: null },
      scale: { names: 'routed_scaling_factor', absent: null },
      groups: 'none',
    },
    differs: fields => {
      const score = fields.textOr('scoring_func', 'score of an expert', 'sqrtsoftplus');
      const hashed = fields.countOr('num_hash_layers', 'first layers that choose by a table of token ids', 0, 0);
      const limit = fields.amountOr('swiglu_limit', 'SwiGLU is clamped at', null);
      return [
        `score ${score}`,
        ...(hashed > 0 ? [`the first ${hashed} layers choose experts by a table of token ids`] : []),
        ...(limit === null ? [] : [`SwiGLU clamped at ${limit}`]),
      ];
    },
  }),
  differs: fields => {
    const streams = fields.countOr('hc_mult', 'streams of hyper-connections', 1);
    fields.ignore(['hc_sinkhorn_iters', 'hc_eps'], 'of hyper-connections, which do not run');
    return streams > 1 ? [`hyper-connections of ${streams} streams`] : [];
  },
  leavesOut: () => ['hyper-connections'],
};
