/** The files of a site: pages, style and scripts, charts, the figures as data, the records. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toCsv } from '../../../results/export/csv.ts';
import type { DrawnPlot } from '../../charts/plot.ts';
import { pngOf } from '../../charts/png.ts';
import { LANGUAGES } from '../../words/language.ts';
import { jsonWithTexts, reportDocument } from '../../words/report/report-document.ts';
import { framed } from '../frame/frame.ts';
import { ICON_FILE, ICON_SVG } from '../frame/icon.ts';
import { chartFile, folderOf, type ScriptName } from '../frame/page.ts';
import { styleOf } from '../frame/style.ts';
import { pagesOf } from '../pages.ts';
import { inReadingOrder } from '../runs/column-order.ts';
import { flatRows } from '../runs/flat-rows.ts';
import { recordFile } from '../runs/record-file.ts';
import type { SiteData } from '../site-data.ts';
import { drawnBy } from './drawn-by.ts';
import { atomFeed, siteIndex } from './feed.ts';

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
  /** Where the site will be published, ending in a slash. */
  readonly baseUrl?: string;
};

const SCRIPTS: readonly ScriptName[] = ['page', 'compare'];
/** A file that every site of ours has: only a folder with it is ever replaced. */
export const MARK = 'report.json';

export function siteFiles({ data, recordPaths, scripts, baseUrl }: SiteSources): SiteFile[] {
  const { report } = data;
  const scriptTexts = readScripts(scripts);
  const pictures = drawnBy(scriptTexts.get('page') ?? '');
  return [
    ...LANGUAGES.flatMap(language => {
      const pages = pagesOf(data, language);
      const facts = {
        language,
        sections: new Set(pages.map(({ section }) => section)),
        asOf: report.asOf,
        ...(baseUrl === undefined ? {} : { baseUrl }),
      };
      const plots = pages.flatMap(page => page.plots.filter((plot): plot is DrawnPlot => plot.drawn));
      return [
        ...pages.map(page => file(`${folderOf(language)}${page.path}`, () => framed(page, facts))),
        ...plots.map(plot => ({
          path: chartFile(plot.id, language),
          key: JSON.stringify([plot, pictures]),
          content: () => pngOf(plot),
        })),
      ];
    }),
    file(ICON_FILE, () => ICON_SVG),
    file('assets/site.css', () => styleOf('site')),
    ...SCRIPTS.map(name => file(`assets/${name}.js`, () => scriptTexts.get(name) ?? '')),
    file(MARK, () => `${jsonWithTexts(reportDocument(report), 2)}\n`),
    file('rows.csv', () => toCsv(inReadingOrder(flatRows(report)))),
    ...programFiles(data),
    ...recordFiles(data).flatMap(path => {
      const source = recordPaths.get(path);
      return source === undefined ? [] : [file(path, () => readFileSync(source))];
    }),
  ];
}

/** Of the runs that the report stands on, and of those that have a page. */
const recordFiles = ({ report, runs }: SiteData): readonly string[] => [
  ...new Set([...report.runs.filter(({ used }) => used), ...runs].map(recordFile)),
];

/** Of a feed reader and of a language model; in English, as all that programs read. */
function programFiles(data: SiteData): readonly SiteFile[] {
  const feed = atomFeed(data.report);
  return [
    file('llms.txt', () => siteIndex(data.report, pagesOf(data, 'en'))),
    ...(feed === null ? [] : [file('feed.xml', () => feed)]),
  ];
}

/** The bundled browser scripts: those of a folder, or those that the build lays beside these modules. */
export const readScripts = (folder: string = besideThis('../browser')): ReadonlyMap<ScriptName, string> =>
  new Map(SCRIPTS.map(name => [name, readFileSync(`${folder}/${name}.js`, 'utf8')]));

const file = (path: string, content: SiteFile['content']): SiteFile => ({ path, key: null, content });

const besideThis = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
