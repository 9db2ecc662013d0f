import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCatalog } from '../../reports/catalog/load.ts';
import { CLAIM_NAMES } from '../../reports/reproduce/claims.ts';
import { recomputed } from '../reports/reproduce/recomputed.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/COST.md'), 'utf8').replaceAll('\n', ' ');
const catalog = loadCatalog();

test('docs/COST.md has a row for every claim', () => {
  for (const name of CLAIM_NAMES) expect(text).toContain(`| \`${name}\` |`);
});

test('docs/COST.md says of the 20 % what the program says', () => {
  const { tables } = recomputed('ling-2025', catalog);
  const chances = (id: string) =>
    tables
      .find(table => table.id === id)
      ?.rows.map(row => [String(row.device ?? row.mix), Math.round(100 * Number(row.chance))] as const) ?? [];
  const alone = new Map(chances('plausible-devices'));
  expect(alone.get('B')).toBe(alone.get('E'));
  expect(text).toContain(`${alone.get('A')} % for A, ${alone.get('C')} % for C and ${alone.get('B')} % for B and E`);
  const [best] = chances('plausible-mixes').toSorted(([, a], [, b]) => b - a);
  expect(text).toContain(`${best?.[1]} % for ${best?.[0]} and less for every other mix`);
});
