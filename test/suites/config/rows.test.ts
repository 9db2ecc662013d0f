/** The models that were written from papers and code are what their configs are read as. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findModel, loadModels } from '../../../suites/models.ts';
import { CONFIGS, read } from './fixture.ts';

const configs = readdirSync(CONFIGS).map(file => file.replace(/\.json$/, ''));
const both = loadModels().filter(({ id }) => configs.includes(id));

test('most shipped models have a config here', () => {
  expect(both.length).toBeGreaterThan(55);
});

describe.each(both)('$id', row => {
  const { model } = read(row.id);

  test('has the layer, the router and the dispatch that its config says', () => {
    expect([model.layer, model.router, model.dispatch]).toEqual([row.layer, row.router, row.dispatch]);
    expect(model.differs.layer === null).toBe(row.differs.layer === null);
  });

  test('runs the parts that its config says', () => {
    expect(model.differs.block === null).toBe(row.differs.block === null);
  });
});

/** Of a row, what its config says otherwise, each for a reason that the row or docs/WORKLOADS.md names. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  'ling-lite': ['normEpsilon'],
  'ling-plus': ['attention'],
  // A norm without gains is none in our blocks; norms over all heads are written as norms of each.
  'llama-4-scout': ['attention'],
  'olmoe-1b-7b': ['attention'],
};
const SHAPE = ['layers', 'firstDense', 'moeEvery', 'denseFfn', 'vocab', 'tied', 'attention', 'normEpsilon'] as const;

test.each(both.filter(({ block, id }) => block !== null && id !== 'hunyuan-large'))(
  '$id has what stands around its layers as its config says, but for what is named here',
  ({ id, block }) => {
    const { model } = read(id);
    const unlike = SHAPE.filter(
      name => JSON.stringify(sorted(block?.[name])) !== JSON.stringify(sorted(model.block?.[name])),
    );
    expect(unlike).toEqual(OTHERWISE[id] ?? []);
  },
);

test('Ling-plus says that its heads are disputed, and its config has the other ones', () => {
  const { block } = read('ling-plus').model;
  const row = findModel('ling-plus');
  expect(block?.attention).toMatchObject({ heads: 42, kvHeads: 6, headDim: 128 });
  expect(row.block?.attention).toMatchObject({ heads: 56, kvHeads: 8, headDim: 96 });
  expect(row.disputed).toMatch(/56 of 96 .* 42 of 128/);
});

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b));
}
