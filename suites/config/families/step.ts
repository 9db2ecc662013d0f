/** Step: queries through a shared narrow projection (Step-3), or more heads in layers within a window (Step-3.5). */
import type { Family } from '../family.ts';
import type { ConfigFields } from '../fields.ts';
import { gqa } from '../gqa.ts';
import { byLayerTypes, enumerated } from '../layers.ts';
import { type ExpertsRule, mixture } from '../mixture.ts';
import type { Mixer, Stem } from '../shape.ts';

const EXPERTS = {
  experts: 'moe_num_experts',
  chosen: 'moe_top_k',
  width: 'moe_intermediate_size',
  shared: { by: 'width', names: ['share_expert_dim', 'share_expert_dims'], gate: false },
} as const satisfies Partial<ExpertsRule>;

const GROUPS = 'num_attention_groups';
const gated = {
  qkNorm: { names: 'use_qk_norm', absent: true, kind: 'each-head' },
  gate: 'one-a-head',
  rotated: 'otherwise',
} as const;

export const STEP: readonly Family[] = [
  {
    family: 'Step-3',
    organisation: 'StepFun',
    architectures: ['Step3TextForCausalLM', 'Step3VLForConditionalGeneration'],
    types: ['step3_text', 'step3_vl', 'step3'],
    layers: enumerated,
    kinds: { full: factorised },
    differs: fields => {
      fields.ignore(
        ['use_moe', 'moe_every_n_layer', 'moe_layer_offset', 'need_fp32_gate'],
        'what moe_layers_enum says layer by layer',
      );
      return [];
    },
    mixture: mixture({
      ...EXPERTS,
      router: {
        score: 'softmax',
        normalise: { names: 'norm_expert_weight', absent: null },
        scale: null,
        groups: 'none',
      },
    }),
  },
  {
    family: 'Step-3.5',
    organisation: 'StepFun',
    architectures: ['Step3p5ForCausalLM'],
    types: ['step3p5'],
    layers: enumerated,
    mixers: byLayerTypes({ full_attention: 'full', sliding_attention: 'window' }),
    kinds: {
      full: gqa({ part: 'full attention', kvHeads: GROUPS, ...gated }),
      window: (fields, stem) => {
        const other = fields.section('attention_other_setting');
        if (other === null) return gqa({ part: 'attention in a window', kvHeads: GROUPS, ...gated })(fields, stem);
        other.textOr('attention_type', 'the layers with these heads', 'sliding_attention');
        other.ignore(['head_norm', 'true_head_dim'], 'said by use_head_wise_attn_gate');
        const { qkNorm: _, ...rule } = gated;
        const read = gqa({
          part: 'attention in a window',
          kvHeads: GROUPS,
          ...rule,
          qkNorm: 'each-head',
          differs: ['layers within a window have query heads of their own number'],
        });
        return read(other, stem);
      },
    },
    mixture: mixture({
      ...EXPERTS,
      router: {
        score: { names: 'moe_router_activation', absent: null },
        normalise: { names: 'norm_expert_weight', absent: null },
        scale: { names: 'moe_router_scaling_factor', absent: null },
        groups: 'none',
        selectionBias: { names: 'use_moe_router_bias', absent: false },
      },
      around: clamped,
    }),
    differs: fields => {
      const gate = fields.flagOr('use_head_wise_attn_gate', 'a sigmoid gate a head', true);
      if (!gate) throw fields.refuse('use_head_wise_attn_gate', false, 'only true is understood');
      fields.ignore(
        [
          'use_moe',
          'partial_rotary_factors',
          'rope_theta',
          'rope_scaling',
          'yarn_only_types',
          'use_rope_layers',
          'zero_centered',
          'need_fp32_gate',
          'sink',
          'moe_every_n_layer',
          'moe_layer_offset',
          'att_impl_type',
          'enable_sliding_window',
        ],
        'of a block that does not run',
      );
      return ['rotation by the kind of layer', 'gains of norms are 1 + weight'];
    },
  },
];

/** Queries through one projection of `share_q_dim`, a norm, then up to all heads; one key-value head or few (MFA). */
function factorised(fields: ConfigFields, { hidden }: Stem): Mixer {
  const heads = fields.count('num_attention_heads', 'query heads');
  const groups = fields.countOr(GROUPS, 'key and value heads', 1);
  const headDim = fields.count('head_dim', 'width of a head');
  const shared = fields.count('share_q_dim', 'width that queries are projected to first');
  fields.amountOr('rope_theta', 'base of the rotation', null);
  const width = heads * headDim;
  return {
    part: `factorised attention, ${heads} heads of ${headDim}, ${groups} of keys and values`,
    parameters: hidden * shared + shared + shared * width + 2 * hidden * groups * headDim + width * hidden,
    attention: null,
    differs: [`queries through a shared width of ${shared} (multi-matrix factorised attention)`],
  };
}

function clamped(fields: ConfigFields): readonly string[] {
  const limits = ['swiglu_limits', 'swiglu_limits_shared'].map(name =>
    fields.any(name, 'SwiGLU is clamped at, layer by layer (0: not)'),
  );
  const some = limits.some(list => Array.isArray(list) && list.some(limit => limit !== 0 && limit !== null));
  return some ? ['SwiGLU is clamped in some layers'] : [];
}
