import { expect, test } from 'vitest';
import { anchorSchema } from '../../../reports/catalog/anchors.ts';
import { loadAnchors, loadCatalog } from '../../../reports/catalog/load.ts';
import { checkRows } from '../../../reports/catalog/row.ts';
import { loadModels } from '../../../suites/models.ts';

const chips = new Set(loadCatalog().chips.map(chip => chip.id));
const { models, anchors } = loadAnchors(chips);
const anchor = (id: string) => anchors.find(row => row.id === id);

test('the catalog holds 54 published claims about a speed, nine of them not to be learned from', () => {
  expect(anchors).toHaveLength(54);
  const count = (derivation: string): number => anchors.filter(row => row.derivation === derivation).length;
  expect(['measured', 'converted', 'derived-from-cost', 'whole-run-average', 'proxy', 'unstated'].map(count)).toEqual([
    39, 6, 2, 2, 1, 4,
  ]);
});

test('a model that the suites know as well has the same parameters there', () => {
  const known = new Map(loadModels().map(({ id, parameters }) => [id, parameters]));
  const shared = models.filter(({ id }) => known.has(id));
  expect(shared).toHaveLength(14);
  for (const { id, activeBillion, totalBillion, source } of shared) {
    expect(known.get(id)).toMatchObject({ activeBillion, totalBillion });
    expect(source).toBe(`suites/models/${id}.json`);
  }
  expect(models.filter(({ id, source }) => !known.has(id) && source.startsWith('suites/'))).toEqual([]);
});

test('no model is listed that no anchor is of', () => {
  const used = new Set(anchors.map(({ model }) => model));
  expect(models.filter(({ id }) => !used.has(id))).toEqual([]);
});

test('180 K device-hours per 10¹² tokens are 1,543.2 tokens per second and device', () => {
  const rate = anchor('deepseek-v3-on-h800-fp8-deepseek-v3-report')?.tokensPerSecondPerDevice ?? 0;
  expect(rate).toBeCloseTo(1e12 / (180e3 * 3600), 1);
});

/** FLOP/s per device as published, and the active parameters they are divided by. */
const CONVERTED: readonly (readonly [id: string, flops: number, activeBillion: number])[] = [
  ['mixtral-8x22b-on-h100-bf16-moe-parallel-folding', 487.6e12, 39],
  ['qwen2-57b-a14b-on-h100-bf16-moe-parallel-folding', 385.7e12, 14],
  ['mixtral-8x7b-on-h100-bf16-megatron-core-readme', 468e12, 12.9],
  ['llama-4-behemoth-on-h100-fp8-llama-4-blog', 390e12, 288],
  ['llama-3-405b-on-h100-bf16-llama-3-report', 0.41 * 989e12, 405],
];

test.each(CONVERTED)('%s is converted by 6 × active parameters', (id, flops, activeBillion) => {
  expect(anchor(id)?.tokensPerSecondPerDevice).toBeCloseTo(flops / (6 * activeBillion * 1e9), 1);
});

test('a row that does not hold is named', () => {
  const row = { ...anchors[0], tokensPerSecondPerDevice: -1 };
  expect(() => checkRows('anchors.json', anchorSchema, [anchors[1], row])).toThrow(
    'anchors.json row 2 (deepseek-v3-on-h800-fp8-deepseek-v3-report): tokensPerSecondPerDevice:',
  );
});

test('a speed that no source states cannot be given as unstated', () => {
  const row = { ...anchors[0], derivation: 'unstated' };
  expect(() => checkRows('anchors.json', anchorSchema, [row])).toThrow('an unstated speed is null');
});

test('a chip that the catalog lacks is refused by its name', () => {
  expect(() => loadAnchors(new Set(['nvidia-h100']))).toThrow(/no chip '.+' in chips\.json/);
});
