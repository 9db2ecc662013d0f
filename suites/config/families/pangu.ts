/** Pangu-Pro-MoE: the best experts of each group, or sigmoid scores with sinks that are learned keys (V2). */
import type { Family } from '../family.ts';
import type { ConfigFields } from '../fields.ts';
import { gqa } from '../gqa.ts';
import { allButListed, everyLayer } from '../layers.ts';
import { mixture } from '../mixture.ts';
import type { Mixer, Stem } from '../shape.ts';

export const PANGU: readonly Family[] = [
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
      router: { score: 'softmax', normalise: 'never', scale: null, groups: 'none' },
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

/** Queries and keys with an unrotated and a rotated part, values of another width, learned sinks that are keys with values. */
function pangu(fields: ConfigFields, { hidden }: Stem): Mixer {
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
