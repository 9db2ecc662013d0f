/** ARCHITECTURE.md is a map of one page: tables that grow with the code stand in CONTRIBUTING.md. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const MOST_LINES = 110;

test(`ARCHITECTURE.md has at most ${MOST_LINES} lines, and names every room`, () => {
  const page = readFileSync(new URL('../../ARCHITECTURE.md', import.meta.url), 'utf8');
  expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(MOST_LINES);
  for (const room of ['suites/', 'results/', 'harness/', 'reports/', 'test/']) expect(page).toContain(`\`${room}\``);
});
