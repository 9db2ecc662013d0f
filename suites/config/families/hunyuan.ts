/** Hunyuan: one value a layer in lists; the large one recycles what its experts cannot take and shares keys between layers. */
import type { Family } from '../family.ts';
import type { ConfigFields } from '../fields.ts';
import { gqa } from '../gqa.ts';
import { everyLayer, numbered } from '../layers.ts';
import { type ExpertsRule, mixture } from '../mixture.ts';
import type { Mixer, MixersRule, Stem } from '../shape.ts';

const EXPERTS = {
  experts: 'num_experts',
  chosen: 'moe_topk',
  width: { first: 'moe_intermediate_size', otherwise: 'intermediate_size' },
  shared: { by: 'count', names: 'num_shared_expert' },
  router: {
    score: 'softmax',
    normalise: 'always',
    scale: { names: 'routed_scaling_factor', absent: 1 },
    groups: 'none',
  },
} as const satisfies ExpertsRule;

const attention = gqa({
  headDim: ['attention_head_dim', 'head_dim'],
  qkNorm: { names: 'use_qk_norm', absent: false, kind: 'each-head' },
  bias: { names: 'attention_bias', absent: false, on: 'qkvo' },
  differs: ['norm of queries and keys after the rotation, not before'],
});

const UNUSED = [
  ...['n_group', 'topk_group', 'kv_lora_rank', 'q_lora_rank', 'qk_nope_head_dim', 'qk_rope_head_dim', 'v_head_dim'],
  ...['mlp_bias', 'norm_type', 'group_limited_greedy', 'use_rotary_pos_emb', 'position_embedding_xdrope'],
  ...[
    'moe_drop_tokens',
    'moe_random_routing_dropped_token',
    'capacity_factor',
    'org_vocab_size',
    'pool_type',
    'add_classification_head',
    'class_num',
    'dense_list',
    'use_mla',
  ],
];

const around = (fields: ConfigFields): readonly string[] => {
  fields.flagOr('use_mixed_mlp_moe', 'a shared expert beside the routed ones', true);
  const skipped = fields.countOr('moe_layer_num_skipped', 'first layers without a mixture', 0, 0);
  if (skipped > 0) throw fields.refuse('moe_layer_num_skipped', skipped, 'only 0 is understood');
  fields.ignore(UNUSED, 'of another attention or of serving');
  return [];
};

const sharing: MixersRule = (fields, { layers }) => {
  const shares = fields.flagOr('use_cla', 'every second layer uses the keys and values of the one before', false);
  const factor = fields.countOr('cla_share_factor', 'layers that share keys and values', 2);
  return numbered(layers, layer => (shares && layer % factor !== 0 ? 'shared' : 'full'));
};

/** What both generations share. */
const COMMON = {
  organisation: 'Tencent',
  layers: everyLayer,
  mixers: sharing,
  kinds: { full: attention, shared: withoutKeys },
  tiedWhenAbsent: true,
  differs: around,
} satisfies Partial<Family>;

export const HUNYUAN = {
  a13b: {
    family: 'Hunyuan-A13B',
    architectures: ['HunYuanMoEV1ForCausalLM'],
    types: ['hunyuan_v1_moe', 'hunyuan'],
    ...COMMON,
    mixture: mixture(EXPERTS),
  },
  large: {
    family: 'Hunyuan-Large',
    architectures: ['HunYuanForCausalLM'],
    types: ['hunyuan_large', 'hunyuan'],
    ...COMMON,
    mixture: mixture({
      ...EXPERTS,
      dispatch: 'capacity:1',
      differs: () => ['tokens over capacity are recycled to other experts'],
    }),
  },
} as const satisfies Readonly<Record<string, Family>>;

/** A layer that uses the keys and values of the one before has no projections of them. */
function withoutKeys(fields: ConfigFields, stem: Stem): Mixer {
  const read = attention(fields, stem);
  if (read.attention?.kind !== 'gqa') return read;
  const { kvHeads, headDim, qkNorm } = read.attention;
  return {
    ...read,
    part: `${read.part} of the layer before`,
    parameters: read.parameters - 2 * stem.hidden * kvHeads * headDim - (qkNorm ? headDim : 0),
    attention: null,
    differs: ['pairs of layers share keys and values'],
  };
}
