/** Gemma 4: a dense feed-forward and a mixture in every layer, two kinds of attention, seven norms. */
import type { Family } from '../family.ts';
import type { ConfigFields } from '../fields.ts';
import { gqa } from '../gqa.ts';
import { byLayerTypes, everyLayer } from '../layers.ts';
import { GATED, mixture } from '../mixture.ts';

/** Norms of a layer that are as wide as it: around attention, dense feed-forward and mixture. */
const NORMS = 7;

export const GEMMA4: Family = {
  family: 'Gemma 4',
  organisation: 'Google',
  architectures: ['Gemma4ForConditionalGeneration', 'Gemma4ForCausalLM'],
  types: ['gemma4', 'gemma4_text'],
  layers: everyLayer,
  mixers: byLayerTypes({ sliding_attention: 'window', full_attention: 'full' }),
  kinds: {
    window: gqa({
      part: 'attention in a window',
      qkNorm: 'each-head',
      bias: { names: 'attention_bias', absent: false, on: 'qkvo' },
    }),
    full: (fields, stem) =>
      gqa({
        part: 'full attention',
        kvHeads: 'num_global_key_value_heads',
        headDim: 'global_head_dim',
        qkNorm: 'each-head',
        keysAreValues: fields.flagOr('attention_k_eq_v', 'keys of full attention are the values too', false),
      })(fields, stem),
  },
  normsPerLayer: NORMS,
  tiedWhenAbsent: true,
  mixture: mixture({
    experts: 'num_experts',
    chosen: ['top_k_experts', 'num_experts_per_tok'],
    width: ['moe_intermediate_size', 'expert_intermediate_size'],
    activation: { names: ['hidden_activation', 'hidden_act'], kinds: GATED },
    shared: 'none',
    router: { score: 'softmax', normalise: 'always', scale: null, groups: 'none' },
    differs: () => ['a norm and a learned scale before the router, a learned factor an expert after it'],
    counted: (_, { hidden, experts }) => ({ beside: [{ part: 'scales of the router', parameters: hidden + experts }] }),
  }),
  beside: (fields, { hidden, layers }) => [
    {
      part: 'dense feed-forward beside the mixture',
      parameters: 3 * hidden * fields.count('intermediate_size', 'width of the dense feed-forward of a layer'),
      count: layers,
    },
    { part: 'scalar of a layer', parameters: 1, count: layers },
  ],
  differs: fields => {
    unusual(fields);
    const cap = fields.amountOr('final_logit_softcapping', 'logits are capped at', null);
    return [
      'a dense feed-forward beside the mixture, each with norms of its own',
      'embedding × √hidden',
      ...(cap === null ? [] : [`logits capped at ${cap}`]),
    ];
  },
};

function unusual(fields: ConfigFields): void {
  fields.ignore(['rope_parameters', 'num_kv_shared_layers'], 'of a block that does not run');
  if (fields.flagOr('use_double_wide_mlp', 'dense feed-forwards twice as wide', false)) {
    throw fields.refuse('use_double_wide_mlp', true, 'only false is understood');
  }
}
