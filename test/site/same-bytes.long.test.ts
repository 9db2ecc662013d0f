/** The same records give the same site, byte for byte, wherever and whenever it is built; the next night rewrites what changed alone. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSite } from '../../reports/pages/writer/site.ts';
import { buildReport } from '../../reports/report/report.ts';
import { createRun } from '../../results/store.ts';
import { fixtureCatalog, fixtureRecord } from '../reports/fixture.ts';
import { siteDataOf } from '../reports/site-text.ts';
import { NO_BROWSER, SCRIPTS } from './browse.ts';

const CLI = join(import.meta.dirname, '../../dist/harness/cli.js');
const NOT_BUILT = existsSync(CLI) || process.env.MOEBENCH_REQUIRE_ALL === '1' ? NO_BROWSER : `${CLI} is not here`;

const filesOf = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(path => statSync(join(folder, path)).isFile())
      .toSorted()
      .map(path => [
        path,
        createHash('sha256')
          .update(readFileSync(join(folder, path)))
          .digest('hex'),
      ]),
  );

describe.skipIf(NOT_BUILT !== null)('a site', () => {
  let folder: string;
  beforeAll(() => {
    if (NOT_BUILT !== null) throw new Error(NOT_BUILT);
    folder = mkdtempSync(join(tmpdir(), 'moebench-bytes-'));
    const { context, proofs, cells } = fixtureRecord();
    const { previousSha256: _, ...first } = context;
    const writer = createRun(join(folder, 'runs'), first);
    for (const { previousSha256: _previous, ...line } of [...proofs, ...cells]) writer.append(line);
    writer.seal(context.startedAt);
    writer.close();
  });
  afterAll(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  function built(name: string, env: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
    const out = join(folder, name);
    const args = ['report', '--results', 'runs', '--out', join(name, 'site'), '--single-file', join(name, 'one.html')];
    const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    return filesOf(out);
  }

  test('has the same bytes in another folder, time zone and language of the machine, pictures included', async () => {
    const here = built('a', { TZ: 'America/Los_Angeles', LANG: 'C' });
    const there = built('b', { TZ: 'Asia/Shanghai', LANG: 'de_DE.UTF-8', LC_ALL: 'tr_TR.UTF-8' });
    expect([...here.keys()].filter(path => path.endsWith('.png')).length).toBeGreaterThan(0);
    expect([...there]).toEqual([...here]);
  });

  test('that is built again keeps every file, with its time', async () => {
    const catalog = fixtureCatalog();
    const [reference] = catalog.chips;
    if (reference === undefined) throw new Error('the fixture catalog is empty');
    const report = buildReport({ records: [fixtureRecord()], unread: [], catalog, reference, asOf: null });
    const site = join(folder, 'kept');
    const inodes = (): (readonly [string, number, number])[] =>
      [...filesOf(site).keys()].map(path => {
        const { ino, mtimeMs } = statSync(join(site, path));
        return [path, ino, mtimeMs] as const;
      });
    const sources = { data: siteDataOf(report), recordPaths: new Map<string, string>(), scripts: SCRIPTS };
    await writeSite(site, sources);
    const before = inodes().filter(([path]) => path !== join('charts', 'keys.json'));
    await writeSite(site, sources);
    expect(inodes().filter(([path]) => path !== join('charts', 'keys.json'))).toEqual(before);

    // Another day: the pages that show it change, and no picture, script or style does.
    const later = { ...report, asOf: '2027-01-01T00:00:00.000Z' };
    await writeSite(site, { ...sources, data: siteDataOf(later) });
    const kept = new Set(inodes().map(([path, inode]) => `${path} ${inode}`));
    const rewritten = before.filter(([path, inode]) => !kept.has(`${path} ${inode}`)).map(([path]) => path);
    expect(rewritten.length).toBeGreaterThan(0);
    expect(rewritten.filter(path => !/\.(html|json|csv)$/.test(path))).toEqual(['llms.txt']);
    expect(readFileSync(join(site, 'llms.txt'), 'utf8')).toContain('As of 2027-01-01');
  });
});
