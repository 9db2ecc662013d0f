/** docs/REGRESSIONS.md explains every state of a figure and every exit code of `check`. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exitsOf } from '../../harness/commands/manual/manual.ts';
import { STATES } from '../../reports/regressions/schema.ts';

const page = readFileSync(new URL('../../docs/REGRESSIONS.md', import.meta.url), 'utf8');
const cells = page.split('\n').flatMap(line => /^\| `?([\w-]+)`? \|/.exec(line)?.[1] ?? []);

test('every state has a row, and every row of states is one', () => {
  expect(cells.filter(cell => /^[a-z-]+$/.test(cell) && cell !== 'state' && !cell.startsWith('--')).toSorted()).toEqual(
    [...STATES].toSorted(),
  );
});

test('the exit codes that are of check alone have a row', () => {
  const codes = exitsOf('check').map(([code]) => String(code));
  for (const code of codes.filter(code => code !== '1' && code !== '2')) expect(cells).toContain(code);
});
