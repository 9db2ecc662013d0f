/** A comparison as it is written for others: every fact with its sentence, so that a reader needs no table of ours. */
import type { CompareRow, Comparison, MoneyFigure, Payback } from '../money/schema.ts';
import { absenceText } from './absence-text.ts';
import { compareAssumptionText } from './compare-assumptions.ts';
import { headlineTexts } from './compare-headline.ts';
import { givenText, inputText, type Names, namesOf } from './input-text.ts';
import { notIncludedText } from './not-included.ts';

export function writtenComparison(comparison: Comparison): Comparison {
  const names = namesOf(comparison);
  const sentences = headlineTexts(comparison);
  return {
    ...comparison,
    headline: comparison.headline.map((answer, index) => ({ ...answer, text: sentences[index] })),
    assumptions: comparison.assumptions.map(fact => ({ ...fact, text: compareAssumptionText(fact) })),
    rows: comparison.rows.map(row => writtenRow(row, names)),
  };
}

function writtenRow(row: CompareRow, names: Names): CompareRow {
  return {
    ...row,
    tokensPerSecondPerDevice: written(row.tokensPerSecondPerDevice),
    mfu: written(row.mfu),
    deviceHoursPerTrillionTokens: written(row.deviceHoursPerTrillionTokens),
    costPerTrillionTokens: written(row.costPerTrillionTokens),
    costOfTraining: written(row.costOfTraining),
    saving: written(row.saving),
    breakEvenPricePerHour: written(row.breakEvenPricePerHour),
    breakEvenPurchase: written(row.breakEvenPurchase),
    devicesForDeadline: written(row.devicesForDeadline),
    days: written(row.days),
    energyKWhPerTrillionTokens: written(row.energyKWhPerTrillionTokens),
    carbonKgPerTrillionTokens: written(row.carbonKgPerTrillionTokens),
    paybackTokens: written(row.paybackTokens),
    sensitivity: row.sensitivity.map(input => ({ ...input, text: inputText(input.input, names) })),
    grounds: row.grounds.map(ground => ({
      ...ground,
      text: inputText(ground.input, names),
      given: givenText(ground),
    })),
    notIncluded: row.notIncluded.map(option => ({ ...option, text: notIncludedText(option) })),
  };
}

/** A figure; a missing one with its sentence. */
const written = <T extends MoneyFigure | Payback>(figure: T): T =>
  figure.available ? figure : { ...figure, text: absenceText(figure) };
