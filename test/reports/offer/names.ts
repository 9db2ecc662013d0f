/** The names of the shipped catalog. */
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { chipNamesOf } from '../../../reports/offer/chip-name.ts';
import type { Offer } from '../../../reports/offer/offer.ts';
import { parseOffer } from '../../../reports/offer/parse.ts';

export const CATALOG = loadCatalog();
export const NAMES = chipNamesOf(CATALOG.chips);

export const offered = (text: string): Offer => parseOffer(text, NAMES);
