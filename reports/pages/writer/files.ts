/** The files of a site: pages, style and scripts, charts, the figures as data, the records. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toCsv } from '../../../results/export/csv.ts';
import type { DrawnPlot } from '../../charts/plot.ts';
import { pngOf } from '../../charts/png.ts';
import { LANGUAGES } from '../../words/language.ts';
import { jsonWithTexts, reportDocument } from '../../words/report/report-document.ts';
import { framed } from '../frame/frame.ts';
import { chartFile, folderOf, type ScriptName } from '../frame/page.ts';
import { styleOf } from '../frame/style.ts';
import { pagesOf } from '../pages.ts';
import { flatRows } from '../runs/flat-rows.ts';
import { recordFile } from '../runs/record-file.ts';
import type { SiteData } from '../site-data.ts';

export type SiteFile = {
  /** From the root of the site, with slashes. */
  readonly path: string;
  /** What the content follows from, where making the content takes long: with the same key an older file is kept. */
  readonly key: string | null;
  readonly content: () => string | Buffer;
};

export type SiteSources = {
  readonly data: SiteData;
  /** Where the records lie, by their place in the site (`recordFile`). */
  readonly recordPaths: ReadonlyMap<string, string>;
  /** The folder of the bundled browser scripts; the build lays it beside these modules. */
  readonly scripts?: string;
};

const SCRIPTS: readonly ScriptName[] = ['page', 'compare'];
/** A file that every site of ours has: only a folder with it is ever replaced. */
export const MARK = 'report.json';

export function siteFiles({ data, recordPaths, scripts = besideThis('../browser') }: SiteSources): SiteFile[] {
  const { report } = data;
  const scriptTexts = new Map(SCRIPTS.map(name => [name, readFileSync(`${scripts}/${name}.js`, 'utf8')]));
  // The page's script holds all code that a chart is drawn with.
  const drawnBy = createHash('sha256')
    .update(scriptTexts.get('page') ?? '')
    .digest('hex');
  return [
    ...LANGUAGES.flatMap(language => {
      const pages = pagesOf(data, language);
      const facts = { language, sections: new Set(pages.map(({ section }) => section)), asOf: report.asOf };
      const plots = pages.flatMap(page => page.plots.filter((plot): plot is DrawnPlot => plot.drawn));
      return [
        ...pages.map(page => file(`${folderOf(language)}${page.path}`, () => framed(page, facts))),
        ...plots.map(plot => ({
          path: chartFile(plot.id, language),
          key: JSON.stringify([plot, drawnBy]),
          content: () => pngOf(plot),
        })),
      ];
    }),
    file('assets/site.css', () => styleOf('site')),
    ...SCRIPTS.map(name => file(`assets/${name}.js`, () => scriptTexts.get(name) ?? '')),
    file(MARK, () => `${jsonWithTexts(reportDocument(report), 2)}\n`),
    file('rows.csv', () => toCsv(flatRows(report))),
    ...report.runs
      .filter(({ used }) => used)
      .flatMap(run => {
        const path = recordFile(run);
        const source = recordPaths.get(path);
        return source === undefined ? [] : [file(path, () => readFileSync(source))];
      }),
  ];
}

const file = (path: string, content: SiteFile['content']): SiteFile => ({ path, key: null, content });

const besideThis = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
