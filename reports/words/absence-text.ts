/** The sentence of a missing figure, in English, without a full stop. */
import type { Fact } from '../fact.ts';
import { factText } from './fact-text.ts';

export const absenceText = (absent: Fact): string => factText(absent);
