/** From a table of sentences to what makes the sentence of a fact. */
import type { Fact } from '../fact.ts';
import { absenceText } from './absence-text.ts';
import { filled, type Sentence } from './sentence.ts';

/**
 * The sentence of a fact by its code, without a full stop, `{because}` being the sentences of what it follows from by the same
 * table. A code that is not in the table is that of a missing figure, or of a record.
 */
export function textOf(table: Readonly<Record<string, Sentence>>): (fact: Fact) => string {
  const byCode = new Map(Object.entries(table));
  const text = (fact: Fact): string => {
    const sentence = byCode.get(fact.code);
    if (sentence === undefined) return absenceText(fact);
    return filled(sentence, fact.values, (fact.because ?? []).map(text));
  };
  return text;
}
