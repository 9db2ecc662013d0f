import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findModel, loadModels, modelSchema } from '../../suites/models.ts';
import { resolveLayer } from '../../suites/resolve.ts';
import { UsageError } from '../../suites/usage-error.ts';
import { layerWorkloadSchema } from '../../suites/workload.ts';

const models = loadModels();
const runnable = models.filter(({ differs }) => differs === null);
const differing = models.filter(({ differs }) => differs !== null);
const layerOf = (model: string) =>
  resolveLayer({ model, scale: {}, pass: 'forward', dtype: 'float32', routing: 'learned', seed: 1 });

describe('the models', () => {
  test('are twenty-four, each in the file of its id', () => {
    const files = readdirSync(join(import.meta.dirname, '../../suites/models'));
    expect(models).toHaveLength(24);
    expect(models.map(({ id }) => `${id}.json`).toSorted()).toEqual(files.toSorted());
  });

  test.each(models)('$id has a source, and activates no more parameters than it has', ({ source, parameters }) => {
    expect(source.length).toBeGreaterThan(10);
    const { totalBillion, activeBillion } = parameters;
    if (totalBillion !== null && activeBillion !== null) expect(activeBillion).toBeLessThan(totalBillion);
  });

  test.each(runnable)('$id is a workload under its own dims', ({ id, layer }) => {
    const workload = layerOf(id);
    expect(layerWorkloadSchema.parse(workload)).toMatchObject({ ...layer, tokens: 4096 });
  });

  test.each(differing)('$id is not run under its name: $differs', ({ id, differs }) => {
    expect(() => layerOf(id)).toThrow(UsageError);
    expect(() => layerOf(id)).toThrow(`model '${id}' is for reference only: its layer differs (${differs})`);
  });

  test('that differ are those whose layer is another', () => {
    expect(differing.map(({ id }) => id)).toEqual([
      'glam-64b-64e',
      'gpt-oss-120b',
      'gpt-oss-20b',
      'gshard-600b',
      'hunyuan-large',
      'llama-4-maverick',
      'llama-4-scout',
      'pangu-ultra-moe',
      'switch-base-128e',
      'switch-c',
      'switch-xxl',
    ]);
  });
});

describe('a model', () => {
  const { id: _, ...rest } = findModel('mixtral-8x7b');

  test('has a router, or says how it differs, and not both', () => {
    expect(modelSchema.safeParse({ id: 'toy', ...rest }).success).toBe(true);
    expect(modelSchema.safeParse({ id: 'toy', ...rest, differs: 'ungated' }).success).toBe(false);
    expect(modelSchema.safeParse({ id: 'toy', ...rest, router: null }).success).toBe(false);
    expect(modelSchema.safeParse({ id: 'toy', ...rest, router: null, differs: 'ungated' }).success).toBe(true);
  });

  test('has an id that can stand in a path', () => {
    expect(modelSchema.safeParse({ id: '../toy', ...rest }).success).toBe(false);
  });
});
