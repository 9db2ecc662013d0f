/** ARCHITECTURE.md and CONTRIBUTING.md name folders that are there; readme.test.ts holds the files that documents name. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = /`((?:suites|results|harness|reports|test|docs)\/[^`\s]*\/)`/g;

test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s names no folder that is not there', page => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const named = [...text.matchAll(FOLDER)].flatMap(match => match[1] ?? []).filter(path => !/[<*]/.test(path));
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
});
