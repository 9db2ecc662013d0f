/** docs/OUTPUTS.md has every format and every state. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OUTPUT_FORMATS } from '../../reports/outputs/formats.ts';
import { STATES } from '../../reports/regressions/schema.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/OUTPUTS.md'), 'utf8');
const rows = PAGE.slice(0, PAGE.indexOf('## Names'))
  .split('\n')
  .filter(line => line.startsWith('| `'));
const firstCells = rows.map(row => row.split('|')[1] ?? '');

test('the table has the formats that the program has, in its order', () => {
  const named = firstCells.flatMap(cell => /^ `([a-z][a-z-]+)` $/.exec(cell)?.[1] ?? []);
  expect(named).toEqual(OUTPUT_FORMATS.map(({ name }) => name));
});

test('the page says of every state how it is shown', () => {
  const table = PAGE.slice(PAGE.indexOf('| state of a series'));
  const named = [...table.matchAll(/`([a-z-]+)`(?=[^|]*\|)/g)].map(([, name]) => name);
  expect(STATES.filter(state => !named.includes(state))).toEqual([]);
});
