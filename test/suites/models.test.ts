import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { modelSchema } from '../../suites/model.ts';
import { findModel, loadModels } from '../../suites/models.ts';
import { parseDispatch } from '../../suites/request/routing-text.ts';
import { resolveLayer, resolveWorkload } from '../../suites/resolve.ts';
import { UsageError } from '../../suites/usage-error.ts';
import { layerWorkloadSchema, type Part, workloadSchema } from '../../suites/workload.ts';

const models = loadModels();
const runnable = models.filter(({ differs }) => differs.layer === null);
const referenceOnly = models.filter(({ differs }) => differs.layer !== null);
const ofLayerOnly = runnable.filter(({ differs }) => differs.block !== null);
const whole = runnable.filter(({ differs }) => differs.block === null);

const layerOf = (model: string) =>
  resolveLayer({ model, scale: {}, pass: 'forward', dtype: 'float32', routing: 'learned', seed: 1 });
const partOf = (model: string, part: Part) => {
  const pass = part === 'train-step' ? 'train' : 'forward';
  return resolveWorkload({
    model,
    part,
    pass,
    scale: {},
    dtype: 'float32',
    routing: 'learned',
    dispatch: null,
    seed: 1,
  });
};

describe('the models', () => {
  test('are sixty-four, each in the file of its id', () => {
    const files = readdirSync(join(import.meta.dirname, '../../suites/models'));
    expect(models).toHaveLength(64);
    expect(models.map(({ id }) => `${id}.json`).toSorted()).toEqual(files.toSorted());
  });

  test.each(models)('$id has a source, and activates no more parameters than it has', ({ source, parameters }) => {
    expect(source.length).toBeGreaterThan(10);
    const { totalBillion, activeBillion } = parameters;
    if (totalBillion !== null && activeBillion !== null) expect(activeBillion).toBeLessThan(totalBillion);
  });

  test.each(runnable)('$id is a layer under its own dims, dispatched as it was trained', ({ id, layer, dispatch }) => {
    const workload = layerOf(id);
    expect(layerWorkloadSchema.parse(workload)).toMatchObject({
      ...layer,
      tokens: 4096,
      dispatch: parseDispatch(dispatch),
    });
  });

  test.each(whole)('$id is a block and a train-step under its own dims', ({ id, block }) => {
    const train = partOf(id, 'train-step');
    expect(workloadSchema.parse(train)).toMatchObject({ ...block, sequence: 1024 });
    expect(partOf(id, 'moe-block')).toMatchObject({ attention: block?.attention, normEpsilon: block?.normEpsilon });
  });

  test.each(referenceOnly)('$id is for reference only: $differs.layer', ({ id, differs }) => {
    expect(() => layerOf(id)).toThrow(UsageError);
    expect(() => layerOf(id)).toThrow(`model '${id}' is for reference only: its layer differs (${differs.layer})`);
  });

  test.each(ofLayerOnly)('$id runs its layer and nothing around it: $differs.block', ({ id, differs }) => {
    for (const part of ['moe-block', 'train-step'] as const) {
      expect(() => partOf(id, part)).toThrow(
        `model '${id}': only its moe-layer runs; what stands around it differs (${differs.block})`,
      );
    }
  });

  test('that are for reference only are those whose layer is another', () => {
    expect(referenceOnly.map(({ id }) => id)).toEqual([
      'deepseek-v4-flash',
      'deepseek-v4-pro',
      'gemma-4-26b-a4b',
      'gshard-600b',
      'hunyuan-large',
      'jamba-v0.1',
      'longcat-flash',
      'nemotron-3-super',
      'phi-3.5-moe',
    ]);
  });

  test('that run only their layer are those with something else around it', () => {
    expect(ofLayerOnly.map(({ id }) => id)).toEqual([
      'dbrx',
      'deepseek-v3.2',
      'glam-64b-64e',
      'glm-4.5-air',
      'glm-4.5',
      'glm-4.7',
      'glm-5.2',
      'glm-5',
      'gpt-oss-120b',
      'gpt-oss-20b',
      'granite-3.1-3b',
      'granite-4.0-h-small',
      'hunyuan-a13b',
      'kimi-linear-48b-a3b',
      'ling-2.6-flash',
      'ling-3.0-flash',
      'llama-4-maverick',
      'llama-4-scout',
      'mimo-v2-flash',
      'minimax-m1',
      'minimax-m2',
      'nemotron-3-nano',
      'olmoe-1b-7b',
      'pangu-ultra-moe',
      'qwen1.5-moe-a2.7b',
      'qwen2-57b-a14b',
      'qwen3-next-80b-a3b',
      'qwen3.5-122b-a10b',
      'qwen3.5-397b-a17b',
      'ring-mini-linear',
      'step-3.5-flash',
      'step-3',
      'switch-base-128e',
      'switch-c',
      'switch-xxl',
      'trinity-large',
      'trinity-nano',
    ]);
  });
});

describe('the layers that are not SwiGLU, dropless, unbiased', () => {
  test.each([
    ['gpt-oss-20b', { activation: 'clamped-swiglu', expertBiases: true, router: { bias: true, normalise: true } }],
    ['llama-4-scout', { weightOn: 'input', router: { score: 'sigmoid', normalise: false }, topK: 1, sharedExperts: 1 }],
    ['switch-c', { activation: 'relu', router: { score: 'softmax', normalise: false }, dispatch: capacity(1.25) }],
    ['switch-base-128e', { activation: 'geglu', dispatch: capacity(1.25) }],
    ['glam-64b-64e', { activation: 'relu', router: { score: 'softmax', normalise: true }, dispatch: capacity(1) }],
  ])('are run as they are: %s', (id, form) => {
    expect(layerOf(id)).toMatchObject(form);
  });
});

describe('a model', () => {
  const { id: _, ...rest } = findModel('mixtral-8x7b');
  const accepts = (changes: object) => modelSchema.safeParse({ id: 'toy', ...rest, ...changes }).success;
  const differs = { layer: null, block: null, training: null };

  test('has a router, or says how its layer differs, and not both', () => {
    expect(accepts({})).toBe(true);
    expect(accepts({ differs: { ...differs, layer: 'recycled' } })).toBe(false);
    expect(accepts({ router: null })).toBe(false);
    expect(accepts({ router: null, differs: { ...differs, layer: 'recycled' } })).toBe(true);
  });

  test('has a block, or says how that differs', () => {
    expect(accepts({ block: null })).toBe(false);
    expect(accepts({ block: null, differs: { ...differs, block: 'sandwiched' } })).toBe(true);
  });

  test('has no outline where it has a block, and one with dense layers says how wide they are', () => {
    const { outline } = findModel('glam-64b-64e');
    const sandwiched = { block: null, differs: { ...differs, block: 'sandwiched' } };
    expect(accepts({ ...sandwiched, outline })).toBe(true);
    expect(accepts({ outline })).toBe(false);
    expect(accepts({ ...sandwiched, outline: { ...outline, dense: null } })).toBe(false);
    const stacks = [{ attentions: 1, mixtures: 64, dense: 0 }];
    expect(accepts({ ...sandwiched, outline: { ...outline, stacks } })).toBe(false);
    expect(accepts({ ...sandwiched, outline: { ...outline, stacks, dense: null } })).toBe(true);
  });

  test('has an id that can stand in a path', () => {
    expect(accepts({ id: '../toy' })).toBe(false);
  });
});

function capacity(factor: number) {
  return { kind: 'capacity', factor };
}
