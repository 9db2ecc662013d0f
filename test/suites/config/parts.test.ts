/** Parameters of what mixes tokens, summed by hand from the shapes of its tensors, for widths small enough. */
import { expect, test } from 'vitest';
import { ConfigFields } from '../../../suites/config/fields.ts';
import { gqa } from '../../../suites/config/gqa.ts';
import { gatedDeltaNet, kimiDelta, lightning, mamba1, mamba2 } from '../../../suites/config/linear.ts';
import { mla } from '../../../suites/config/mla.ts';
import type { MixerRule } from '../../../suites/config/shape.ts';
import { stackPattern } from '../../../suites/config/stack.ts';

const STEM = { hidden: 10, layers: 4 };

const mixed = (rule: MixerRule, values: Readonly<Record<string, unknown>>) =>
  rule(new ConfigFields(values, 'toy'), STEM);

test('grouped queries: projections, biases, gains, gates and sinks', () => {
  const values = { num_attention_heads: 4, num_key_value_heads: 2, head_dim: 6 };
  // q 10·24, k and v 10·12 each, o 24·10.
  const plain = 240 + 2 * 120 + 240;
  expect(mixed(gqa(), values).parameters).toBe(plain);
  expect(mixed(gqa({ bias: 'qkvo' }), values).parameters).toBe(plain + 24 + 12 + 12 + 10);
  expect(mixed(gqa({ bias: 'qkv' }), values).parameters).toBe(plain + 24 + 12 + 12);
  expect(mixed(gqa({ qkNorm: 'each-head' }), values).parameters).toBe(plain + 6 + 6);
  expect(mixed(gqa({ qkNorm: 'all-heads' }), values).parameters).toBe(plain + 24 + 12);
  expect(mixed(gqa({ gate: 'heads' }), values).parameters).toBe(plain + 10 * 24);
  expect(mixed(gqa({ gate: 'one-a-head', sinks: true }), values).parameters).toBe(plain + 10 * 4 + 4);
  expect(mixed(gqa({ keysAreValues: true }), values).parameters).toBe(plain - 120);
  expect(mixed(gqa({ valueDim: 'v_head_dim' }), { ...values, v_head_dim: 3 }).parameters).toBe(240 + 120 + 60 + 120);
});

test('latent attention: low ranks, their gains, an indexer in some layers', () => {
  const values = {
    num_attention_heads: 3,
    q_lora_rank: 5,
    kv_lora_rank: 4,
    qk_nope_head_dim: 6,
    qk_rope_head_dim: 2,
    v_head_dim: 7,
  };
  // q 10·5 + 5·(3·8), kv 10·(4 + 2) + 4·3·(6 + 7), o 3·7·10, gains 5 + 4.
  const ranked = 50 + 120 + 60 + 156 + 210 + 9;
  expect(mixed(mla(), values).parameters).toBe(ranked);
  expect(mixed(mla(), { ...values, q_lora_rank: null }).parameters).toBe(10 * 24 + 60 + 156 + 210 + 4);
  expect(mixed(mla({ gate: 'one-a-head' }), values).parameters).toBe(ranked + 30);
  const indexed = {
    ...values,
    index_n_heads: 2,
    index_head_dim: 3,
    index_topk: 9,
    indexer_types: ['full', 'shared', 'full', 'shared'],
  };
  // Queries 5·6, key 10·3 with a LayerNorm of 3, weights 10·2.
  expect(mixed(mla(), indexed).beside).toMatchObject([{ parameters: 30 + 30 + 6 + 20, count: 2 }]);
});

test('a gated delta net: one projection, two scalars a head, a convolution, a norm, the output', () => {
  const values = {
    linear_num_key_heads: 2,
    linear_num_value_heads: 4,
    linear_key_head_dim: 3,
    linear_value_head_dim: 5,
    linear_conv_kernel_dim: 4,
  };
  // Keys 6, values 20: in 10·(2·6 + 2·20), scalars 10·8, convolution (2·6 + 20)·4, decay and step 4 + 4, norm 5, out 20·10.
  expect(mixed(gatedDeltaNet, values).parameters).toBe(520 + 80 + 128 + 8 + 5 + 200);
});

test('Kimi delta attention: gates through a rank of one head, or of full rank', () => {
  const sizes = { heads: 2, headDim: 3, kernel: 4 };
  // q, k, v, o 4·10·6, convolutions 3·6·4, step 10·2, decay 2 and 6, norm 3; each gate 10·3 + 3·6 or 10·6.
  const common = 240 + 72 + 20 + 2 + 6 + 3;
  expect(kimiDelta(STEM, { ...sizes, fullRank: false }).parameters).toBe(common + 2 * 48);
  expect(kimiDelta(STEM, { ...sizes, fullRank: true }).parameters).toBe(common + 2 * 60);
});

test('lightning attention: queries, keys, values, a gate, a norm, the output', () => {
  const values = { num_attention_heads: 2, head_dim: 3 };
  expect(mixed(lightning(null, false), values).parameters).toBe(4 * 60 + 60 + 6);
  expect(mixed(lightning('kv', true), { ...values, kv: 1 }).parameters).toBe(2 * 60 + 2 * 30 + 60 + 6 + 6);
});

test('Mamba: the first with norms of its parts, the second with heads and groups', () => {
  const first = { mamba_expand: 2, mamba_d_state: 3, mamba_d_conv: 4, mamba_dt_rank: 5 };
  // Inner 20: in 10·40, convolution 20·4 + 20, to step, B, C 20·(5 + 6), step 5·20 + 20, A 20·3, D 20, out 20·10, norms 5 + 3 + 3.
  expect(mixed(mamba1, first).parameters).toBe(400 + 100 + 220 + 120 + 60 + 20 + 200 + 11);
  expect(mixed(mamba1, { ...first, mamba_dt_rank: 'auto' }).parameters).toBe(
    400 + 100 + 20 * 7 + 40 + 60 + 20 + 200 + 7,
  );
  const names = {
    heads: 'h',
    headDim: 'd',
    groups: 'g',
    state: 's',
    kernel: 'k',
    convBias: 'cb',
    projectionBias: 'pb',
  };
  // Inner 12, B and C 2·2·5: in 10·(24 + 20 + 4), convolution 32·3 + 32, decay, skip, step 3·4, norm 12, out 12·10.
  const second = 480 + 96 + 32 + 12 + 12 + 120;
  expect(mixed(mamba2(names), { h: 4, d: 3, g: 2, s: 5, k: 3 }).parameters).toBe(second);
  expect(mixed(mamba2(names), { h: 4, d: 3, g: 2, s: 5, k: 3, cb: false, pb: true }).parameters).toBe(
    second - 32 + 48 + 10,
  );
});

test('layers are a stack where dense ones are in front, or mixtures come with a period', () => {
  const of = (letters: string) => stackPattern([...letters].map(letter => (letter === 'x' ? 'mixture' : 'dense')));
  expect(of('xxxx')).toEqual({ firstDense: 0, moeEvery: 1 });
  expect(of('ddxx')).toEqual({ firstDense: 2, moeEvery: 1 });
  expect(of('dxdx')).toEqual({ firstDense: 0, moeEvery: 2 });
  expect(of('dddx')).toEqual({ firstDense: 3, moeEvery: 1 });
  expect(of('xxdd')).toBeNull();
  expect(of('xdxd')).toBeNull();
  expect(of('dddd')).toBeNull();
});
