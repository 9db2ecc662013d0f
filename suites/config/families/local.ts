/** Families with num_local_experts, whose intermediate_size is an expert's: Mixtral, Phi, MiniMax, Granite, gpt-oss, Llama 4. */
import type { Family } from '../family.ts';
import type { ConfigFields } from '../fields.ts';
import { gqa } from '../gqa.ts';
import { byLayerTypes, everyLayer, interleaved } from '../layers.ts';
import { mamba2 } from '../linear.ts';
import { type ExpertsRule, mixture } from '../mixture.ts';

const LOCAL = { experts: 'num_local_experts', chosen: 'num_experts_per_tok', width: 'intermediate_size' } as const;

/** Softmax over the chosen logits is softmax over all of them, normalised. */
const OVER_CHOSEN: ExpertsRule['router'] = { score: 'softmax', normalise: 'always', scale: null, groups: 'none' };

const GRANITE_MIXTURE = mixture({
  ...LOCAL,
  shared: { by: 'width', names: 'shared_intermediate_size', gate: false },
  router: OVER_CHOSEN,
});

export const LOCALS: readonly Family[] = [
  {
    family: 'Mixtral',
    organisation: 'Mistral AI',
    architectures: ['MixtralForCausalLM'],
    types: ['mixtral'],
    layers: everyLayer,
    kinds: { full: gqa() },
    mixture: mixture({ ...LOCAL, shared: 'none', router: OVER_CHOSEN }),
  },
  {
    family: 'Phi-MoE',
    organisation: 'Microsoft',
    architectures: ['PhiMoEForCausalLM', 'PhimoeForCausalLM'],
    types: ['phimoe'],
    layers: everyLayer,
    kinds: { full: gqa({ bias: { names: 'attention_bias', absent: false, on: 'qkvo' } }) },
    normBiases: true,
    headBias: 'lm_head_bias',
    mixture: mixture({
      ...LOCAL,
      shared: 'none',
      router: { ...OVER_CHOSEN, normalise: 'never' },
      differs: () => ['sparsemixer: each choice is a softmax within a band of its maximum, weights not normalised'],
    }),
    differs: () => ['LayerNorm with biases, though the field is rms_norm_eps'],
  },
  {
    family: 'gpt-oss',
    organisation: 'OpenAI',
    architectures: ['GptOssForCausalLM'],
    types: ['gpt_oss'],
    layers: everyLayer,
    kinds: { full: gqa({ bias: { names: 'attention_bias', absent: true, on: 'qkvo' }, sinks: true }) },
    mixture: mixture({
      ...LOCAL,
      chosen: ['num_experts_per_tok', 'experts_per_token'],
      activation: 'clamped-swiglu',
      expertBiases: true,
      shared: 'none',
      router: { ...OVER_CHOSEN, bias: true },
    }),
    differs: clampedAtSeven,
  },
  {
    family: 'Llama 4',
    organisation: 'Meta',
    architectures: ['Llama4ForConditionalGeneration', 'Llama4ForCausalLM'],
    types: ['llama4', 'llama4_text'],
    layers: interleaved,
    kinds: {
      full: gqa({
        qkNorm: { names: 'use_qk_norm', absent: true, kind: 'without-gains' },
        bias: { names: 'attention_bias', absent: false, on: 'qkvo' },
      }),
    },
    dense: 'intermediate_size_mlp',
    mixture: mixture({
      ...LOCAL,
      weightOn: 'input',
      shared: 'as-an-expert',
      router: { score: 'sigmoid', normalise: 'never', scale: null, groups: 'none' },
    }),
    differs: fields => {
      const chunk = fields.countOr('attention_chunk_size', 'keys a token sees where it is rotated', null);
      fields.any('no_rope_layers', 'layers that are rotated (1) or not (0)');
      fields.countOr('no_rope_layer_interval', 'every n-th layer is not rotated', 4);
      fields.ignore(
        ['attn_temperature_tuning', 'attn_scale', 'floor_scale', 'for_llm_compressor'],
        'queries scaled at long positions: not run',
      );
      return [`every fourth layer without rotation, the others within chunks${chunk === null ? '' : ` of ${chunk}`}`];
    },
  },
  granite('Granite-MoE', 'GraniteMoeForCausalLM', 'granitemoe'),
  granite('Granite-MoE-Shared', 'GraniteMoeSharedForCausalLM', 'granitemoeshared'),
  {
    family: 'Granite 4',
    organisation: 'IBM',
    architectures: ['GraniteMoeHybridForCausalLM'],
    types: ['granitemoehybrid'],
    layers: everyLayer,
    mixers: byLayerTypes({ mamba: 'mamba', attention: 'full' }),
    kinds: {
      mamba: mamba2({
        heads: 'mamba_n_heads',
        headDim: 'mamba_d_head',
        groups: 'mamba_n_groups',
        state: 'mamba_d_state',
        kernel: 'mamba_d_conv',
        convBias: 'mamba_conv_bias',
        projectionBias: 'mamba_proj_bias',
      }),
      full: gqa({ bias: { names: 'attention_bias', absent: false, on: 'qkvo' }, rotated: isRotated }),
    },
    mixture: GRANITE_MIXTURE,
    differs: fields => {
      fields.ignore(['rope_theta', 'rope_scaling', 'rope_parameters'], 'attention is not rotated');
      fields.ignore(['mamba_expand'], 'what heads × width of a head say');
      return graniteMultipliers(fields);
    },
  },
];

function granite(family: string, architecture: string, type: string): Family {
  return {
    family,
    organisation: 'IBM',
    architectures: [architecture],
    types: [type],
    layers: everyLayer,
    kinds: { full: gqa({ bias: { names: 'attention_bias', absent: false, on: 'qkvo' } }) },
    mixture: GRANITE_MIXTURE,
    differs: graniteMultipliers,
  };
}

const MULTIPLIERS = ['embedding_multiplier', 'attention_multiplier', 'residual_multiplier', 'logits_scaling'];

function graniteMultipliers(fields: ConfigFields): readonly string[] {
  const named = MULTIPLIERS.filter(name => fields.amountOr(name, 'a factor around the layer', 1) !== 1);
  const normal = fields.textOr('normalization_function', 'the norm of a layer', 'rmsnorm');
  if (normal !== 'rmsnorm') throw fields.refuse('normalization_function', normal, 'only rmsnorm is understood');
  return named.length === 0 ? [] : [`factors: ${named.join(', ')}`];
}

function isRotated(fields: ConfigFields): boolean {
  return fields.textOr('position_embedding_type', 'rotation of attention (nope: none)', 'nope') === 'rope';
}

function clampedAtSeven(fields: ConfigFields): readonly string[] {
  const limit = fields.amountOr('swiglu_limit', 'the product of an expert is clamped at', 7);
  if (limit !== 7) throw fields.refuse('swiglu_limit', limit, 'only 7 runs');
  return [];
}
