/** The table of public cases names tests that there are. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const TABLE = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const ROWS = TABLE.split('\n').flatMap(line => {
  const cells = line.split('|').map(cell => cell.trim());
  const [, name = '', , file = '', title = ''] = cells;
  return /\.ts$/.test(file) ? [[name, file, title] as const] : [];
});

test('the table has a row for each of at least 20 kinds of case', () => {
  expect(new Set(ROWS.map(([name]) => name)).size).toBeGreaterThanOrEqual(20);
});

test.each(ROWS)('%s: %s has the test "%s"', (_, file, title) => {
  const path = join(import.meta.dirname, '..', file);
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, 'utf8')).toContain(title);
});
