/** The words of the first page, by language. */
import type { InEvery } from '../../language.ts';
import { OVERVIEW_CHINESE } from './chinese.ts';
import { OVERVIEW_ENGLISH } from './english.ts';
import type { OverviewWords } from './overview-words.ts';

export const OVERVIEW_WORDS: InEvery<OverviewWords> = { en: OVERVIEW_ENGLISH, zh: OVERVIEW_CHINESE };
