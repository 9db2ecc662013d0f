/** Writes the whole site as one HTML file to mail: at most 2 MB, and no request leaves it. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../../../suites/usage-error.ts';
import type { Language } from '../../words/language.ts';
import { SINGLE_WORDS } from '../../words/pages/single.ts';
import { jsonScript } from '../frame/html.ts';
import type { ScriptName, SitePage } from '../frame/page.ts';
import { styleOf } from '../frame/style.ts';
import { pagesOf } from '../pages.ts';
import { partId, picturesOf } from '../single/anchors.ts';
import { type SingleParts, singleDocument } from '../single/document.ts';
import { byImportance, inOrder, SINGLE_FILE_LIMIT_BYTES, type Sized, thatFit } from '../single/fit.ts';
import type { SiteData } from '../site-data.ts';

export type SingleSources = {
  readonly data: SiteData;
  readonly language: Language;
  readonly scripts: ReadonlyMap<ScriptName, string>;
  /** The PNG of a chart, by its place in the site. */
  readonly picture: (path: string) => Buffer;
};

/** Written beside `path` and renamed, so that a reader never sees half a file. UsageError where `path` is a folder. */
export function writeSingleFile(path: string, sources: SingleSources): void {
  checkSingleFile(path);
  const target = resolve(path);
  const fresh = join(dirname(target), `.${basename(target)}-${process.pid}`);
  try {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(fresh, singleFile(sources));
    renameSync(fresh, target);
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** UsageError when no HTML file can be written there. */
export function checkSingleFile(path: string): void {
  if (/[\\/]$/.test(path) || (existsSync(path) && statSync(path).isDirectory())) {
    throw new UsageError(`--single-file ${path} is a folder; give a file, for example ${join(path, 'report.html')}`);
  }
  if (!/\.html?$/i.test(path)) {
    throw new UsageError(`--single-file ${path}: a browser opens it by its name; give a name that ends in .html`);
  }
}

/**
 * Pages go in while there is room, the first page of each section before the pages below it; then the pictures of charts, in the order of
 * the document. The file says what was left out. The same data give the same bytes.
 */
export function singleFile(
  { data, language, scripts, picture }: SingleSources,
  limitBytes: number = SINGLE_FILE_LIMIT_BYTES,
): string {
  const all = inOrder(pagesOf(data, language));
  const frame = { language, asOf: data.report.asOf, style: styleOf('site') + styleOf('single'), scripts };
  const pages = pagesWithin(all, frame, limitBytes - NOTES_BYTES);
  const notes = pagesNote(all, pages, language, limitBytes);
  const bare = byteLength(singleDocument({ ...frame, pages, pictures: new Map(), notes }));
  const candidates = pages
    .flatMap(page => picturesOf(page, language))
    .map(path => ({ path, address: `data:image/png;base64,${picture(path).toString('base64')}` }));
  const chosen = thatFit(
    candidates.map(item => ({ item, bytes: item.address.length + IMAGE_TAG_BYTES })),
    limitBytes - bare - NOTES_BYTES,
  );
  const pictures = new Map(chosen.map(({ path, address }) => [path, address]));
  const missing = candidates.length - chosen.length;
  const ofPictures = missing === 0 ? [] : [SINGLE_WORDS[language].picturesLeftOut(missing, limitBytes / 1e6)];
  return singleDocument({ ...frame, pages, pictures, notes: [...notes, ...ofPictures] });
}

/** For the sentences that say what was left out. */
const NOTES_BYTES = 4096;
/** An `<img>` without its source: its text is the summary of the chart. */
const IMAGE_TAG_BYTES = 1024;
/** The tags of a script, its hash in the policy, and the signs in it that are escaped. */
const SCRIPT_TAG_BYTES = 512;
/** Of many pages the note names the first. */
const MOST_TITLES = 8;

type Frame = Omit<SingleParts, 'pages' | 'pictures' | 'notes'>;

function pagesWithin(all: readonly SitePage[], frame: Frame, limitBytes: number): readonly SitePage[] {
  const sizeOf = (pages: readonly SitePage[]): number =>
    byteLength(singleDocument({ ...frame, pages, pictures: new Map(), notes: [] }));
  if (sizeOf(all) <= limitBytes) return all;
  const empty = sizeOf([]);
  const sized = byImportance(all).map((page): Sized<SitePage> => {
    const bytes = sizeOf([{ ...page, scripts: [], data: {} }]) - empty;
    // Ids get longer where another page has them too, and links to pages that are not there shorter.
    const longerIds = 2 * partId(page).length * (page.body.html.split(' id="').length - 1);
    return { item: page, bytes: bytes + longerIds, shared: sharedBytes(page, frame) };
  });
  const kept = new Set(thatFit(sized, limitBytes - empty));
  return all.filter(page => kept.has(page));
}

/** What stands once in the document, whichever page brings it in. */
function sharedBytes({ scripts, data }: SitePage, frame: Frame): ReadonlyMap<string, number> {
  return new Map([
    ...scripts.map(name => [`script ${name}`, byteLength(frame.scripts.get(name) ?? '') + SCRIPT_TAG_BYTES] as const),
    ...Object.entries(data).map(([id, value]) => [`data ${id}`, byteLength(jsonScript(id, value).html)] as const),
  ]);
}

function pagesNote(
  all: readonly SitePage[],
  pages: readonly SitePage[],
  language: Language,
  limitBytes: number,
): readonly string[] {
  const missing = all.filter(page => !pages.includes(page)).map(({ title }) => title);
  if (missing.length === 0) return [];
  return [SINGLE_WORDS[language].pagesLeftOut(missing.length, missing.slice(0, MOST_TITLES), limitBytes / 1e6)];
}

const byteLength = (text: string): number => Buffer.byteLength(text);

/** From a folder that a site was written into. */
export const pictureIn =
  (site: string) =>
  (path: string): Buffer =>
    readFileSync(join(site, path));
