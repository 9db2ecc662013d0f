/** Ling and Ring (bailing): V1 softmax, V2 sigmoid in groups, V2.5 and the linear ones with lightning attention, V3 with Kimi delta attention. */
import type { Family } from '../family.ts';
import type { ConfigFields } from '../fields.ts';
import { type GqaRule, gqa } from '../gqa.ts';
import { firstDense, numbered } from '../layers.ts';
import { kimiDelta, lightning } from '../linear.ts';
import { type ExpertsRule, mixture } from '../mixture.ts';
import { mla } from '../mla.ts';
import type { MixersRule } from '../shape.ts';

const EXPERTS = {
  experts: ['num_experts', 'n_routed_experts'],
  chosen: 'num_experts_per_tok',
  width: 'moe_intermediate_size',
  shared: {
    by: 'count',
    names: ['num_shared_experts', 'n_shared_experts'],
    width: 'moe_shared_expert_intermediate_size',
  },
} as const satisfies Partial<ExpertsRule>;

/** Its code never reads norm_topk_prob: with more than one expert chosen it normalises. */
const V2_ROUTER: ExpertsRule['router'] = {
  score: { names: ['score_function', 'scoring_func'], absent: 'sigmoid' },
  normalise: 'always',
  scale: { names: 'routed_scaling_factor', absent: null },
  groups: 'sum-of-two',
  selectionBias: { names: 'moe_router_enable_expert_bias', absent: true },
};

const V2_MIXTURE = mixture({ ...EXPERTS, router: V2_ROUTER });

/** Biases of queries, keys and values have a field; so has the output. */
const attention = (rule: GqaRule) => gqa({ ...rule, bias: { names: 'use_qkv_bias', absent: false, on: 'qkv' } });

/** The last layer of each group is full attention, and every layer beyond the last whole group. */
const lastOfGroup: MixersRule = (fields, { layers }) => {
  const group = fields.count('layer_group_size', 'layers of a group: the last has full attention, the others linear');
  const grouped = Math.floor(layers / group) * group;
  return numbered(layers, layer => ((layer + 1) % group === 0 || layer >= grouped ? 'full' : 'linear'));
};

const LINEAR_NOTES = [
  'group_norm_size',
  'linear_silu',
  'linear_rope',
  'use_linear_silu',
  'linear_attn_norm_group_size',
  'linear_mode',
];

export const BAILING: readonly Family[] = [
  {
    family: 'Ling 1',
    organisation: 'inclusionAI (Ant)',
    architectures: ['BailingMoeForCausalLM'],
    types: ['bailing_moe'],
    layers: firstDense(),
    kinds: { full: attention({}) },
    mixture: mixture({
      ...EXPERTS,
      router: { score: 'softmax', normalise: { names: 'norm_topk_prob', absent: null }, scale: null, groups: 'none' },
    }),
    differs: biases,
  },
  {
    family: 'Ling 2',
    organisation: 'inclusionAI (Ant)',
    architectures: ['BailingMoeV2ForCausalLM'],
    types: ['bailing_moe', 'bailing_moe_v2'],
    layers: firstDense(),
    kinds: { full: attention({ qkNorm: { names: 'use_qk_norm', absent: true, kind: 'each-head' } }) },
    mixture: V2_MIXTURE,
    differs: biases,
  },
  {
    family: 'Ring-linear 2',
    organisation: 'inclusionAI (Ant)',
    architectures: ['BailingMoeLinearForCausalLM', 'BailingMoeLinearV2ForCausalLM'],
    types: ['bailing_moe_linear', 'bailing_moe_linear_v2'],
    layers: firstDense(),
    mixers: lastOfGroup,
    kinds: {
      linear: lightning('num_kv_heads_for_linear_attn', true),
      full: attention({ part: 'full attention', qkNorm: { names: 'use_qk_norm', absent: true, kind: 'each-head' } }),
    },
    mixture: V2_MIXTURE,
    differs: linearNotes,
  },
  {
    family: 'Ling 2.5',
    organisation: 'inclusionAI (Ant)',
    architectures: ['BailingMoeV2_5ForCausalLM'],
    types: ['bailing_hybrid'],
    layers: firstDense(),
    mixers: lastOfGroup,
    kinds: { linear: lightning('num_kv_heads_for_linear_attn', true), full: mla() },
    mixture: V2_MIXTURE,
    differs: linearNotes,
  },
  {
    family: 'Ling 3',
    organisation: 'inclusionAI (Ant)',
    architectures: ['BailingMoeV3ForCausalLM'],
    types: ['bailing_hybrid', 'bailing_moe_v3'],
    layers: firstDense(),
    mixers: lastOfGroup,
    kinds: {
      linear: (fields, stem) =>
        kimiDelta(stem, {
          heads: fields.count('num_attention_heads', 'heads'),
          headDim: fields.count('head_dim', 'width of a head of a linear layer'),
          kernel: fields.count('short_conv_kernel_size', 'reach of the short convolution'),
          fullRank: fields.flagOr('no_kda_lora', 'decay and gate of full rank', false),
        }),
      full: mla({ gate: 'one-a-head' }),
    },
    mixture: mixture({ ...EXPERTS, router: V2_ROUTER, around: clampedLayers }),
    differs: fields => {
      const gate = fields.textOr(
        'gated_attention_proj_granularity_type',
        'what a gate on the output of attention is for',
        'head_wise',
      );
      if (gate !== 'head_wise')
        throw fields.refuse('gated_attention_proj_granularity_type', gate, 'only head_wise is understood');
      fields.ignore(
        ['kda_safe_gate', 'kda_lower_bound', 'num_kv_heads_for_linear_attn'],
        'inside Kimi delta attention, which does not run',
      );
      return linearNotes(fields);
    },
  },
];

function linearNotes(fields: ConfigFields): readonly string[] {
  fields.ignore(LINEAR_NOTES, 'inside linear attention, which does not run');
  return biases(fields);
}

function biases(fields: ConfigFields): readonly string[] {
  if (fields.flagOr('use_bias', 'biases of outputs and feed-forwards', false)) {
    throw fields.refuse('use_bias', true, 'only false is understood');
  }
  fields.ignore('use_rmsnorm', 'norms are RMSNorm');
  return [];
}

/** Lists with a bound a layer, 0 for none. */
function clampedLayers(fields: ConfigFields): readonly string[] {
  const clamped = ['expert_swiglu_limit_list', 'share_expert_swiglu_limit_list'].map(
    name =>
      (fields.counts(name, 'SwiGLU is clamped at, layer by layer (0: not)') ?? []).filter(limit => limit !== 0).length,
  );
  const most = Math.max(0, ...clamped);
  return most === 0 ? [] : [`SwiGLU is clamped in ${most} of the layers`];
}
