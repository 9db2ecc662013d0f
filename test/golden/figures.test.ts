/**
 * The figures of committed fixtures, texts aside: same records, cases and claims give the same numbers. A change of one is a change of
 * results, named in CHANGELOG.md; figures that a document has gained are held once they are written. `MOEBENCH_WRITE_GOLDEN=1` writes them anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareFile } from '../../harness/commands/compare.ts';
import { loadCatalog } from '../../reports/catalog/load.ts';
import { buildReport } from '../../reports/report/report.ts';
import { readRecords } from '../../results/store.ts';
import { fixtureCatalog, fixtureRecord } from '../reports/fixture.ts';
import { recomputed } from '../reports/reproduce/recomputed.ts';

const pathOf = (file: string): string => new URL(`../../${file}`, import.meta.url).pathname;

const comparisonOf = (name: string) => compareFile(pathOf(`docs/cases/${name}.yaml`), { asOf: '2026-06-01' });

function reportOfOldRecord() {
  const catalog = loadCatalog();
  const [reference] = catalog.chips.filter(({ id }) => id === 'nvidia-h800');
  if (reference === undefined) throw new Error('no reference');
  const { records, unread } = readRecords(pathOf('test/fixtures/records'));
  return buildReport({ records, unread, catalog, reference, asOf: '2026-06-01' });
}

function reportOfFixture() {
  const catalog = fixtureCatalog();
  const [reference] = catalog.chips;
  if (reference === undefined) throw new Error('no reference');
  return buildReport({ records: [fixtureRecord()], unread: [], catalog, reference, asOf: null });
}

/** Fields of words, and of the values that words are made of. */
const WORDS = ['assumptions', 'because', 'failures', 'headline', 'lacks', 'skips', 'text', 'values', 'warnings', 'why'];

/** Every number by its path; what is missing as `absent`. */
function figuresOf(value: unknown, path = ''): (readonly [string, number | 'absent'])[] {
  if (typeof value === 'number') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item, i) => figuresOf(item, `${path}/${i}`));
  if (typeof value !== 'object' || value === null) return [];
  if ('available' in value && value.available === false) return [[path, 'absent']];
  return Object.entries(value).flatMap(([name, part]) =>
    WORDS.includes(name) ? [] : figuresOf(part, `${path}/${name}`),
  );
}

test.each<[string, () => unknown]>([
  ['report-schema-1', reportOfOldRecord],
  ['report-fixture', reportOfFixture],
  ['compare-domestic', () => comparisonOf('domestic')],
  ['compare-fleet', () => comparisonOf('fleet')],
  ['compare-owned', () => comparisonOf('owned')],
  ['compare-smallest', () => comparisonOf('smallest')],
  ['reproduce-ling-2025', () => recomputed('ling-2025', loadCatalog())],
  ['reproduce-deepseek-v3', () => recomputed('deepseek-v3', loadCatalog())],
])('the figures of %s are those that were written down', (name, document) => {
  const file = pathOf(`test/golden/figures/${name}.json`);
  // As JSON has it: what is undefined is not there.
  const figures = Object.fromEntries(figuresOf(JSON.parse(JSON.stringify(document()))));
  if (process.env.MOEBENCH_WRITE_GOLDEN === '1') writeFileSync(file, `${JSON.stringify(figures, null, 1)}\n`);
  const golden: Record<string, number | 'absent'> = JSON.parse(readFileSync(file, 'utf8'));
  expect(Object.keys(golden).filter(path => figures[path] === undefined)).toEqual([]);
  for (const [path, value] of Object.entries(golden)) {
    const figure = figures[path];
    const tolerance = typeof value === 'number' ? 1e-9 * Math.abs(value) : 0;
    const isSame = figure === value || Math.abs(Number(figure) - Number(value)) <= tolerance;
    expect(isSame, `${path}: ${figure}, written down ${value}`).toBe(true);
  }
});
