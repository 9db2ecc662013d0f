/** The words of the decision sheet. */
import type { InEvery } from '../../language.ts';
import { SHEET_CHINESE } from './chinese.ts';
import { SHEET_ENGLISH } from './english.ts';
import type { SheetWords } from './sheet-words.ts';

export const SHEET_WORDS: InEvery<SheetWords> = { en: SHEET_ENGLISH, zh: SHEET_CHINESE };
