/** Families with softmax attention in every layer and names of their own: OLMoE, ERNIE, Grok-1, Arctic, and those beside this file. */
import type { Family } from '../family.ts';
import type { ConfigFields } from '../fields.ts';
import { gqa } from '../gqa.ts';
import { everyLayer, everyNth, fromTo } from '../layers.ts';
import { type ExpertsRule, mixture } from '../mixture.ts';
import { DBRX } from './dbrx.ts';
import { HUNYUAN } from './hunyuan.ts';
import { LONGCAT } from './longcat.ts';
import { PANGU } from './pangu.ts';

const PLAIN: ExpertsRule['router'] = { score: 'softmax', normalise: 'always', scale: null, groups: 'none' };

export const SOFTMAX: readonly Family[] = [
  {
    family: 'OLMoE',
    organisation: 'Ai2',
    architectures: ['OlmoeForCausalLM'],
    types: ['olmoe'],
    layers: everyLayer,
    kinds: { full: gqa({ qkNorm: 'all-heads', bias: { names: 'attention_bias', absent: false, on: 'qkvo' } }) },
    mixture: mixture({
      experts: 'num_experts',
      chosen: 'num_experts_per_tok',
      width: 'intermediate_size',
      shared: 'none',
      router: { ...PLAIN, normalise: { names: 'norm_topk_prob', absent: false } },
    }),
    differs: clipped,
  },
  {
    family: 'ERNIE 4.5',
    organisation: 'Baidu',
    architectures: ['Ernie4_5_MoeForCausalLM'],
    types: ['ernie4_5_moe'],
    layers: fromTo,
    kinds: { full: gqa({ bias: { names: 'use_bias', absent: false, on: 'qkvo' } }) },
    tiedWhenAbsent: true,
    mixture: mixture({
      experts: 'moe_num_experts',
      chosen: 'moe_k',
      width: 'moe_intermediate_size',
      shared: { by: 'count', names: 'moe_num_shared_experts' },
      router: { ...PLAIN, selectionBias: { names: 'moe_use_aux_free', absent: true } },
    }),
    differs: fields => {
      fields.amountOr('moe_norm_min', 'least divisor of the weights', 1e-12);
      fields.ignore(
        [
          'moe_capacity',
          'moe_gate',
          'moe_use_hard_gate',
          'moe_orthogonal_loss_lambda',
          'compression_ratio',
          'use_rmsnorm',
          'fuse_rope',
          'rope_3d',
          'freq_allocation',
          'moe_multimodal_dispatch_use_allgather',
          'moe_all_to_all_dropout',
          'moe_aux_loss_lambda',
          'moe_group_experts',
          'moe_dropout_prob',
          'hidden_dropout_prob',
          'attention_probs_dropout_prob',
        ],
        'of its own training framework',
      );
      return [];
    },
  },
  HUNYUAN.a13b,
  HUNYUAN.large,
  DBRX,
  {
    family: 'Grok-1',
    organisation: 'xAI',
    architectures: ['Grok1ModelForCausalLM', 'Grok1ForCausalLM'],
    types: ['grok-1', 'grok_1'],
    hidden: ['emb_size', 'hidden_size'],
    layerCount: ['num_layers', 'num_hidden_layers'],
    layers: everyLayer,
    kinds: {
      full: gqa({
        heads: ['num_q_heads', 'num_attention_heads'],
        kvHeads: ['num_kv_heads', 'num_key_value_heads'],
        headDim: ['key_size', 'head_dim'],
      }),
    },
    normsPerLayer: 4,
    tiedWhenAbsent: true,
    mixture: mixture({
      experts: 'num_experts',
      chosen: ['num_selected_experts', 'num_experts_per_tok'],
      width: ['expert_width', 'intermediate_size', 'widening_width'],
      activation: 'geglu',
      shared: 'none',
      router: { ...PLAIN, normalise: 'never' },
    }),
    differs: fields => {
      fields.ignore(['widening_factor'], 'of the width of an expert');
      for (const name of [
        'attn_output_multiplier',
        'output_multiplier_scale',
        'embedding_multiplier_scale',
        'max_attn_value',
      ]) {
        fields.amountOr(name, 'a factor around the layer', 1);
      }
      return [
        'norms before and after attention and mixture',
        'logits of attention capped, embedding and logits scaled',
      ];
    },
  },
  {
    family: 'Arctic',
    organisation: 'Snowflake',
    architectures: ['ArcticForCausalLM'],
    types: ['arctic'],
    layers: everyNth,
    kinds: { full: gqa() },
    normsPerLayer: 3,
    mixture: mixture({
      experts: 'num_local_experts',
      chosen: 'num_experts_per_tok',
      width: 'intermediate_size',
      shared: 'none',
      router: PLAIN,
    }),
    beside: (fields, { hidden, layers }) =>
      fields.flagOr('parallel_attn_mlp_res', 'a dense feed-forward beside the mixture', false)
        ? [{ part: 'dense feed-forward beside the mixture', parameters: 3 * hidden * hidden, count: layers }]
        : [],
    differs: fields => {
      fields.ignore(
        [
          'use_residual',
          'num_experts',
          'moe_vmap',
          'moe_train_capacity_factor',
          'moe_eval_capacity_factor',
          'moe_token_dropping',
          'moe_min_capacity',
          'enable_expert_tensor_parallelism',
          'enc_index',
        ],
        'of its own training framework',
      );
      return ['a dense feed-forward beside the mixture, which reads the input of the layer'];
    },
  },
  LONGCAT,
  ...PANGU,
];

function clipped(fields: ConfigFields): readonly string[] {
  const clip = fields.amountOr('clip_qkv', 'queries, keys and values clipped at', null);
  return clip === null ? [] : [`queries, keys and values clipped at ${clip}`];
}
