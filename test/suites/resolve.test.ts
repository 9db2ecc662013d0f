import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LayerRequest, WorkloadRequest } from '../../suites/request/request.ts';
import { formatDispatch, parseDispatch } from '../../suites/request/routing-text.ts';
import { resolveLayer, resolveWorkload } from '../../suites/resolve.ts';
import { layerWorkloadSchema, workloadSchema } from '../../suites/workload.ts';
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
      expertBiases: false,
      weightOn: 'output',
      router: { score: 'sigmoid', normalise: true, scale: 2.5, groups: { count: 8, kept: 4 }, bias: false },
      routing: { kind: 'balanced' },
      dispatch: { kind: 'dropless' },
    });
  });

  test('is dispatched as its model was trained, unless another dispatch is asked for', () => {
    expect(resolveLayer(request({ model: 'switch-c' })).dispatch).toEqual({ kind: 'capacity', factor: 1.25 });
    expect(resolveLayer(request({ model: 'switch-c', dispatch: 'dropless' })).dispatch).toEqual({ kind: 'dropless' });
    expect(resolveLayer(request({ dispatch: 'capacity:2' })).dispatch).toEqual({ kind: 'capacity', factor: 2 });
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
      "unknown model 'mixtral-8x7': did you mean mixtral-8x7b or mixtral-8x22b? (moebench list models; any other: the path of its config.json)",
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

describe('a block', () => {
  const block = (model: string, scale: WorkloadRequest['scale'] = {}) =>
    resolveWorkload({ ...request({ model }), part: 'moe-block', dispatch: null, scale });

  test('is its model’s layer with its attention around it, in sequences of 1024', () => {
    expect(workloadSchema.parse(block('qwen3-30b-a3b'))).toEqual({
      ...resolveLayer(request({ model: 'qwen3-30b-a3b' })),
      part: 'moe-block',
      sequence: 1024,
      attention: {
        kind: 'gqa',
        heads: 32,
        kvHeads: 4,
        headDim: 128,
        ropeDim: 128,
        ropeTheta: 1_000_000,
        qkNorm: true,
      },
      normEpsilon: 1e-6,
    });
  });

  test('rotates whole heads at any width where its model does, and half where it rotates half', () => {
    expect(block('qwen3-30b-a3b', { headDim: 16 })).toMatchObject({ attention: { headDim: 16, ropeDim: 16 } });
    expect(block('ling-mini-2.0')).toMatchObject({ attention: { headDim: 128, ropeDim: 64 } });
  });

  test.each<[string, WorkloadRequest['scale'], string]>([
    ['mixtral-8x7b', { tokens: 100, sequence: 64 }, 'tokens is 100; give a multiple of the sequence, 64'],
    ['mixtral-8x7b', { heads: 12 }, 'heads is 12; give a multiple of its 8 kvHeads'],
    ['mixtral-8x7b', { headDim: 7 }, 'ropeDim is 7; give an even number'],
    ['ling-mini-2.0', { headDim: 32 }, 'ropeDim is 64; at most headDim, 32'],
    ['mixtral-8x7b', { kvRank: 8 }, 'its attention (gqa) has no kvRank; leave it out'],
    ['deepseek-v3', { kvHeads: 8 }, 'its attention (mla) has no kvHeads; leave it out'],
    ['mixtral-8x7b', { layers: 2 }, 'a moe-block has no layers; leave it out'],
  ])('of %s with %j is refused with the value and its bound', (model, scale, message) => {
    expect(refusal(() => block(model, scale))).toBe(`${model}: ${message}`);
  });
});

describe('a train-step', () => {
  const train = (model: string, changes: Partial<WorkloadRequest> = {}) =>
    resolveWorkload({
      ...request({ model }),
      part: 'train-step',
      pass: 'train',
      dispatch: null,
      scale: {},
      ...changes,
    });

  test('is its model’s block as many times as the model has it, with its losses', () => {
    expect(workloadSchema.parse(train('deepseek-v3', { scale: { layers: 5, tokens: 2048 } }))).toMatchObject({
      layers: 5,
      firstDense: 3,
      moeEvery: 1,
      denseFfn: 18432,
      vocab: 129280,
      tied: false,
      losses: { balance: 1e-4, z: 0 },
      selectionBiasRate: 0.001,
      optimizer: { kind: 'adamw', learningRate: 1e-3, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1 },
    });
  });

  test.each<[string, Partial<WorkloadRequest>, string]>([
    ['mixtral-8x7b', { pass: 'forward' }, "a train-step has one pass, train, not 'forward'"],
    ['mixtral-8x7b', { scale: { layers: 0 } }, 'mixtral-8x7b: layers is 0; give a whole number of at least 1'],
    ['mixtral-8x7b', { scale: { vocab: 255 } }, 'mixtral-8x7b: vocab is 255; its text is bytes, give at least 256'],
    ['mixtral-8x7b', { scale: { moeEvery: 2 } }, 'mixtral-8x7b: it has dense layers: give their width, denseFfn'],
    [
      'mixtral-8x7b',
      { scale: { tokens: 2 ** 16, sequence: 2 ** 16 } },
      'mixtral-8x7b: sequence is 65536; its text has 65536 bytes, give fewer',
    ],
    ['mixtral-8x7b', { learningRate: 0 }, 'mixtral-8x7b: the learning rate is 0; give a positive number'],
    [
      'olmoe-1b-7b',
      {},
      "model 'olmoe-1b-7b': only its moe-layer runs; what stands around it differs (norm of queries and keys over all heads at once)",
    ],
  ])('of %s with %j is refused', (model, changes, message) => {
    expect(refusal(() => train(model, changes))).toBe(message);
  });
});

describe('a dispatch', () => {
  test.each(['dropless', 'capacity:1', 'capacity:1.25'])('%s is spelt as it was given', text => {
    expect(formatDispatch(parseDispatch(text))).toBe(text);
  });

  test.each(['capacity', 'capacity:', 'capacity:0', 'capacity:-1', 'capacity:1.', 'Dropless', ''])(
    '%j is refused with what may be given',
    text => {
      expect(refusal(() => parseDispatch(text))).toBe(
        `dispatch '${text}': give dropless or capacity:<factor> with a factor above 0`,
      );
    },
  );
});

describe('a dispatch', () => {
  const asked = (scale: Readonly<Record<string, number>>, dispatch: string) =>
    refusal(() => resolveLayer(request({ model: 'ling-lite', scale, dispatch })));

  test('that would number more rows or cells than an int32 holds is refused with the bound', () => {
    expect(asked({ tokens: 2 ** 20, experts: 2048 }, 'dropless')).toBe(
      'ling-lite: tokens × experts is 2147483648; at most 2147483647',
    );
    expect(asked({ tokens: 1024 }, 'capacity:1000000')).toMatch(
      /^ling-lite: its capacity gives experts \d+ rows; at most 2147483647$/,
    );
    expect(asked({ tokens: 1024 }, 'capacity:1000')).toBe('not refused');
  });
});
