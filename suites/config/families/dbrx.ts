/** DBRX: names of its own, nested; leftovers in the nested parts are not read. */
import type { Family } from '../family.ts';
import type { ConfigFields } from '../fields.ts';
import { gqa } from '../gqa.ts';
import { everyLayer } from '../layers.ts';
import { mixture } from '../mixture.ts';
import type { Mixture, Stem } from '../shape.ts';

const EXPERTS = mixture({
  experts: 'moe_num_experts',
  chosen: 'moe_top_k',
  width: 'ffn_hidden_size',
  activation: 'swiglu',
  shared: 'none',
  router: { score: 'softmax', normalise: 'never', scale: null, groups: 'none' },
});

export const DBRX: Family = {
  family: 'DBRX',
  organisation: 'Databricks',
  architectures: ['DbrxForCausalLM'],
  types: ['dbrx'],
  hidden: ['d_model', 'hidden_size'],
  layerCount: ['n_layers', 'num_hidden_layers'],
  layers: everyLayer,
  kinds: {
    full: (fields, stem) => {
      const heads = fields.count(['n_heads', 'num_attention_heads'], 'query heads');
      const nested = nestedIn(fields, 'attn_config');
      const clip = nested.amountOr('clip_qkv', 'queries, keys and values clipped at', null);
      const attention = gqa({
        heads,
        kvHeads: 'kv_n_heads',
        headDim: 'hidden-per-head',
        differs: clip === null ? [] : [`queries, keys and values clipped at ${clip}`],
      });
      return attention(nested, stem);
    },
  },
  normsPerLayer: 2,
  epsilon: 'layer_norm_eps',
  mixture: ofNested,
  lossFields: fields => {
    fields.ignore('router_aux_loss_coef', 'said by moe_loss_weight');
    return nestedIn(fields, 'ffn_config');
  },
  differs: () => ['LayerNorm without biases'],
};

/** Weights are divided by their p-norm: p = 1 is their sum; null is not at all. */
function ofNested(fields: ConfigFields, stem: Stem): Mixture {
  const nested = nestedIn(fields, 'ffn_config');
  const act = nested.object('ffn_act_fn')?.textOr('name', 'what experts compute', 'silu') ?? 'silu';
  if (act !== 'silu') throw nested.refuse('ffn_act_fn', act, 'only silu is understood');
  const norm = nested.amountOr('moe_normalize_expert_weights', 'the norm that weights are divided by', null);
  const read = EXPERTS(nested, stem);
  if (norm !== null && norm !== 1) {
    return { ...read, router: null, differs: [`weights are divided by their norm of order ${norm}`] };
  }
  return { ...read, router: read.router === null ? null : { ...read.router, normalise: norm === 1 } };
}

function nestedIn(fields: ConfigFields, name: string): ConfigFields {
  const nested = fields.section(name);
  nested?.ignore(['tie_word_embeddings', 'model_type'], 'a leftover in a nested part: the top one counts');
  if (nested === null) throw fields.refuse(name, null, 'give the object with its fields');
  return nested;
}
