/** Writes the site: the page, its style and script, charts as PNG, the rows as CSV, the report and the records as they are. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rowsToCsv } from '../../results/export/csv.ts';
import type { Report } from '../analysis/schema.ts';
import { plotsOf } from '../charts/plots.ts';
import { pngOf } from '../charts/png.ts';
import { csvRowsOf } from './csv-rows.ts';
import { indexPage, recordFile } from './index.ts';

const PAGE_SCRIPT = fileURLToPath(new URL('./browser/page.js', import.meta.url));
const PAGE_STYLE = fileURLToPath(new URL('./site.css', import.meta.url));

/** A file that every site of ours has: only a folder with it is ever replaced. */
const MARK = 'report.json';

export type SiteSources = {
  readonly report: Report;
  /** Where the record of a run lies; null when its file is not at hand. */
  readonly recordPath: (run: Report['runs'][number]) => string | null;
  /** The bundled browser script; the build lays it beside this module. */
  readonly pageScript?: string;
};

/**
 * Writes the site into `folder` and returns the path of its page. It is built in a sibling folder and renamed into place, so
 * a reader never sees half a site. Throws when `folder` holds anything but an older site.
 */
export function writeSite(folder: string, sources: SiteSources): string {
  const target = resolve(folder);
  if (existsSync(target) && readdirSync(target).length > 0 && !existsSync(join(target, MARK))) {
    throw new ForeignFolderError(target);
  }
  mkdirSync(dirname(target), { recursive: true });
  const fresh = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    fill(fresh, sources);
    rmSync(target, { recursive: true, force: true });
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
  return join(target, 'index.html');
}

/** The folder to write to is not ours to replace. */
export class ForeignFolderError extends Error {
  constructor(folder: string) {
    super(`${folder} holds files that are not a moebench site; name an empty folder or an older site`);
  }
}
