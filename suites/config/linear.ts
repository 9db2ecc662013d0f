/** What mixes tokens in place of softmax attention: counted, never run. Each has its parameters as its published code has its tensors. */
import type { ConfigFields } from './fields.ts';
import type { Mixer, MixerRule, Stem } from './shape.ts';

const mixer = (part: string, parameters: number, differs: string): Mixer => ({
  part,
  parameters,
  attention: null,
  differs: [differs],
});

/**
 * Gated delta net (Qwen3-Next): queries, keys, values and a gate [hidden, 2·keys + 2·values], two scalars a value head, a short
 * convolution over queries, keys and values, decay and step a head, a norm, the output.
 */
export const gatedDeltaNet: MixerRule = (fields, { hidden }) => {
  const keyHeads = fields.count('linear_num_key_heads', 'key heads of a linear layer');
  const valueHeads = fields.count('linear_num_value_heads', 'value heads of a linear layer');
  const keyDim = fields.count('linear_key_head_dim', 'width of a key head of a linear layer');
  const valueDim = fields.count('linear_value_head_dim', 'width of a value head of a linear layer');
  const kernel = fields.count('linear_conv_kernel_dim', 'reach of the short convolution');
  const [keys, values] = [keyHeads * keyDim, valueHeads * valueDim];
  const projections = hidden * (2 * keys + 2 * values) + hidden * 2 * valueHeads + values * hidden;
  const parameters = projections + (2 * keys + values) * kernel + 2 * valueHeads + valueDim;
  return mixer(
    `gated delta net, ${valueHeads} heads of ${valueDim}`,
    parameters,
    'layers with linear attention (gated delta nets)',
  );
};

export type KdaSizes = {
  readonly heads: number;
  readonly headDim: number;
  readonly kernel: number;
  readonly fullRank: boolean;
};

/**
 * Kimi delta attention: queries, keys, values [hidden, heads · width] with a short convolution each; a decay and an output gate, each
 * through a rank of one head's width or of full rank; a step a head; a norm; the output.
 */
export function kimiDelta({ hidden }: Stem, { heads, headDim, kernel, fullRank }: KdaSizes): Mixer {
  const width = heads * headDim;
  const gate = fullRank ? hidden * width : hidden * headDim + headDim * width;
  const parameters = 4 * hidden * width + 3 * width * kernel + 2 * gate + hidden * heads + heads + width + headDim;
  return mixer(
    `Kimi delta attention, ${heads} heads of ${headDim}`,
    parameters,
    'layers with linear attention (Kimi delta attention)',
  );
}

/** Lightning attention (MiniMax, Ling 2.5): queries, keys, values and a gate [hidden, heads · width], a norm, the output. */
export function lightning(kvHeadNames: string | null, qkNorm: boolean): MixerRule {
  return (fields, { hidden }) => {
    const heads = fields.count('num_attention_heads', 'heads');
    const headDim = fields.countOr('head_dim', 'width of a head', Math.floor(hidden / heads));
    const kvHeads =
      kvHeadNames === null
        ? heads
        : fields.countOr(kvHeadNames, 'key and value heads of a linear layer', 0, 0) || heads;
    const width = heads * headDim;
    const parameters =
      hidden * (2 * width + 2 * kvHeads * headDim) + width * hidden + width + (qkNorm ? 2 * headDim : 0);
    return mixer(
      `lightning attention, ${heads} heads of ${headDim}`,
      parameters,
      'layers with linear attention (lightning attention)',
    );
  };
}

/** Mamba-1 with norms of step, B and C (Jamba). */
export const mamba1: MixerRule = (fields, { hidden }) => {
  const inner = fields.count('mamba_expand', 'inner width of Mamba ÷ hidden') * hidden;
  const state = fields.count('mamba_d_state', 'state of Mamba');
  const kernel = fields.count('mamba_d_conv', 'reach of the short convolution');
  const rank = stepRank(fields, hidden);
  const convBias = fields.flagOr('mamba_conv_bias', 'bias of the short convolution', true) ? inner : 0;
  const projectionBias = fields.flagOr('mamba_proj_bias', 'biases of Mamba’s projections', false)
    ? 2 * inner + hidden
    : 0;
  const inside = inner * kernel + convBias + inner * (rank + 2 * state) + rank * inner + inner + inner * state + inner;
  const parameters = hidden * 2 * inner + inside + inner * hidden + rank + 2 * state + projectionBias;
  return mixer(`Mamba, state ${state}`, parameters, 'layers with Mamba');
};

function stepRank(fields: ConfigFields, hidden: number): number {
  if (fields.any('mamba_dt_rank', 'rank of Mamba’s step') === 'auto') return Math.ceil(hidden / 16);
  return fields.countOr('mamba_dt_rank', 'rank of Mamba’s step', Math.ceil(hidden / 16));
}

export type Mamba2Names = {
  readonly heads: string;
  readonly headDim: string;
  readonly groups: string;
  readonly state: string;
  readonly kernel: string;
  readonly convBias: string;
  readonly projectionBias: string;
};

/** Mamba-2: one projection to gate, values, B, C and step; a short convolution; decay, skip and step a head; a norm; the output. */
export function mamba2(names: Mamba2Names): MixerRule {
  return (fields, { hidden }) => {
    const heads = fields.count(names.heads, 'heads of Mamba');
    const headDim = fields.count(names.headDim, 'width of a head of Mamba');
    const groups = fields.countOr(names.groups, 'groups of B and C', 1);
    const state = fields.count(names.state, 'state of Mamba');
    const kernel = fields.count(names.kernel, 'reach of the short convolution');
    const inner = heads * headDim;
    const convolved = inner + 2 * groups * state;
    const convBias = fields.flagOr(names.convBias, 'bias of the short convolution', true) ? convolved : 0;
    const projected = 2 * inner + 2 * groups * state + heads;
    const biases = fields.flagOr(names.projectionBias, 'biases of Mamba’s projections', false) ? projected + hidden : 0;
    const parameters = hidden * projected + convolved * kernel + convBias + 3 * heads + inner + inner * hidden + biases;
    return mixer(`Mamba-2, ${heads} heads of ${headDim}, state ${state}`, parameters, 'layers with Mamba');
  };
}
