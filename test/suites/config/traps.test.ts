/** Normalisation, scales, biases and groups: where a reader of configs goes wrong. */
import { describe, expect, test } from 'vitest';
import { refusal } from '../../refusal.ts';
import { read, said } from './fixture.ts';

const router = (name: string, changes = {}) => read(name, changes).model.router;
const layer = (name: string, changes = {}) => read(name, changes).model.layer;
const differs = (name: string, changes = {}) => read(name, changes).model.differs;

describe('whether weights are normalised', () => {
  test.each([
    'mixtral-8x7b',
    'gpt-oss-20b',
    'granite-3.1-3b',
    'minimax-m2',
    'ernie-4.5-300b-a47b',
    'qwen3.5-122b-a10b',
  ])('is always so for %s, which has no field for it', name => {
    expect(router(name)?.normalise).toBe(true);
    expect(said(read(name), 'norm_topk_prob')?.status).toBe('absent');
  });

  test('is never so for Qwen2, OLMoE and DeepSeek-V2 as published, nor for LongCat, which does not say', () => {
    expect(['qwen2-57b-a14b', 'olmoe-1b-7b', 'deepseek-v2'].map(name => router(name)?.normalise)).toEqual([
      false,
      false,
      false,
    ]);
    expect(said(read('longcat-flash'), 'norm_topk_prob')?.value).toBe('false');
  });

  test.each([
    ['olmoe-1b-7b', false],
    ['qwen2-57b-a14b', false],
    ['dots.llm1', false],
    ['glm-4.5', true],
    ['qwen3-next-80b-a3b', true],
    ['deepseek-v3', true],
  ])('takes the default of its own class where the field is absent: %s', (name, normalised) => {
    const config = read(name, { norm_topk_prob: undefined });
    expect(config.model.router?.normalise).toBe(normalised);
    expect(said(config, 'norm_topk_prob')).toMatchObject({ status: 'absent', value: String(normalised) });
  });

  test('is asked for where the class and its checkpoints disagree: Qwen3-MoE', () => {
    expect(refusal(() => read('qwen3-30b-a3b', { norm_topk_prob: undefined }))).toMatch(
      /^config toy.json: no norm_topk_prob \(.*add it$/,
    );
  });

  test('does not depend on the field for Ling 2 and 2.5, whose code never reads it', () => {
    expect(router('ling-mini-2.0', { norm_topk_prob: false })?.normalise).toBe(true);
    expect(router('ling-2.6-flash')?.normalise).toBe(true);
    expect(router('ling-lite', { norm_topk_prob: false })?.normalise).toBe(false);
  });

  test('softmax over the chosen is softmax over all, normalised: one spelling', () => {
    expect(router('mixtral-8x7b')).toEqual({ score: 'softmax', normalise: true, scale: 1, groups: null, bias: false });
  });
});

describe('scales, biases and groups', () => {
  test('DeepSeek-V3 normalises, then scales; DeepSeek-V2 scales what it does not normalise', () => {
    expect(router('deepseek-v3')).toMatchObject({ normalise: true, scale: 2.5 });
    expect(router('deepseek-v2')).toMatchObject({ normalise: false, scale: 16 });
    const both = read('deepseek-v2', { norm_topk_prob: true }).model;
    expect(both.router).toBeNull();
    expect(both.differs.layer).toContain('norm_topk_prob true with routed_scaling_factor 16');
    expect(router('deepseek-v2', { norm_topk_prob: true, routed_scaling_factor: 1 })?.normalise).toBe(true);
  });

  test('a group is scored by its two best experts in DeepSeek-V3 and Ling 2, by its best in DeepSeek-V2', () => {
    expect(router('deepseek-v3')?.groups).toEqual({ count: 8, kept: 4 });
    expect(router('ling-1t')?.groups).toEqual({ count: 8, kept: 4 });
    expect(router('deepseek-v2')?.groups).toEqual({ count: 8, kept: 3, by: 'best' });
  });

  test('groups that are all kept, or one alone, are none', () => {
    expect(router('kimi-k2')?.groups).toBeNull();
    expect(router('deepseek-v3', { topk_group: 8 })?.groups).toBeNull();
  });

  test('a bias that moves the choice is no bias of the logits', () => {
    expect(router('deepseek-v3')?.bias).toBe(false);
    expect(router('gpt-oss-20b')?.bias).toBe(true);
    expect(differs('glm-4.5').training).toContain('a bias that balances experts');
  });

  test('Gemma 4 scales by expert, which does not run; Llama 4 multiplies the input of its experts', () => {
    expect(differs('gemma-4-26b-a4b').layer).toContain('a learned factor an expert');
    expect(layer('llama-4-scout').weightOn).toBe('input');
    expect(router('llama-4-scout')).toMatchObject({ score: 'sigmoid', normalise: false });
  });

  test('a scale that classes and checkpoints have otherwise is asked for, and null is one', () => {
    expect(refusal(() => read('ling-mini-2.0', { routed_scaling_factor: undefined }))).toContain(
      'no routed_scaling_factor',
    );
    expect(router('glm-4.5-air')?.scale).toBe(1);
    expect(router('mimo-v2-flash')?.scale).toBe(1);
  });

  test('the score and the hashed layers of DeepSeek-V4 do not run', () => {
    expect(differs('deepseek-v4-flash').layer).toBe(
      'score sqrtsoftplus; the first 3 layers choose experts by a table of token ids; SwiGLU clamped at 10',
    );
  });
});
