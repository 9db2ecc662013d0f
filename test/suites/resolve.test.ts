import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatRouting, type LayerRequest, parseRouting, resolveLayer } from '../../suites/resolve.ts';
import { layerWorkloadSchema } from '../../suites/workload.ts';
import { refusal } from '../refusal.ts';

const request = (changes: Partial<LayerRequest> = {}): LayerRequest => ({
  model: 'mixtral-8x7b',
  scale: {},
  pass: 'forward',
  dtype: 'float32',
  routing: 'balanced',
  seed: 1,
  ...changes,
});

const refused = (changes: Partial<LayerRequest>) => refusal(() => resolveLayer(request(changes)));

describe('a layer', () => {
  test('is the model’s own at 4096 tokens where nothing is changed', () => {
    expect(resolveLayer(request({ model: 'deepseek-v3', dtype: 'float64', seed: 7 }))).toEqual({
      version: 1,
      part: 'moe-layer',
      pass: 'forward',
      dtype: 'float64',
      seed: 7,
      tokens: 4096,
      hidden: 7168,
      ffn: 2048,
      experts: 256,
      topK: 8,
      sharedExperts: 1,
      activation: 'swiglu',
      router: { score: 'sigmoid', normalise: true, scale: 2.5, groups: { count: 8, kept: 4 } },
      routing: { kind: 'balanced' },
      dispatch: { kind: 'dropless' },
    });
  });

  test('takes every dim that is changed and keeps the router', () => {
    const scale = { tokens: 5, hidden: 3, ffn: 7, experts: 4, topK: 1, sharedExperts: 2 };
    const { router, ...layer } = resolveLayer(request({ scale }));
    expect(layer).toMatchObject(scale);
    expect(router).toEqual(resolveLayer(request()).router);
  });

  test.each([
    ['tokens', 0, 'mixtral-8x7b: tokens is 0; give a whole number of at least 1'],
    ['tokens', 2 ** 24 + 1, 'mixtral-8x7b: tokens is 16777217; at most 16777216'],
    ['hidden', -4, 'mixtral-8x7b: hidden is -4; give a whole number of at least 1'],
    ['ffn', 1.5, 'mixtral-8x7b: ffn is 1.5; give a whole number of at least 1'],
    ['experts', Number.NaN, 'mixtral-8x7b: experts is NaN; give a whole number of at least 1'],
    ['experts', 4097, 'mixtral-8x7b: experts is 4097; at most 4096'],
    ['topK', 0, 'mixtral-8x7b: topK is 0; give a whole number of at least 1'],
    ['topK', 9, 'mixtral-8x7b: topK is 9; at most the 8 experts'],
    ['sharedExperts', -1, 'mixtral-8x7b: sharedExperts is -1; give a whole number of at least 0'],
    ['experts', 1, 'mixtral-8x7b: topK is 2; at most the 1 experts'],
  ])('whose %s is %d is refused with the value and its bound', (name, value, message) => {
    expect(refused({ scale: { [name]: value } })).toBe(message);
  });

  test.each([
    [{ experts: 12 }, 'deepseek-v3: experts is 12; give a multiple of its 8 groups'],
    [{ experts: 8 }, 'deepseek-v3: topK is 8; the 4 groups kept hold only 4 experts'],
    [{ experts: 16, topK: 9 }, 'deepseek-v3: topK is 9; the 4 groups kept hold only 8 experts'],
  ])('of a model with groups cannot be scaled to %j', (scale, message) => {
    expect(refused({ model: 'deepseek-v3', scale })).toBe(message);
  });

  test('of a model with groups can use up all experts of the groups kept', () => {
    expect(resolveLayer(request({ model: 'deepseek-v3', scale: { experts: 16 } }))).toMatchObject({
      experts: 16,
      topK: 8,
    });
  });

  test('of a model that is not known is refused with the nearest names', () => {
    expect(refused({ model: 'mixtral-8x7' })).toBe(
      "unknown model 'mixtral-8x7': did you mean mixtral-8x7b? (moebench list models)",
    );
  });

  test('with any whole dims is a workload the schema takes, or is refused in one line', () => {
    const dim = fc.integer({ min: -2, max: 40 });
    const scale = fc.record({ tokens: dim, experts: dim, topK: dim, sharedExperts: dim }, { requiredKeys: [] });
    fc.assert(
      fc.property(scale, fc.constantFrom('ling-lite', 'deepseek-v3', 'mixtral-8x7b'), (dims, model) => {
        const said = refusal(() => layerWorkloadSchema.parse(resolveLayer(request({ model, scale: dims }))));
        if (said !== 'not refused') expect(said).toMatch(new RegExp(`^${model}: \\w+ is -?\\d+; [^\\n]+$`));
      }),
    );
  });
});

describe('a routing', () => {
  const WORK = { model: 'mixtral-8x7b', tokens: 2, experts: 4, topK: 2 };

  test.each(['learned', 'balanced'] as const)('%s is itself', kind => {
    expect(parseRouting(kind, WORK)).toEqual({ kind });
  });

  test('zipf carries its own table, worked by hand for four experts at exponent 1', () => {
    // Shares 1, 1/2, 1/3, 1/4 of 25/12: 0.48, 0.72, 0.88, 1 of 2²⁴.
    expect(parseRouting('zipf:1', WORK)).toEqual({
      kind: 'zipf',
      exponent: 1,
      thresholds: [0.48, 0.72, 0.88, 1].map(share => Math.floor(share * 2 ** 24)),
    });
  });

  test.each([
    'trace',
    'trace:',
    'zipf',
    'zipf:',
    'zipf:0',
    'zipf:-1',
    'zipf:8.1',
    'zipf:1e1',
    'zipf:.5',
    'zipf:1.',
    'zipf:NaN',
    'zipf: 1',
    'Balanced',
    'random',
    '',
  ])('%j is refused with what may be given', text => {
    expect(refusal(() => parseRouting(text, WORK))).toBe(
      `routing '${text}': give learned, balanced, trace:<file> or zipf:<exponent> with 0 < exponent <= 8`,
    );
  });

  test.each(['learned', 'balanced', 'zipf:1.2', 'zipf:8'])('%s is spelt as it was given', text => {
    expect(formatRouting(parseRouting(text, WORK))).toBe(text);
  });
});
