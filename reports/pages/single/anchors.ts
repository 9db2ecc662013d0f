/** The pages of a site as parts of one document: an id stands once, and a link to a page is a link to its part. Pure. */
import { posix } from 'node:path';
import type { Language } from '../../words/language.ts';
import { chartFile, folderOf, type SitePage } from '../frame/page.ts';
import { valuesOf, withAttributes, withoutImages } from './tags.ts';

/** `index.html` is `page-overview`, `workloads/ling-lite.html` is `page-workloads-ling-lite`. */
export function partId({ path, section }: Pick<SitePage, 'path' | 'section'>): string {
  const name = path.replace(/\.html$/, '').replace(/(^|\/)index$/, '');
  return `page-${name === '' ? section : name.replaceAll('/', '-')}`;
}

export type Ids = ReadonlyMap<string, string>;

/** Attributes that name ids, some of them several. */
const REFERENCES: ReadonlySet<string> = new Set([
  'for',
  'form',
  'list',
  'headers',
  'aria-labelledby',
  'aria-describedby',
  'aria-controls',
  'aria-owns',
  'aria-details',
  'popovertarget',
]);

/**
 * For each page, by its path, its ids in the one document. Scripts find a chart, its table and the data of a page by their ids, so those stay
 * as they are; of other ids the first page keeps its id, and a later page puts the name of its part before.
 */
export function idsOf(pages: readonly SitePage[], ofFrame: readonly string[]): ReadonlyMap<string, Ids> {
  const owners = new Map<string, SitePage | null>(ofFrame.map(id => [id, null]));
  for (const page of pages) for (const id of fixedIds(page)) if (!owners.has(id)) owners.set(id, page);
  const used = new Set([...owners.keys(), ...pages.map(partId)]);
  return new Map(
    pages.map(page => {
      const ids = new Map<string, string>();
      for (const id of new Set(valuesOf(page.body.html, 'id'))) {
        const isFree = owners.get(id) === page || !used.has(id);
        const next = isFree ? id : freeId(`${partId(page).slice('page-'.length)}--${id}`, used);
        used.add(next);
        ids.set(id, next);
      }
      return [page.path, ids];
    }),
  );
}

const fixedIds = ({ plots, data }: SitePage): string[] => [
  ...plots.flatMap(({ id }) => [id, `${id}-table`]),
  ...Object.keys(data),
];

function freeId(wanted: string, used: ReadonlySet<string>): string {
  let id = wanted;
  for (let count = 2; used.has(id); count += 1) id = `${wanted}-${count}`;
  return id;
}

export type Whole = {
  readonly language: Language;
  /** Of the pages in the document, by their path. */
  readonly ids: ReadonlyMap<string, Ids>;
  readonly parts: ReadonlyMap<string, string>;
  /** Pictures as data, by their place in the site. */
  readonly pictures: ReadonlyMap<string, string>;
};

/** The body of a page as it stands in the document. A link to a file that is not in the document is text. */
export function bodyInDocument(page: SitePage, document: Whole): string {
  const own = document.ids.get(page.path) ?? new Map<string, string>();
  const place = (href: string): string => posix.join(posix.dirname(`${folderOf(document.language)}${page.path}`), href);
  const kept = withoutImages(page.body.html, source => isElsewhere(source) || document.pictures.has(place(source)));
  return withAttributes(kept, ({ name, value }, tag) => {
    if (name === 'id') return own.get(value) ?? value;
    if (REFERENCES.has(name)) {
      return value
        .split(' ')
        .map(id => own.get(id) ?? id)
        .join(' ');
    }
    if (name === 'src' && tag === 'img') return document.pictures.get(place(value)) ?? value;
    if (name !== 'href' && name !== 'xlink:href') return value;
    return anchorOf(value, page, document);
  });
}

/** null: the link leads to a file of the site that is no page of the document. */
function anchorOf(href: string, page: SitePage, { language, ids, parts }: Whole): string | null {
  if (isElsewhere(href)) return href;
  const [file = '', fragment] = href.split('#');
  if (file === '') return fragment === undefined ? null : `#${ids.get(page.path)?.get(fragment) ?? fragment}`;
  const folder = folderOf(language);
  const full = posix.join(posix.dirname(`${folder}${page.path}`), file);
  const path = full.slice(folder.length);
  const part = full.startsWith(folder) ? parts.get(path) : undefined;
  if (part === undefined) return null;
  return `#${(fragment === undefined ? undefined : ids.get(path)?.get(fragment)) ?? part}`;
}

/** `https:`, `data:`, `mailto:`. */
const isElsewhere = (address: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(address);

/** The pictures of a page's charts, by their place in the site. */
export const picturesOf = ({ plots }: SitePage, language: Language): string[] =>
  plots.flatMap(plot => (plot.drawn ? [chartFile(plot.id, language)] : []));
