/** The committed sample site is what its records give today: the same pages and the same figures. `npm run sample` makes it again. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { workFolder } from '../e2e/command-line.ts';

const ROOT = join(import.meta.dirname, '../..');
const CLI = join(ROOT, 'dist/harness/cli.js');
const SAMPLE = join(ROOT, 'reports/sample/site');
const NOT_BUILT = existsSync(CLI) || process.env.MOEBENCH_REQUIRE_ALL === '1' ? null : `${CLI} is not here`;

const pagesOf = (site: string): readonly string[] =>
  readdirSync(site, { recursive: true, encoding: 'utf8' })
    .filter(path => statSync(join(site, path)).isFile())
    .toSorted();

if (NOT_BUILT !== null) test.skip(`the sample site: ${NOT_BUILT}`);

describe.skipIf(NOT_BUILT !== null)('the sample site', () => {
  const folder = workFolder('sample');
  const moebench = (args: readonly string[]) =>
    spawnSync(process.execPath, [CLI, ...args], { cwd: ROOT, encoding: 'utf8' });

  test('has the pages and the figures that its records give', () => {
    const site = join(folder, 'site');
    const { status, stderr } = moebench(['report', '--results', 'reports/sample/records', '--out', site]);
    expect([status, stderr]).toEqual([0, '']);
    const missing = pagesOf(site).filter(path => !existsSync(join(SAMPLE, path)));
    const left = pagesOf(SAMPLE).filter(path => !existsSync(join(site, path)));
    expect({ missing, left }, 'npm run sample makes the sample site again').toEqual({ missing: [], left: [] });
    const isSame = ['report.json', 'rows.csv', 'index.html'].map(name =>
      readFileSync(join(site, name)).equals(readFileSync(join(SAMPLE, name))),
    );
    expect(isSame, 'npm run sample makes the sample site again').toEqual([true, true, true]);
  });

  test('stands on sealed records that verify', () => {
    expect(moebench(['verify', 'reports/sample/records']).status).toBe(0);
  });

  test('names no folder of the machine it was made on', () => {
    const texts = ['records', 'site/index.html', 'site/report.json', 'site/rows.csv'].flatMap(path => {
      const full = join(ROOT, 'reports/sample', path);
      return statSync(full).isFile() ? [full] : pagesOf(full).map(name => join(full, name));
    });
    expect(texts.filter(path => /"\/(?:home|root|tmp|work|Users)\//.test(readFileSync(path, 'utf8')))).toEqual([]);
  });
});
