import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { compareCommand } from '../../../harness/commands/compare.ts';
import { comparisonSchema } from '../../../reports/money/schema.ts';
import { plainWords } from '../../reports/plain-words.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-compare-'));
const path = join(folder, 'deep', 'sheet.html');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

const run = (...args: string[]) => compareCommand().parseAsync(['node', 'compare', ...args]);

test('compare --sheet writes the page with the command that makes it again, and prints what it printed without', async () => {
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await run('docs/cases/smallest.yaml', '--json');
  await run('docs/cases/smallest.yaml', '--json', '--as-of', '2026-06-30', '--sheet', path);
  const [bare, beside] = printed.mock.calls.map(([text]) => comparisonSchema.parse(JSON.parse(String(text))).rows);
  expect(beside?.map(({ saving }) => saving)).toEqual(bare?.map(({ saving }) => saving));
  const page = plainWords(readFileSync(path, 'utf8'));
  expect(page).toContain(
    '<code>moebench compare docs/cases/smallest.yaml --as-of 2026-06-30 --sheet sheet.html</code>',
  );
  expect(page).toContain('20.1 %');
});

test('a sheet that cannot be written is said in one line', async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await expect(run('docs/cases/smallest.yaml', '--sheet', folder)).rejects.toThrow(
    `${folder}: a folder; give the path of a file (EISDIR)`,
  );
});
