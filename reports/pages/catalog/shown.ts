/** The rows that the catalog's pages show. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Links } from '../../catalog/links.ts';
import type { PowerRows } from '../../catalog/power.ts';
import { type AgedPrice, agedOn } from '../../catalog/staleness.ts';
import type { Language } from '../../words/language.ts';
import type { Place } from '../frame/page.ts';

export type CatalogRows = { readonly catalog: Catalog; readonly power: PowerRows; readonly links: Links };

/** What a page of the catalog is made from. */
export type CatalogView = CatalogRows & {
  readonly prices: readonly AgedPrice[];
  /** The day ages are counted from; null: there is no record. */
  readonly asOf: string | null;
  readonly place: Place;
  readonly language: Language;
};

export const catalogView = (rows: CatalogRows, asOf: string | null, place: Place): CatalogView => ({
  ...rows,
  prices: agedOn(rows.catalog, asOf).prices,
  asOf,
  place,
  language: place.language,
});

/** Pages behind the first one. */
export const CATALOG_PATHS = {
  chips: 'catalog.html',
  prices: 'catalog/prices.html',
  speeds: 'catalog/speeds.html',
  rates: 'catalog/rates.html',
  links: 'catalog/links.html',
} as const;

export type CatalogPageId = keyof typeof CATALOG_PATHS;

/** Anchors that links from other pages rely on. */
export const chipAnchor = (chip: string): string => `chip-${chip}`;
export const pricesAnchor = (chip: string): string => `prices-${chip}`;
