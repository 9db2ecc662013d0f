/** The words of the workload pages in every language. */
import type { InEvery } from '../language.ts';
import { WORKLOADS_ZH } from './workloads/chinese.ts';
import { WORKLOADS_EN } from './workloads/english.ts';
import type { WorkloadsWords } from './workloads/page-words.ts';

export const WORKLOADS_WORDS: InEvery<WorkloadsWords> = { en: WORKLOADS_EN, zh: WORKLOADS_ZH };
