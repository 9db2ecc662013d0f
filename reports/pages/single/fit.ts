/** What of a site goes into one file to mail. Pure: sizes in, choice out. */
import { SECTIONS, type SitePage } from '../frame/page.ts';

/** Mail servers take attachments of far more; a file of 2 MB opens at once on a phone as well. */
export const SINGLE_FILE_LIMIT_BYTES = 2_000_000;

export type Sized<Item> = {
  readonly item: Item;
  readonly bytes: number;
  /** Bytes of what stands once, whichever items bring it in, by its name: a script, data of several pages. */
  readonly shared?: ReadonlyMap<string, number>;
};

/** What fits, in the order of the list; the rest is left out. A later item that is smaller still goes in. */
export function thatFit<Item>(items: readonly Sized<Item>[], roomBytes: number): Item[] {
  const present = new Set<string>();
  let left = roomBytes;
  return items.flatMap(({ item, bytes, shared = new Map<string, number>() }) => {
    const added = [...shared].filter(([name]) => !present.has(name));
    const total = added.reduce((sum, [, size]) => sum + size, bytes);
    if (total > left) return [];
    left -= total;
    for (const [name] of added) present.add(name);
    return [item];
  });
}

/** The first page of each section before the pages below it, and both in the order of the navigation. */
export function byImportance(pages: readonly SitePage[]): SitePage[] {
  const seen = new Set<string>();
  const ranked = inOrder(pages).map(page => {
    const isFirst = !seen.has(page.section);
    seen.add(page.section);
    return { page, rank: isFirst ? 0 : 1 };
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ page }) => page);
}

/** In the order of the navigation; within a section as the site has them. */
export const inOrder = (pages: readonly SitePage[]): SitePage[] =>
  pages.toSorted((a, b) => SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section));
