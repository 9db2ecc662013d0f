/** Nemotron-H: each entry of the pattern is one mixer with one norm: Mamba-2, attention, or a mixture of experts. */
import type { Family } from '../family.ts';
import type { ConfigFields } from '../fields.ts';
import { gqa } from '../gqa.ts';
import { mamba2 } from '../linear.ts';
import { mixture } from '../mixture.ts';
import type { FeedForward } from '../shape.ts';

type Entry = 'mamba' | 'full' | 'mixture' | 'dense';

const LETTERS: Readonly<Record<string, Entry>> = { M: 'mamba', '*': 'full', E: 'mixture', '-': 'dense' };
const WORDS: Readonly<Record<string, Entry>> = { mamba: 'mamba', attention: 'full', moe: 'mixture', mlp: 'dense' };

const FEED_FORWARD: Readonly<Record<Entry, FeedForward>> = {
  mamba: 'none',
  full: 'none',
  mixture: 'mixture',
  dense: 'dense',
};

export const NEMOTRON: Family = {
  family: 'Nemotron-H',
  organisation: 'NVIDIA',
  architectures: ['NemotronHForCausalLM'],
  types: ['nemotron_h'],
  layerCount: 'num_hidden_layers',
  countLayers: fields => pattern(fields).length,
  layers: fields => pattern(fields).map(entry => FEED_FORWARD[entry]),
  mixers: fields => pattern(fields).map(entry => (entry === 'mamba' || entry === 'full' ? entry : null)),
  kinds: {
    mamba: mamba2({
      heads: 'mamba_num_heads',
      headDim: 'mamba_head_dim',
      groups: 'n_groups',
      state: 'ssm_state_size',
      kernel: 'conv_kernel',
      convBias: 'use_conv_bias',
      projectionBias: 'mamba_proj_bias',
    }),
    full: gqa({ bias: { names: 'attention_bias', absent: false, on: 'qkvo' }, rotated: false }),
  },
  normsPerLayer: 1,
  epsilon: ['layer_norm_epsilon', 'norm_eps', 'rms_norm_eps'],
  mixture: mixture({
    experts: 'n_routed_experts',
    chosen: 'num_experts_per_tok',
    width: 'moe_intermediate_size',
    activation: { names: 'mlp_hidden_act', kinds: { relu2: 'relu2' } },
    // One of a width of its own, which papers call two: not multiplied by the width of a routed one.
    shared: { by: 'count', names: 'n_shared_experts', width: 'moe_shared_expert_intermediate_size' },
    router: {
      score: 'sigmoid',
      normalise: { names: 'norm_topk_prob', absent: true },
      scale: { names: 'routed_scaling_factor', absent: null },
      groups: 'sum-of-two',
      selectionBias: true,
    },
    differs: fields => {
      const latent = fields.countOr('moe_latent_size', 'experts work on a projection of this width', null);
      return latent === null ? [] : [`experts work on a projection of ${latent} (moe_latent_size)`];
    },
    counted: (fields, { hidden, ffn }) => {
      const latent = fields.countOr('moe_latent_size', 'experts work on a projection of this width', null);
      if (latent === null) return {};
      return {
        expertParameters: 2 * latent * ffn,
        beside: [{ part: 'projections to the experts and back', parameters: 2 * hidden * latent }],
      };
    },
  }),
  differs: fields => {
    fields.ignore(
      ['expand', 'mamba_hidden_act', 'time_step_limit', 'mamba_ssm_cache_dtype'],
      'inside Mamba, which does not run',
    );
    fields.ignore(['rope_theta', 'partial_rotary_factor', 'rope_parameters'], 'attention is not rotated');
    for (const name of ['use_bias', 'mlp_bias']) {
      if (fields.flagOr(name, 'biases of projections', false))
        throw fields.refuse(name, true, 'only false is understood');
    }
    return ['each layer is one mixer with one norm: Mamba, attention or a mixture'];
  },
};

/** The letters of a text, or words in a list. */
function pattern(fields: ConfigFields): readonly Entry[] {
  const words = fields.texts('layers_block_type', 'what each layer is');
  const letters = fields.textOr(
    'hybrid_override_pattern',
    'what each layer is (M Mamba, E mixture, * attention, - dense)',
    null,
  );
  const [known, entries] = words === null ? [LETTERS, [...(letters ?? '')]] : [WORDS, words];
  if (entries.length === 0)
    throw fields.refuse('hybrid_override_pattern', null, 'give the pattern of layers, or layers_block_type');
  return entries.map(entry => {
    const kind = new Map(Object.entries(known)).get(entry);
    if (kind === undefined)
      throw fields.refuse('hybrid_override_pattern', entry, `known: ${Object.keys(known).join(' ')}`);
    return kind;
  });
}
