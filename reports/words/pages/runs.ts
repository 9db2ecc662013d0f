/** The words of the pages of runs. */
import type { InEvery } from '../language.ts';
import { RUNS_ZH } from './runs/chinese.ts';
import { RUNS_EN } from './runs/english.ts';
import type { RunsWords } from './runs/page-words.ts';

export const RUNS_WORDS: InEvery<RunsWords> = { en: RUNS_EN, zh: RUNS_ZH };
