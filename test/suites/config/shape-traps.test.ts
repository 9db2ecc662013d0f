/** Widths, counts of layers and what no field says: where a reader of configs goes wrong. */
import { describe, expect, test } from 'vitest';
import { parameterCounts } from '../../../suites/moe/parameters.ts';
import { refusal } from '../../refusal.ts';
import { read, readInner, said } from './fixture.ts';

const router = (name: string, changes = {}) => read(name, changes).model.router;
const layer = (name: string, changes = {}) => read(name, changes).model.layer;
const differs = (name: string, changes = {}) => read(name, changes).model.differs;

describe('widths', () => {
  test('intermediate_size is an expert, a dense layer, or nothing', () => {
    expect(layer('mixtral-8x7b').ffn).toBe(14336);
    expect(read('deepseek-v3').model.block?.denseFfn).toBe(18432);
    expect(said(read('qwen3-30b-a3b'), 'intermediate_size')?.status).toBe('ignored');
    expect(said(read('minimax-m2'), 'mlp_intermediate_size')?.status).toBe('ignored');
    expect(read('llama-4-maverick').model.block).toMatchObject({ denseFfn: 16384, moeEvery: 2 });
    expect(layer('llama-4-maverick').ffn).toBe(8192);
  });

  test('a shared expert is counted by experts, or has one width', () => {
    expect(layer('deepseek-v2')).toMatchObject({ sharedExperts: 2, ffn: 1536 });
    expect(layer('deepseek-v2').sharedFfn).toBeUndefined();
    expect(layer('qwen2-57b-a14b')).toMatchObject({ sharedExperts: 1, sharedFfn: 20480, sharedGate: true });
    expect(layer('granite-4.0-h-small')).toMatchObject({ sharedExperts: 1, sharedFfn: 1536 });
    expect(layer('qwen3-next-80b-a3b').sharedFfn).toBeUndefined();
  });

  test('Nemotron’s one shared expert of twice the width is not doubled again', () => {
    expect(layer('nemotron-3-nano')).toMatchObject({ sharedExperts: 1, sharedFfn: 3712, activation: 'relu2' });
  });

  test('experts that work on a projection do not run, and are counted as narrow as they are', () => {
    const { model } = read('nemotron-3-super');
    expect(model.differs.layer).toBe('experts work on a projection of 1024 (moe_latent_size)');
    expect(model.parameterParts?.parts.find(({ role }) => role === 'routed-expert')?.each).toBe(2 * 1024 * 2688);
    expect(read('kimi-k3').model.differs.layer).toContain('experts work on a projection of 3584');
  });

  test('head_dim is hidden ÷ heads where it is absent, counts where it is not, and means nothing to latent attention', () => {
    expect(read('mixtral-8x7b').model.block?.attention).toMatchObject({ headDim: 128 });
    expect(read('qwen3-30b-a3b').model.block?.attention).toMatchObject({ heads: 32, headDim: 128 });
    expect(said(read('glm-5'), 'head_dim')?.status).toBe('ignored');
    const same = parameterCounts(read('glm-5', { head_dim: 999 }).model);
    expect(same).toEqual(parameterCounts(read('glm-5').model));
  });

  test('values may be narrower than keys, and queries other in number from layer to layer', () => {
    expect(differs('mimo-v2-flash').block).toContain('queries and keys of 192, values of 128');
    expect(differs('step-3.5-flash').block).toContain('layers within a window have query heads of their own number');
    expect(differs('hunyuan-large').block).toContain('pairs of layers share keys and values');
    // The 96 heads of layers in a window: (96 − 64) · 128 · 4096 · 2 more in each of 33 of 45 layers, and 32 gates.
    const parts = read('step-3.5-flash').model.parameterParts?.parts ?? [];
    const [full, window] = ['full attention', 'attention in a window'].map(name =>
      parts.find(({ part }) => part.startsWith(name)),
    );
    expect((window?.each ?? 0) - (full?.each ?? 0)).toBe(32 * 128 * 4096 * 2 + 32 * 4096);
    expect([full?.count, window?.count]).toEqual([12, 33]);
  });

  test('a gate on the output of attention is a matrix', () => {
    const part = read('qwen3-next-80b-a3b').model.parameterParts?.parts.find(({ part: name }) =>
      name.startsWith('full attention'),
    );
    // Queries and gate 2 · 16 · 256, keys and values 2 · 2 · 256, output, two norms of a head.
    expect(part?.each).toBe(2048 * (2 * 4096 + 2 * 512) + 4096 * 2048 + 2 * 256);
  });
});

