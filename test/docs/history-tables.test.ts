/** docs/HISTORY.md has every view of the roll-up with every column, and no other. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refresh } from '../../results/history/rollup/refresh.ts';
import { VIEWS } from '../../results/history/rollup/views.ts';
import { asked, rollupIn } from '../results/history/rollup/made-rollup.ts';

const page = readFileSync(new URL('../../docs/HISTORY.md', import.meta.url), 'utf8');

/** The columns named in the first cell of each row of a view's table. */
function documented(view: string): readonly string[] {
  const section = page.split(`\n### ${view}\n`)[1]?.split('\n### ')[0] ?? '';
  return section
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .flatMap(line => [...(line.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
}

test('docs/HISTORY.md has every column of every view', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moebench-history-page-'));
  try {
    mkdirSync(join(folder, 'runs'));
    const rollup = rollupIn(folder);
    await refresh(rollup);
    for (const { name } of VIEWS) {
      const columns = (await asked(rollup, `DESCRIBE ${name}`)).map(({ column_name: column }) => column);
      expect({ [name]: documented(name).toSorted() }).toEqual({ [name]: columns.toSorted() });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('docs/HISTORY.md has no section of a view that there is not', () => {
  const sections = [...page.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
  expect(sections.toSorted()).toEqual(VIEWS.map(({ name }) => name).toSorted());
});
