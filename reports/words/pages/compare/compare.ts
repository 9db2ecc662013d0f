/** The words of the calculator, in every language. */
import type { InEvery } from '../../language.ts';
import { CHINESE } from './chinese.ts';
import type { CompareWords } from './compare-words.ts';
import { ENGLISH } from './english.ts';

export const COMPARE_WORDS: InEvery<CompareWords> = { en: ENGLISH, zh: CHINESE };
