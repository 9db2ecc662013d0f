/** DeepSeek and what follows it: latent attention, many narrow experts, a sigmoid router in groups. */
import type { Family } from '../family.ts';
import type { ConfigFields } from '../fields.ts';
import { gqa } from '../gqa.ts';
import { firstDense } from '../layers.ts';
import { type ExpertsRule, mixture } from '../mixture.ts';
import { mla } from '../mla.ts';
import { DEEPSEEK_V4 } from './deepseek-v4.ts';
import { MIMO } from './mimo.ts';

const EXPERTS = {
  experts: ['n_routed_experts', 'num_experts', 'num_local_experts'],
  chosen: 'num_experts_per_tok',
  width: 'moe_intermediate_size',
  shared: { by: 'count', names: 'n_shared_experts' },
} as const satisfies Partial<ExpertsRule>;

/** Normalised, then scaled; a bias moves the choice. */
const V3_ROUTER = {
  score: { names: 'scoring_func', absent: 'sigmoid' },
  normalise: { names: 'norm_topk_prob', absent: true },
  scale: { names: 'routed_scaling_factor', absent: null },
  groups: 'by-method',
} as const;

const V3_MIXTURE = mixture({ ...EXPERTS, router: V3_ROUTER });

export const LATENT: readonly Family[] = [
  {
    family: 'DeepSeek-V2',
    organisation: 'DeepSeek',
    architectures: ['DeepseekV2ForCausalLM'],
    types: ['deepseek_v2'],
    layers: firstDense(),
    kinds: { full: mla() },
    mixture: mixture({
      ...EXPERTS,
      router: {
        score: { names: 'scoring_func', absent: 'softmax' },
        normalise: { names: 'norm_topk_prob', absent: false },
        scale: { names: 'routed_scaling_factor', absent: 1 },
        groups: 'by-method',
      },
      differs: scaledAndNormalised,
    }),
  },
  {
    family: 'DeepSeek-V3',
    organisation: 'DeepSeek',
    architectures: ['DeepseekV3ForCausalLM', 'DeepseekV32ForCausalLM', 'KimiK25ForConditionalGeneration'],
    types: ['deepseek_v3', 'deepseek_v32', 'kimi_k2', 'kimi_k25'],
    layers: firstDense(),
    kinds: { full: mla() },
    mixture: V3_MIXTURE,
  },
  {
    family: 'GLM-5',
    organisation: 'Zhipu (Z.ai)',
    architectures: ['GlmMoeDsaForCausalLM'],
    types: ['glm_moe_dsa'],
    layers: firstDense(),
    kinds: { full: mla() },
    mixture: V3_MIXTURE,
  },
  {
    family: 'GLM-4.7-Flash',
    organisation: 'Zhipu (Z.ai)',
    architectures: ['Glm4MoeLiteForCausalLM'],
    types: ['glm4_moe_lite'],
    layers: firstDense(),
    kinds: { full: mla() },
    mixture: V3_MIXTURE,
  },
  {
    family: 'GLM-4.5',
    organisation: 'Zhipu (Z.ai)',
    architectures: ['Glm4MoeForCausalLM', 'Glm4vMoeForConditionalGeneration'],
    types: ['glm4_moe', 'glm4v_moe', 'glm4v_moe_text'],
    layers: firstDense(),
    kinds: {
      full: gqa({
        qkNorm: { names: 'use_qk_norm', absent: false, kind: 'each-head' },
        bias: { names: 'attention_bias', absent: false, on: 'qkv' },
        ropeDefault: 0.5,
      }),
    },
    // No field says so: a sigmoid, and a bias that moves the choice.
    mixture: mixture({ ...EXPERTS, router: { ...V3_ROUTER, selectionBias: true, groups: 'sum-of-two' } }),
  },
  {
    family: 'dots.llm1',
    organisation: 'rednote',
    architectures: ['Dots1ForCausalLM'],
    types: ['dots1'],
    layers: firstDense(),
    kinds: { full: gqa({ qkNorm: 'each-head', bias: { names: 'attention_bias', absent: false, on: 'qkv' } }) },
    mixture: mixture({
      ...EXPERTS,
      router: {
        ...V3_ROUTER,
        normalise: { names: 'norm_topk_prob', absent: false },
        selectionBias: true,
        groups: 'sum-of-two',
      },
    }),
  },
  {
    family: 'Mistral-Large-3',
    organisation: 'Mistral AI',
    architectures: ['MistralLarge3ForCausalLM'],
    types: ['mistral_large3'],
    layers: firstDense(),
    kinds: { full: mla() },
    mixture: mixture({
      ...EXPERTS,
      router: { ...V3_ROUTER, score: 'softmax', normalise: 'never' },
      differs: () => ['its sources do not say whether scores are softmax or sigmoid, nor whether they are normalised'],
    }),
  },
  MIMO,
  DEEPSEEK_V4,
];

/** DeepSeek's code scales where it does not normalise; ports scale always. Published models do one of both. */
function scaledAndNormalised(fields: ConfigFields): readonly string[] {
  const [normalised, scale] = [fields.peek('norm_topk_prob'), fields.peek('routed_scaling_factor') ?? 1];
  return normalised === true && scale !== 1
    ? [`norm_topk_prob true with routed_scaling_factor ${scale}: sources disagree whether weights are scaled as well`]
    : [];
}
