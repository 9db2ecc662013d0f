/** Families of which most layers have no softmax attention, or attention of several kinds: Jamba, Nemotron, Kimi-Linear, Step, Trinity, Gemma 4. */
import type { Family } from '../family.ts';
import { gqa } from '../gqa.ts';
import { firstDense, numbered, periodic } from '../layers.ts';
import { kimiDelta, mamba1 } from '../linear.ts';
import { mixture } from '../mixture.ts';
import { mla } from '../mla.ts';
import { GEMMA4 } from './gemma.ts';
import { NEMOTRON } from './nemotron.ts';
import { STEP } from './step.ts';

export const HYBRID: readonly Family[] = [
  {
    family: 'Jamba',
    organisation: 'AI21',
    architectures: ['JambaForCausalLM'],
    types: ['jamba'],
    layers: periodic('expert_layer_period', 'expert_layer_offset'),
    mixers: (fields, { layers }) => {
      const period = fields.count('attn_layer_period', 'every n-th layer has attention, the others Mamba');
      const offset = fields.countOr('attn_layer_offset', 'the first of them', 0, 0);
      return numbered(layers, layer => (layer % period === offset ? 'full' : 'mamba'));
    },
    kinds: { mamba: mamba1, full: gqa({ rotated: false }) },
    mixture: mixture({
      experts: 'num_experts',
      chosen: 'num_experts_per_tok',
      width: 'intermediate_size',
      shared: 'none',
      router: { score: 'softmax', normalise: 'never', scale: null, groups: 'none' },
      around: fields => {
        const normed = fields.flagOr('mamba_inner_layernorms', 'norms of step, B and C inside Mamba', true);
        if (!normed) throw fields.refuse('mamba_inner_layernorms', false, 'only true is understood');
        return [];
      },
      differs: () => ['its sources do not agree whether the weights of the chosen are normalised'],
    }),
  },
  NEMOTRON,
  {
    family: 'Kimi-Linear',
    organisation: 'Moonshot AI',
    architectures: ['KimiLinearForCausalLM', 'KimiK3ForConditionalGeneration'],
    types: ['kimi_linear', 'kimi_k3'],
    layers: firstDense(),
    mixers: (fields, { layers }) => {
      const full =
        fields
          .section('linear_attn_config')
          ?.counts('full_attn_layers', 'layers with full attention, counted from 1') ?? [];
      return numbered(layers, layer => (full.includes(layer + 1) ? 'full' : 'linear'));
    },
    kinds: {
      linear: (fields, stem) => {
        const config = fields.section('linear_attn_config');
        if (config === null) throw fields.refuse('linear_attn_config', null, 'give the object with its fields');
        config.ignore('kda_layers', 'the layers that full_attn_layers leaves');
        config.ignore('gate_lower_bound', 'inside Kimi delta attention, which does not run');
        return kimiDelta(stem, {
          heads: config.count('num_heads', 'heads of a linear layer'),
          headDim: config.count('head_dim', 'width of a head of a linear layer'),
          kernel: config.count('short_conv_kernel_size', 'reach of the short convolution'),
          fullRank: config.flagOr('use_full_rank_gate', 'decay and gate of full rank', false),
        });
      },
      full: (fields, stem) => {
        const gated = fields.flagOr('mla_use_output_gate', 'a gate on the output of attention', false);
        const rotated = !fields.flagOr('mla_use_nope', 'latent attention without rotation', false);
        return mla({ rotated, ...(gated ? { gate: 'heads' as const } : {}) })(fields, stem);
      },
    },
    mixture: mixture({
      experts: 'num_experts',
      chosen: ['num_experts_per_token', 'num_experts_per_tok'],
      width: 'moe_intermediate_size',
      activation: { names: 'hidden_act', kinds: { silu: 'swiglu', situ: 'swiglu' } },
      shared: { by: 'count', names: 'num_shared_experts' },
      router: {
        score: { names: 'moe_router_activation_func', absent: null },
        normalise: { names: 'moe_renormalize', absent: null },
        scale: { names: 'routed_scaling_factor', absent: null },
        groups: 'sum-of-two',
        selectionBias: true,
      },
      differs: fields => {
        const latent = fields.countOr('routed_expert_hidden_size', 'experts work on a projection of this width', null);
        const situ = fields.peek('hidden_act') === 'situ';
        fields.ignore(
          ['activation_situ_beta', 'activation_situ_linear_beta', 'latent_moe_use_norm'],
          'of experts that do not run',
        );
        return [
          ...(latent === null ? [] : [`experts work on a projection of ${latent}`]),
          ...(situ ? ['activation situ'] : []),
        ];
      },
    }),
    differs: fields => {
      const block = fields.countOr('attn_res_block_size', 'attention over earlier layers', null);
      return block === null ? [] : ['attention over earlier layers (attn_res_block_size)'];
    },
    uncounted: fields =>
      fields.has('routed_expert_hidden_size')
        ? 'the projection its experts work on, and attention over earlier layers'
        : null,
  },
  ...STEP,
  {
    family: 'Trinity',
    organisation: 'Arcee AI',
    architectures: ['AfmoeForCausalLM'],
    types: ['afmoe'],
    layers: firstDense('num_dense_layers', 'moe_layer_freq'),
    kinds: {
      full: gqa({
        qkNorm: 'each-head',
        gate: 'heads',
        differs: ['every fourth layer in full and without rotation, the others within a window'],
      }),
    },
    normsPerLayer: 4,
    mixture: mixture({
      experts: 'num_experts',
      chosen: 'num_experts_per_tok',
      width: 'moe_intermediate_size',
      shared: { by: 'count', names: 'num_shared_experts' },
      router: {
        score: { names: 'score_func', absent: 'sigmoid' },
        normalise: { names: 'route_norm', absent: null },
        scale: { names: 'route_scale', absent: null },
        groups: 'sum-of-two',
        selectionBias: true,
      },
    }),
    differs: fields => {
      fields.countOr('global_attn_every_n_layers', 'every n-th layer sees the whole text', 4);
      fields.any('layer_types', 'what a layer sees');
      const scaled = fields.flagOr('mup_enabled', 'embedding × √hidden', false);
      fields.ignore(['load_balance_coeff'], 'the step of the bias that balances experts, or of a loss');
      return ['norms before and after attention and mixture', ...(scaled ? ['embedding × √hidden'] : [])];
    },
  },
  GEMMA4,
];
