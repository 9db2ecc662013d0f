import { expect, test } from 'vitest';
import { COLLECTIVES, collectiveRowSchema } from '../../../reports/catalog/links.ts';
import { loadCatalog, loadLinks } from '../../../reports/catalog/load.ts';

const links = loadLinks();

test('seven chips have all four collectives, each timed at four sizes', () => {
  const chips = new Set(links.collectives.map(({ chip }) => chip));
  expect([...chips].toSorted()).toEqual(
    ['a100', 'b200', 'b300', 'gb200', 'gb300', 'h100', 'h200'].map(part => `nvidia-${part}`),
  );
  for (const chip of chips) {
    const own = links.collectives.filter(row => row.chip === chip);
    expect(own.map(({ collective }) => collective).toSorted()).toEqual(COLLECTIVES.toSorted());
    for (const { rows } of own) expect(rows.map(({ bytes }) => bytes / 2 ** 20)).toEqual([1, 16, 64, 512]);
  }
});

test('every row is of a chip of the catalog, and none has two', () => {
  const known = new Set(loadCatalog().chips.map(({ id }) => id));
  const chips = links.chips.map(({ chip }) => chip);
  expect([...chips, ...links.collectives.map(({ chip }) => chip)].filter(chip => !known.has(chip))).toEqual([]);
  expect(new Set(chips).size).toBe(chips.length);
});

test('a link is stated one way: half of what the catalog of chips has for both, where both have it', () => {
  const bothWays = new Map(loadCatalog().chips.map(chip => [chip.id, chip.interconnectBidirectionalBytesPerSecond]));
  const apart = links.chips.filter(({ chip, scaleUpBytesPerSecond }) => {
    const both = bothWays.get(chip) ?? null;
    return both !== null && Math.abs(2 * scaleUpBytesPerSecond - both) > 0.01 * both;
  });
  // Gaudi 3's 1,200 GB/s are all 24 links, three of which leave the node.
  expect(apart.map(({ chip }) => chip)).toEqual(['intel-gaudi3']);
});

test('rows that do not rise in size are refused', () => {
  const [row] = links.collectives;
  expect(collectiveRowSchema.safeParse({ ...row, rows: row?.rows.toReversed() }).success).toBe(false);
});
