import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { typeOf } from '../../../../harness/commands/serve/headers.ts';
import { siteFiles } from '../../../../reports/pages/writer/files.ts';
import { fixtureReport } from '../../../reports/pages/shipped-pages.ts';
import { siteDataOf } from '../../../reports/site-text.ts';

test('every file of a site has a type by which a browser shows it', () => {
  const scripts = mkdtempSync(join(tmpdir(), 'moebench-scripts-'));
  for (const name of ['page', 'compare']) writeFileSync(join(scripts, `${name}.js`), '');
  const paths = siteFiles({ data: siteDataOf(fixtureReport), recordPaths: new Map(), scripts }).map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['feed.xml', 'llms.txt', 'report.json']));
  expect(paths.filter(path => typeOf(path) === 'application/octet-stream')).toEqual([]);
});
