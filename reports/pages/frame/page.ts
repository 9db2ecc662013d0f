/** A page of the site, before its frame is put around it. */
import type { Plot } from '../../charts/plot.ts';
import type { Language } from '../../words/language.ts';
import type { Html } from './html.ts';

/** In the order of the navigation. */
export const SECTIONS = ['overview', 'compare', 'history', 'workloads', 'runs', 'claims', 'catalog', 'method'] as const;
export type SectionId = (typeof SECTIONS)[number];

/** Scripts of the build (build.mjs): `page` draws charts and makes tables handy; `compare` is the calculator. */
export type ScriptName = 'page' | 'compare';

/** Where a page stands: what its links and words depend on. */
export type Place = {
  readonly language: Language;
  /** From the page to the root of the site, empty or ending in a slash. */
  readonly root: string;
};

export type SitePage = {
  /** Its place in the tree of its language: `index.html`, `workloads/mixtral-8x7b-layer.html`. */
  readonly path: string;
  readonly section: SectionId;
  /** Of the browser's tab, without the name of the site. */
  readonly title: string;
  /** One sentence, for link previews and search. */
  readonly summary: string;
  readonly body: Html;
  /** Its charts. An id is unique within the site: it names the PNG. */
  readonly plots: readonly Plot[];
  /** What its scripts read, by the id of the element that holds it. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly scripts: readonly ScriptName[];
};

/** The first page of each section. */
export const SECTION_PATHS: Readonly<Record<SectionId, string>> = {
  overview: 'index.html',
  compare: 'compare.html',
  history: 'history.html',
  workloads: 'workloads/index.html',
  runs: 'runs/index.html',
  claims: 'claims.html',
  catalog: 'catalog.html',
  method: 'method/index.html',
};

/** English lies at the root, every other language in a folder of its name. */
export const folderOf = (language: Language): string => (language === 'en' ? '' : `${language}/`);

export function placeOf(path: string, language: Language): Place {
  const depth = `${folderOf(language)}${path}`.split('/').length - 1;
  return { language, root: '../'.repeat(depth) };
}

/** From a page at `place` to the page at `path` of the same language. */
export const linkTo = ({ root, language }: Place, path: string): string => `${root}${folderOf(language)}${path}`;

/** Where the picture of a chart lies, from the root of the site. Its words are in a language. */
export const chartFile = (plotId: string, language: Language): string => `charts/${folderOf(language)}${plotId}.png`;
