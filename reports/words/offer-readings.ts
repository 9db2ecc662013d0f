/** What was read into offers, each a sentence. */
import type { Fact } from '../fact.ts';
import { factText } from './fact-text.ts';

/** `the speed …` → `The speed ….` */
export function offerReadingText(reading: Fact): string {
  const text = factText(reading);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
