/** The sentence of a missing figure, without a full stop. */
import type { Fact } from '../fact.ts';
import { factText } from './fact-text.ts';
import type { Language } from './language.ts';

export const absenceText = (absent: Fact, language: Language = 'en'): string => factText(absent, language);
