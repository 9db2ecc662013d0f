/** A comparison as it is written for others, with the sentences that name its chips. `jsonWithTexts` adds those of all other facts. */
import type { CompareRow, Comparison } from '../money/schema.ts';
import { compareAssumptionText } from './compare-assumptions.ts';
import { headlineTexts } from './compare-headline.ts';
import { readingText } from './compare-readings.ts';
import { givenText, inputText, type Names, namesOf } from './input-text.ts';

export function writtenComparison(comparison: Comparison): Comparison {
  const names = namesOf(comparison);
  const sentences = headlineTexts(comparison);
  return {
    ...comparison,
    headline: comparison.headline.map((answer, index) => ({ ...answer, text: sentences[index] })),
    readings: comparison.readings.map(fact => ({ ...fact, text: readingText(fact, names) })),
    assumptions: comparison.assumptions.map(fact => ({ ...fact, text: compareAssumptionText(fact, names) })),
    rows: comparison.rows.map(row => writtenRow(row, names)),
  };
}

function writtenRow(row: CompareRow, names: Names): CompareRow {
  return {
    ...row,
    sensitivity: row.sensitivity.map(input => ({ ...input, text: inputText(input.input, names) })),
    grounds: row.grounds.map(ground => ({
      ...ground,
      text: inputText(ground.input, names),
      given: givenText(ground),
    })),
  };
}
