/** The charts' titles, axes and captions in every language. */
import type { InEvery } from '../../language.ts';
import { CHINESE } from './chinese.ts';
import { ENGLISH } from './english.ts';
import type { PlotWords } from './plot-words.ts';

export const PLOT_WORDS: InEvery<PlotWords> = { en: ENGLISH, zh: CHINESE };
