/** MiniMax: M1 with lightning attention in seven of eight layers, M2 with softmax attention, M3 with sparse blocks of it. */
import type { Family } from '../family.ts';
import type { ConfigFields } from '../fields.ts';
import { gqa } from '../gqa.ts';
import { byLayerTypes, byNumbers, everyLayer, firstDense } from '../layers.ts';
import { lightning } from '../linear.ts';
import { type ExpertsRule, mixture } from '../mixture.ts';

const LOCAL = { experts: 'num_local_experts', chosen: 'num_experts_per_tok' } as const;
const SHARED = { by: 'width', names: 'shared_intermediate_size', gate: false } as const;

const M1_MIXTURE = mixture({
  ...LOCAL,
  width: 'intermediate_size',
  shared: SHARED,
  router: { score: 'softmax', normalise: 'always', scale: null, groups: 'none' },
});

const M2_ROUTER: ExpertsRule['router'] = {
  score: { names: 'scoring_func', absent: 'sigmoid' },
  normalise: 'always',
  scale: { names: 'routed_scaling_factor', absent: 1 },
  groups: 'sum-of-two',
  selectionBias: { names: 'use_routing_bias', absent: true },
};

const linearAndFull = { linear: lightning(null, false), full: gqa({ part: 'full attention' }) };

export const MINIMAX: readonly Family[] = [
  {
    family: 'MiniMax-M1',
    organisation: 'MiniMax',
    architectures: ['MiniMaxM1ForCausalLM', 'MiniMaxText01ForCausalLM'],
    types: ['minimax_m1', 'MiniMaxM1', 'minimax_text_01', 'MiniMaxText01'],
    layers: everyLayer,
    mixers: byNumbers('attn_type_list', { 0: 'linear', 1: 'full' }, '0: lightning attention, 1: softmax attention'),
    kinds: linearAndFull,
    mixture: M1_MIXTURE,
    differs: residualFactors,
  },
  {
    family: 'MiniMax-01 (transformers)',
    organisation: 'MiniMax',
    architectures: ['MiniMaxForCausalLM'],
    types: [],
    layers: everyLayer,
    mixers: byLayerTypes({ linear_attention: 'linear', full_attention: 'full' }),
    kinds: linearAndFull,
    mixture: M1_MIXTURE,
    differs: residualFactors,
  },
  {
    family: 'MiniMax-M2',
    organisation: 'MiniMax',
    architectures: ['MiniMaxM2ForCausalLM'],
    types: ['minimax_m2'],
    layers: everyLayer,
    mixers: (fields, stem) =>
      fields.has('attn_type_list')
        ? byNumbers('attn_type_list', { 1: 'full' }, '1: softmax attention')(fields, stem)
        : Array.from({ length: stem.layers }, () => 'full'),
    kinds: { full: gqa({ qkNorm: { names: 'use_qk_norm', absent: true, kind: 'all-heads' } }) },
    mixture: mixture({ ...LOCAL, width: 'intermediate_size', shared: SHARED, router: M2_ROUTER }),
    differs: fields => {
      const kind = fields.textOr('qk_norm_type', 'what the norm of queries and keys is over', 'per_layer');
      if (kind !== 'per_layer') throw fields.refuse('qk_norm_type', kind, 'only per_layer is understood');
      fields.ignore(['mlp_intermediate_size'], 'the width of no layer');
      return residualFactors(fields);
    },
  },
  {
    family: 'MiniMax-M3',
    organisation: 'MiniMax',
    architectures: ['MiniMaxM3ForCausalLM'],
    types: ['minimax_m3'],
    layers: firstDense(),
    kinds: { full: gqa({ qkNorm: { names: 'use_qk_norm', absent: true, kind: 'each-head' } }) },
    dense: 'dense_intermediate_size',
    mixture: mixture({
      ...LOCAL,
      width: 'moe_intermediate_size',
      activation: { names: 'hidden_act', kinds: { swigluoai: 'clamped-swiglu' } },
      shared: { by: 'count', names: 'n_shared_experts', width: 'shared_intermediate_size' },
      router: { ...M2_ROUTER, scale: { names: 'routed_scaling_factor', absent: null } },
    }),
    differs: fields => {
      const [alpha, limit] = [
        fields.amountOr('swiglu_alpha', 'slope of the clamped SwiGLU', 1.702),
        fields.amountOr('swiglu_limit', 'bound of the clamped SwiGLU', 7),
      ];
      if (alpha !== 1.702 || limit !== 7)
        throw fields.refuse('swiglu_alpha', alpha, 'only 1.702 with swiglu_limit 7 runs');
      fields.ignore(['intermediate_size', 'rotary_dim'], 'said by another field too');
      const kind = fields.textOr('qk_norm_type', 'what the norm of queries and keys is over', 'per_head');
      if (kind !== 'per_head') throw fields.refuse('qk_norm_type', kind, 'only per_head is understood');
      fields.any('sparse_attention_config', 'attention to blocks of keys, chosen by index heads');
      const gemma = fields.flagOr('use_gemma_norm', 'gains of norms are 1 + weight', false);
      fields.ignore('attention_output_gate', 'off');
      return ['attention to chosen blocks of keys', ...(gemma ? ['gains of norms are 1 + weight'] : [])];
    },
    leavesOut: () => ['index heads of its sparse attention'],
  },
];

/** Of M1: norms after each part whose residual has a factor. */
function residualFactors(fields: ConfigFields): readonly string[] {
  const factors = fields
    .unread()
    .filter(({ field }) => /^(layernorm_.*|.*_factor)_?(alpha|beta)?$/.test(field) && /alpha|beta/.test(field));
  const changed = factors.filter(({ field }) => fields.amountOr(field, 'factor on a residual', 1) !== 1);
  if (
    fields.has('shared_intermediate_size') &&
    fields.peek('shared_intermediate_size') !== 0 &&
    fields.has('shared_moe_mode')
  ) {
    throw fields.refuse('shared_moe_mode', fields.peek('shared_moe_mode'), 'with a shared expert it is not understood');
  }
  fields.ignore('shared_moe_mode', 'of a shared expert there is none of');
  const post = fields.flagOr('postnorm', 'the residual is taken after the norm', false);
  return [
    ...(changed.length > 0 ? [`factors on residuals: ${changed.map(({ field }) => field).join(', ')}`] : []),
    ...(post ? ['the residual is taken after the norm'] : []),
  ];
}
