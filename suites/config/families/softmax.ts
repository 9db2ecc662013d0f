/** Families with softmax attention in every layer and names of their own: OLMoE, ERNIE, Hunyuan, DBRX, Grok-1, Arctic, LongCat, Pangu. */
import type { Family } from '../family.ts';
import type { ConfigFields } from '../fields.ts';
import { gqa } from '../gqa.ts';
import { allButListed, everyLayer, everyNth, fromTo } from '../layers.ts';
import { type ExpertsRule, mixture } from '../mixture.ts';
import { mla } from '../mla.ts';
import { DBRX } from './dbrx.ts';
import { HUNYUAN } from './hunyuan.ts';

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
  {
    family: 'LongCat-Flash',
    organisation: 'Meituan',
    architectures: ['LongcatFlashForCausalLM'],
    types: ['longcat_flash'],
    layerCount: 'num_layers',
    layers: everyLayer,
    kinds: { full: mla({ differs: ['latents scaled after their norms (mla_scale_q_lora, mla_scale_kv_lora)'] }) },
    mixersPerLayer: 2,
    normsPerLayer: 4,
    mixture: mixture({
      experts: 'n_routed_experts',
      chosen: ['moe_topk', 'num_experts_per_tok'],
      width: ['expert_ffn_hidden_size', 'moe_intermediate_size'],
      shared: 'none',
      router: {
        ...PLAIN,
        normalise: 'never',
        scale: { names: 'routed_scaling_factor', absent: null },
        selectionBias: true,
      },
      differs: fields => {
        const kind = fields.textOr('zero_expert_type', 'what zero experts do', 'identity');
        return [`zero experts (${kind}) among the chosen`];
      },
      counted: (fields, { experts }) => ({
        routerWidth: experts + fields.countOr('zero_expert_num', 'zero experts', 0, 0),
      }),
    }),
    beside: (fields, { hidden, layers }) => [
      {
        part: 'dense feed-forward',
        parameters: 3 * hidden * fields.count('ffn_hidden_size', 'width of the two dense feed-forwards of a layer'),
        count: 2 * layers,
      },
    ],
    differs: fields => {
      fields.ignore(
        ['num_hidden_layers', 'mla_scale_q_lora', 'mla_scale_kv_lora', 'router_bias'],
        'said otherwise: twice the layers, scaled latents',
      );
      return ['a layer has two attentions and two dense feed-forwards, the mixture across them'];
    },
  },
  {
    family: 'Pangu-Pro-MoE',
    organisation: 'Huawei',
    architectures: ['PanguProMoEForCausalLM'],
    types: ['pangu_pro_moe'],
    layers: everyLayer,
    kinds: { full: gqa({ bias: { names: 'attention_bias', absent: false, on: 'qkvo' } }) },
    mixture: mixture({
      experts: 'num_experts',
      chosen: 'num_experts_per_tok',
      width: 'moe_intermediate_size',
      shared: { by: 'width', names: 'shared_expert_intermediate_size', gate: false },
      router: { ...PLAIN, normalise: 'never' },
      differs: fields => {
        const groups = fields.countOr(
          ['expert_groups', 'num_expert_groups'],
          'groups of experts, of each of which the best are chosen',
          8,
        );
        fields.countOr('experts_per_group_chosen', 'experts chosen of each group', 1);
        fields.ignore('shared_experts', 'what shared_expert_intermediate_size says as a width');
        return [`the best experts of each of ${groups} groups are chosen`];
      },
    }),
  },
  {
    family: 'Pangu-Pro-MoE V2',
    organisation: 'Huawei',
    architectures: ['PanguProMoEV2ForCausalLM'],
    types: ['PanguProMoE', 'pangu_pro_moe_v2'],
    layers: allButListed,
    kinds: { full: pangu },
    normsPerLayer: 4,
    mixture: mixture({
      experts: 'num_experts',
      chosen: 'num_experts_per_tok',
      width: 'moe_intermediate_size',
      shared: { by: 'width', names: 'shared_expert_intermediate_size', gate: false },
      router: {
        score: 'sigmoid',
        normalise: { names: 'norm_topk_prob', absent: null },
        scale: { names: 'routed_scaling_factor', absent: null },
        groups: 'none',
        selectionBias: { names: 'router_enable_expert_bias', absent: false },
      },
      differs: () => ['its sources do not say whether scores are sigmoid or softmax'],
    }),
    differs: fields => {
      fields.flagOr('sandwich_norm', 'norms after attention and mixture too', true);
      return ['a norm after attention and after the mixture too (sandwich norm)'];
    },
  },
];

function clipped(fields: ConfigFields): readonly string[] {
  const clip = fields.amountOr('clip_qkv', 'queries, keys and values clipped at', null);
  return clip === null ? [] : [`queries, keys and values clipped at ${clip}`];
}

/** Queries and keys with an unrotated and a rotated part, values of another width, learned sinks that are keys with values. */
function pangu(fields: ConfigFields, { hidden }: { readonly hidden: number }) {
  const heads = fields.count('num_attention_heads', 'query heads');
  const kvHeads = fields.count('num_key_value_heads', 'key and value heads');
  const key =
    fields.count('qk_nope_dim', 'unrotated part of a head') + fields.count('qk_rope_dim', 'rotated part of a head');
  const value = fields.count('v_channels', 'width of a value head');
  const sinks = fields.countOr('param_sink_number', 'learned keys', 0, 0);
  fields.flagOr('param_sink_with_value', 'learned keys have values', true);
  fields.amountOr('rope_theta', 'base of the rotation', null);
  return {
    part: `attention, ${heads} heads of ${key}, values ${value}`,
    parameters:
      hidden * (heads * key + kvHeads * (key + value)) + heads * value * hidden + sinks * kvHeads * (key + value),
    attention: null,
    differs: [
      `queries and keys of ${key}, values of ${value}`,
      ...(sinks > 0 ? [`${sinks} learned keys and values`] : []),
    ],
  };
}
