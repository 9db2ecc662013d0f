import { expect, test } from 'vitest';
import { loadCatalog } from '../../../reports/catalog/load.ts';

const { siblings, chips } = loadCatalog();

test('a chip is of one family at the most, and its family is of one vendor', () => {
  const members = siblings.families.flatMap(family => family.chips);
  expect(new Set(members).size).toBe(members.length);
  for (const { chips: ids } of siblings.families) {
    expect(new Set(chips.filter(({ id }) => ids.includes(id)).map(({ vendor }) => vendor)).size).toBe(1);
  }
});

test('a pair is of two chips of one family, and none is there twice', () => {
  for (const { first, second } of siblings.pairs) {
    const family = siblings.families.find(({ chips: ids }) => ids.includes(first));
    expect(family?.chips).toContain(second);
    expect(first).not.toBe(second);
  }
  const names = siblings.pairs.map(({ first, second, what }) => `${first} ${second} ${what}`);
  expect(new Set(names).size).toBe(79);
  expect(names.length).toBe(79);
});

test('no pair is above the peak of its type on either chip', () => {
  const peaks = new Map(chips.map(chip => [chip.id, chip.peakFlops]));
  const above = siblings.pairs.filter(
    ({ first, second, dtype, firstFlops, secondFlops }) =>
      firstFlops > (peaks.get(first)?.[dtype] ?? 0) || secondFlops > (peaks.get(second)?.[dtype] ?? 0),
  );
  expect(above).toEqual([]);
});

test("the reference chip's family is there", () => {
  expect(siblings.families.find(({ chips: ids }) => ids.includes('nvidia-h800'))?.chips).toEqual([
    'nvidia-h100',
    'nvidia-h800',
    'nvidia-h200',
    'nvidia-h20',
  ]);
});
