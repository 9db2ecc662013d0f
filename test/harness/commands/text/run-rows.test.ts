import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { rowSection } from '../../../../harness/commands/text/run-rows.ts';
import { buildReport } from '../../../../reports/report/report.ts';
import { fixtureCatalog, fixtureRecord } from '../../../reports/fixture.ts';

const catalog = fixtureCatalog();
const [reference] = catalog.chips;
if (reference === undefined) throw new Error('the fixture catalog is empty');
const { rows } = buildReport({ records: [fixtureRecord()], unread: [], catalog, reference, asOf: null });

test('rows are a table where it fits, a line a row', () => {
  const { heading, entries } = rowSection(rows, 400);
  expect(stripVTControlCharacters(heading.join()).trim().split(/ {2,}/).slice(-3)).toEqual([
    'useful',
    'of largest matmul',
    'of own matmuls',
  ]);
  expect(entries).toHaveLength(rows.length);
  expect(entries.every(lines => lines.length === 1)).toBe(true);
});

test.each([80, 120])('in %i columns a row is its work, and below it its figures with their names', columns => {
  const { heading, entries } = rowSection(rows, columns);
  expect(heading).toEqual([]);
  expect(entries).toHaveLength(rows.length);
  const lines = entries.flat();
  expect(lines.filter(line => line.length > columns)).toEqual([]);
  expect(lines.join(' ')).toMatch(
    /toy, moe-layer, forward-backward, .* rows\/expert {3}[\d.]+ ms .* a step; .* tokens\/s;/,
  );
});

test('no rows are said to be none', () => {
  expect(rowSection([], 80).entries).toEqual([['No workload was measured.']]);
});
