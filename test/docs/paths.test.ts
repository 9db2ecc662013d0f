/** ARCHITECTURE.md and CONTRIBUTING.md name files and folders that are there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const NAMED = /`((?:suites|results|harness|reports|test|docs)\/[^`\s]*)`/g;

test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s names no file that is not there', page => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const named = [...text.matchAll(NAMED)].flatMap(match => match[1] ?? []).filter(path => !/[<*]/.test(path));
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
});
