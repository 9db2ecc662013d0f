/** MiMo: two kinds of attention with heads of their own, values narrower than keys. */
import type { Family } from '../family.ts';
import { gqa } from '../gqa.ts';
import { byNumbers, firstDense } from '../layers.ts';
import { mixture } from '../mixture.ts';

const SCALED = 'values are scaled (attention_value_scale)';

export const MIMO: Family = {
  family: 'MiMo-V2',
  organisation: 'Xiaomi',
  architectures: ['MiMoV2FlashForCausalLM', 'MiMoV2ForCausalLM'],
  types: ['mimo_v2_flash', 'mimo_v2'],
  layers: firstDense(),
  mixers: byNumbers('hybrid_layer_pattern', { 0: 'full', 1: 'window' }, '0: full attention, 1: within a window'),
  kinds: {
    full: gqa({
      part: 'full attention',
      valueDim: 'v_head_dim',
      bias: { names: 'attention_bias', absent: false, on: 'qkv' },
      differs: [SCALED],
    }),
    window: gqa({
      part: 'attention in a window',
      heads: 'swa_num_attention_heads',
      kvHeads: 'swa_num_key_value_heads',
      headDim: 'swa_head_dim',
      valueDim: 'swa_v_head_dim',
      sinks: true,
      differs: ['layers within a window have key and value heads of their own number'],
    }),
  },
  epsilon: ['layernorm_epsilon', 'rms_norm_eps'],
  mixture: mixture({
    experts: 'n_routed_experts',
    chosen: 'num_experts_per_tok',
    width: 'moe_intermediate_size',
    shared: { by: 'count', names: 'n_shared_experts' },
    router: {
      score: { names: 'scoring_func', absent: null },
      normalise: { names: 'norm_topk_prob', absent: null },
      scale: { names: 'routed_scaling_factor', absent: 1 },
      groups: 'by-method',
    },
  }),
  differs: fields => {
    fields.amountOr('attention_value_scale', 'factor on the values', 1);
    fields.amountOr('swa_rope_theta', 'base of the rotation within a window', null);
    fields.flagOr('add_swa_attention_sink_bias', 'sinks in layers within a window', true);
    fields.flagOr('add_full_attention_sink_bias', 'sinks in layers with full attention', false);
    fields.ignore(['attention_chunk_size', 'sliding_window_size'], 'the window, as sliding_window says');
    return [];
  },
};
