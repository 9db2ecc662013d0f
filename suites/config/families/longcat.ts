/** LongCat-Flash: two attentions and two dense feed-forwards a layer, and zero experts, which give their input back. */
import type { Family } from '../family.ts';
import { everyLayer } from '../layers.ts';
import { mixture } from '../mixture.ts';
import { mla } from '../mla.ts';

export const LONGCAT: Family = {
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
      score: 'softmax',
      groups: 'none',
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
};
