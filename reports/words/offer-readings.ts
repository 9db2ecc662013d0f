/** What was read into offers, each a sentence. */
import type { Fact } from '../fact.ts';
import { factText } from './fact-text.ts';
import type { Language } from './language.ts';
import { sentenceOf } from './sentence.ts';

/** `the speed …` → `The speed ….` */
export const offerReadingText = (reading: Fact, language: Language = 'en'): string =>
  sentenceOf(factText(reading, language), language);