describe('what no field says', () => {
  test('hidden_act of gpt-oss is not what its experts compute; MiniMax-M3 names the same', () => {
    expect(layer('gpt-oss-120b')).toMatchObject({ activation: 'clamped-swiglu', expertBiases: true });
    expect(said(read('gpt-oss-120b'), 'hidden_act')?.status).toBe('ignored');
    expect(layer('minimax-m3')).toMatchObject({ activation: 'clamped-swiglu', expertBiases: false });
  });

  test('clamps of some layers leave the layer and are said of the block', () => {
    expect(differs('ling-3.0-flash')).toMatchObject({
      layer: null,
      block: expect.stringContaining('SwiGLU is clamped in 8 of the layers'),
    });
    expect(differs('step-3.5-flash').block).toContain('SwiGLU is clamped in some layers');
  });

  test('gates of shared experts, norms of queries and keys and sandwich norms are the class’s', () => {
    expect(
      ['qwen1.5-moe-a2.7b', 'qwen3.5-397b-a17b', 'ling-lite', 'glm-5'].map(name => layer(name).sharedGate),
    ).toEqual([true, true, undefined, undefined]);
    expect(read('dots.llm1').model.block?.attention).toMatchObject({ qkNorm: true });
    expect(differs('olmoe-1b-7b').block).toContain('over all heads at once');
    expect(differs('trinity-large').block).toContain('norms before and after attention and mixture');
  });

  test('LongCat counts 28 layers of two attentions, and routes to zero experts as well', () => {
    const parts = read('longcat-flash').model.parameterParts?.parts ?? [];
    expect(parts.find(({ part }) => part.startsWith('latent attention'))?.count).toBe(56);
    expect(parts.find(({ role }) => role === 'router')?.each).toBe((512 + 256) * 6144);
    expect(differs('longcat-flash').layer).toContain('zero experts');
  });

  test('Nemotron’s pattern is one mixer an entry, and n_groups is Mamba’s', () => {
    const parts = read('nemotron-3-nano').model.parameterParts?.parts ?? [];
    expect(parts.find(({ part }) => part === 'norms')?.count).toBe(52 + 1);
    expect(parts.find(({ role }) => role === 'router')?.count).toBe(23);
    expect(router('nemotron-3-nano')?.groups).toBeNull();
    const words = ['mamba', 'moe', 'attention', 'moe'];
    const listed = read('nemotron-3-nano', {
      hybrid_override_pattern: undefined,
      layers_block_type: words,
      num_hidden_layers: undefined,
    });
    expect(listed.model.parameterParts?.parts.find(({ role }) => role === 'router')?.count).toBe(2);
  });

  test('Phi chooses by sparsemixer, and its norms have biases', () => {
    const { model } = read('phi-3.5-moe');
    expect(model.differs.layer).toContain('sparsemixer');
    expect(model.parameterParts?.parts.find(({ part }) => part === 'norms')).toMatchObject({
      each: 2 * 4096,
      count: 65,
    });
  });

  test('lists of one value a layer are that value; lists of different ones, as of ERNIE-VL, are refused', () => {
    expect(layer('hunyuan-a13b')).toMatchObject({ topK: 8, ffn: 3072, sharedExperts: 1 });
    expect(refusal(() => read('ernie-4.5-21b-a3b', { moe_intermediate_size: [1536, 512] }))).toBe(
      'config toy.json: moe_intermediate_size is [1536,512]; give one number: layers whose numbers differ are not understood',
    );
  });

  test('of DBRX the top level says whether the head is the embedding, and leftovers in nested parts do not', () => {
    const nested = { attn_config: { clip_qkv: 8, kv_n_heads: 8, rope_theta: 500000, tie_word_embeddings: true } };
    expect(read('dbrx', nested).model.block?.tied).toBe(false);
  });

  test('layers of Kimi-Linear are counted from 1, those of Step may be text, and Ling’s rest is full attention', () => {
    const parts = (name: string, changes = {}) => read(name, changes).model.parameterParts?.parts ?? [];
    expect(parts('kimi-linear-48b-a3b').find(({ part }) => part.startsWith('latent'))?.count).toBe(7);
    const text = Array.from({ length: 56 }, (_, layer) => layer + 4).join(',');
    expect(parts('step-3', { moe_layers_enum: text })).toEqual(parts('step-3'));
    expect(
      parts('ling-3.0-flash', {
        num_hidden_layers: 44,
        expert_swiglu_limit_list: null,
        share_expert_swiglu_limit_list: null,
      }).find(({ part }) => part.startsWith('latent'))?.count,
    ).toBe(7 + 2);
  });
});

describe('what misleads', () => {
  test('text models in text_config are read there, and the top level ties', () => {
    expect(read('kimi-k2.5').model.layer).toEqual(read('kimi-k2').model.layer);
    expect(read('qwen3.5-122b-a10b', { tie_word_embeddings: true }).model.parameterParts?.parts[0]?.role).toBe(
      'embedding-and-head',
    );
    expect(read('llama-4-scout').model.block?.tied).toBe(false);
    expect(readInner('kimi-k2.5', { n_routed_experts: 128 }).model.layer.experts).toBe(128);
  });

  test('Ling 1 and Ling 2 share a model_type and are told apart by their class', () => {
    expect(read('ling-lite').family).toBe('Ling 1');
    expect(read('ling-mini-2.0').family).toBe('Ling 2');
    expect(refusal(() => read('ling-mini-2.0', { architectures: undefined }))).toContain(
      'model_type bailing_moe is of several classes; add architectures, one of BailingMoeForCausalLM, BailingMoeV2ForCausalLM',
    );
  });

  test('experts of Ling’s base checkpoints have other names', () => {
    const renamed = {
      num_experts: undefined,
      num_shared_experts: undefined,
      n_routed_experts: 64,
      n_shared_experts: 1,
    };
    expect(layer('ling-plus', renamed)).toEqual(layer('ling-plus'));
  });

  test('multi-token prediction is left out of the count and said', () => {
    expect(differs('glm-4.5').training).toContain('multi-token prediction');
    expect(parameterCounts(read('glm-4.5').model)).toEqual(
      parameterCounts(read('glm-4.5', { num_nextn_predict_layers: 0 }).model),
    );
    expect(read('glm-4.5', { num_nextn_predict_layers: 0 }).model.differs.training).not.toContain('multi-token');
  });
});
