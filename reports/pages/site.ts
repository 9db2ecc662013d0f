/** Writes the site: the page, its style and script, charts as PNG, the rows as CSV, the report and the records as they are. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toCsv } from '../../results/export/csv.ts';
import { UsageError } from '../../suites/usage-error.ts';
import { plotsOf } from '../charts/plots.ts';
import { pngOf } from '../charts/png.ts';
import type { Report } from '../report/schema.ts';
import { jsonWithTexts, reportDocument } from '../words/report/report-document.ts';
import { flatRows } from './flat-rows.ts';
import { indexPage, recordFile } from './index.ts';
import { styleOf } from './style.ts';

/** A file that every site of ours has: only a folder with it is ever replaced. */
const MARK = 'report.json';

export type SiteSources = {
  readonly report: Report;
  /** Where the records lie, by their place in the site (`recordFile`). */
  readonly recordPaths: ReadonlyMap<string, string>;
  /** The bundled browser script; the build lays it beside this module. */
  readonly pageScript?: string;
};

/**
 * Writes the site into `folder` and returns the path of its page. It is built in a sibling folder and renamed into place, so
 * a reader never sees half a site. Throws when `folder` holds anything but an older site.
 */
export function writeSite(folder: string, sources: SiteSources): string {
  checkSiteFolder(folder);
  const target = resolve(folder);
  const sibling = (word: string): string => join(dirname(target), `.${basename(target)}-${word}-${process.pid}`);
  const [fresh, old] = [sibling('new'), sibling('old')];
  try {
    fill(fresh, sources);
    replace(target, fresh, old);
  } finally {
    for (const leftover of [fresh, old]) rmSync(leftover, { recursive: true, force: true });
  }
  return join(target, 'index.html');
}

/** UsageError when `folder` holds anything but an older site of ours. */
export function checkSiteFolder(folder: string): void {
  const target = resolve(folder);
  if (existsSync(target) && readdirSync(target).length > 0 && !existsSync(join(target, MARK))) {
    throw new UsageError(`${target} holds files that are no moebench site; name an empty folder or an older site`);
  }
}

/** Puts `fresh` where `target` is; the old site comes back when that fails. */
function replace(target: string, fresh: string, old: string): void {
  const replaced = existsSync(target);
  if (replaced) renameSync(target, old);
  try {
    renameSync(fresh, target);
  } catch (error) {
    if (replaced) renameSync(old, target);
    throw error;
  }
}

function fill(folder: string, { report, recordPaths, pageScript = besideThis('browser/page.js') }: SiteSources): void {
  mkdirSync(join(folder, 'records'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), indexPage(report));
  writeFileSync(join(folder, MARK), `${jsonWithTexts(reportDocument(report), 2)}\n`);
  writeFileSync(join(folder, 'rows.csv'), toCsv(flatRows(report)));
  writeFileSync(join(folder, 'site.css'), styleOf('site'));
  copyFileSync(pageScript, join(folder, 'page.js'));
  for (const plot of plotsOf(report)) {
    if (plot.drawn) writeFileSync(join(folder, `${plot.id}.png`), pngOf(plot));
  }
  for (const run of report.runs.filter(({ used }) => used)) {
    const file = recordFile(run);
    const path = recordPaths.get(file);
    if (path !== undefined) copyFileSync(path, join(folder, file));
  }
}

const besideThis = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));
