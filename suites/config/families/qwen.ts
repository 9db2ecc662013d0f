/** Qwen: a shared expert by its width with a gate of its own; from Qwen3-Next on three of four layers are linear. */
import type { Family } from '../family.ts';
import { gqa } from '../gqa.ts';
import { byLayerTypes, sparseStep } from '../layers.ts';
import { gatedDeltaNet } from '../linear.ts';
import { type ExpertsRule, mixture, type SharedRule } from '../mixture.ts';

const EXPERTS = { experts: 'num_experts', chosen: 'num_experts_per_tok', width: 'moe_intermediate_size' } as const;
const GATED_SHARED: SharedRule = { by: 'width', names: 'shared_expert_intermediate_size', gate: true };

const router = (normalise: ExpertsRule['router']['normalise']): ExpertsRule['router'] => ({
  score: 'softmax',
  normalise,
  scale: null,
  groups: 'none',
});

const attentionQwen3 = gqa({
  qkNorm: 'each-head',
  bias: { names: ['attention_bias', 'qkv_bias'], absent: false, on: 'qkvo' },
});

const linearAndFull = {
  mixers: byLayerTypes({ linear_attention: 'linear', full_attention: 'full' }, 'full_attention_interval'),
  kinds: {
    linear: gatedDeltaNet,
    full: gqa({
      part: 'full attention',
      qkNorm: 'each-head',
      gate: 'heads',
      ropeDefault: 0.25,
      bias: { names: 'attention_bias', absent: false, on: 'qkvo' },
    }),
  },
} as const;

export const QWEN: readonly Family[] = [
  {
    family: 'Qwen2-MoE',
    organisation: 'Alibaba',
    architectures: ['Qwen2MoeForCausalLM'],
    types: ['qwen2_moe'],
    layers: sparseStep,
    kinds: { full: gqa({ bias: { names: 'qkv_bias', absent: true, on: 'qkv' } }) },
    mixture: mixture({ ...EXPERTS, shared: GATED_SHARED, router: router({ names: 'norm_topk_prob', absent: false }) }),
  },
  {
    family: 'Qwen3-MoE',
    organisation: 'Alibaba',
    architectures: ['Qwen3MoeForCausalLM'],
    types: ['qwen3_moe'],
    layers: sparseStep,
    kinds: { full: attentionQwen3 },
    // Its class defaults to false and its checkpoints say true: an absent field is asked for.
    mixture: mixture({
      ...EXPERTS,
      shared: { by: 'width', names: 'shared_expert_intermediate_size', gate: false },
      router: router({ names: 'norm_topk_prob', absent: null }),
    }),
  },
  {
    family: 'Qwen3-VL-MoE',
    organisation: 'Alibaba',
    architectures: ['Qwen3VLMoeForConditionalGeneration'],
    types: ['qwen3_vl_moe', 'qwen3_vl_moe_text'],
    layers: sparseStep,
    kinds: { full: attentionQwen3 },
    mixture: mixture({ ...EXPERTS, shared: 'none', router: router('always') }),
  },
  {
    family: 'Qwen3-Next',
    organisation: 'Alibaba',
    architectures: ['Qwen3NextForCausalLM'],
    types: ['qwen3_next'],
    layers: sparseStep,
    ...linearAndFull,
    mixture: mixture({ ...EXPERTS, shared: GATED_SHARED, router: router({ names: 'norm_topk_prob', absent: true }) }),
  },
  {
    family: 'Qwen3.5',
    organisation: 'Alibaba',
    architectures: ['Qwen3_5MoeForConditionalGeneration', 'Qwen3_5MoeForCausalLM'],
    types: ['qwen3_5_moe', 'qwen3_5_moe_text'],
    layers: sparseStep,
    ...linearAndFull,
    mixture: mixture({ ...EXPERTS, shared: GATED_SHARED, router: router('always') }),
    differs: fields => {
      const gated = fields.flagOr('attn_output_gate', 'a gate on the output of attention', true);
      if (!gated) throw fields.refuse('attn_output_gate', false, 'only true is understood');
      return [];
    },
  },
];
