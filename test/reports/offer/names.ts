/** The names of the shipped catalog. */

import { loadCatalog } from '../../../reports/catalog/load.ts';
import { chipNamesOf } from '../../../reports/offer/chip-name.ts';
import type { Offer } from '../../../reports/offer/offer.ts';
import type { Question } from '../../../reports/offer/offered-case.ts';
import { parseOffer } from '../../../reports/offer/parse.ts';

export const CATALOG = loadCatalog();
export const NAMES = chipNamesOf(CATALOG.chips);

export const offered = (text: string): Offer => parseOffer(text, NAMES);

/** What is asked of the offers, where a test asks for nothing else. */
export const QUESTION: Question = {
  model: { written: 'ling-plus', id: 'ling-plus' },
  tokens: 1e12,
  reference: null,
  currency: null,
  rates: [],
  dtype: null,
  asOf: '2026-11-26',
};
