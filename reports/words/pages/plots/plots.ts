/** The charts' titles, axes and captions in every language. */
import type { InEvery } from '../../language.ts';
import type { PlotWords } from './plot-words.ts';
import { CHINESE } from './chinese.ts';
import { ENGLISH } from './english.ts';

export const PLOT_WORDS: InEvery<PlotWords> = { en: ENGLISH, zh: CHINESE };
