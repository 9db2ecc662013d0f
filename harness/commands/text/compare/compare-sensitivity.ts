/** What moves the saving of each contender: the inputs that move it furthest, or whose break-even is nearest. */
import { threeDigits } from '../../../../reports/format.ts';
import type { CompareRow, Comparison, Sensitivity } from '../../../../reports/money/schema.ts';
import {
  fieldText,
  inputRangeText,
  inputText,
  inputValueText,
  type Names,
  namesOf,
} from '../../../../reports/words/input-text.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { COMPARE_TEXT_WORDS } from '../../words/compare-text-words.ts';
import { columnsOf } from '../column-width.ts';
import { aligned, hanging } from '../terminal.ts';
import { UNKNOWN } from './compare-tables.ts';

/** How many inputs of a row are shown; the JSON has all. */
const INPUTS_SHOWN = 3;

/** A table, or where that is too wide a sentence for each input. */
export function sensitivityLines(comparison: Comparison, columns: number, language: Language): string[] {
  const words = COMPARE_TEXT_WORDS[language];
  const names = namesOf(comparison);
  const blocks = comparison.rows
    .filter(({ sensitivity }) => sensitivity.length > 0)
    .map(row => ({
      id: row.id,
      inputs: row.sensitivity.slice(0, INPUTS_SHOWN).map(input => cellsOf(row, input, names, language)),
    }));
  if (blocks.length === 0) return [];
  const table = aligned([
    ['', words.from10, words.costDifference, words.breakEven],
    ...blocks.flatMap(({ id, inputs }) => [[id], ...inputs.map(([input, ...rest]) => [`  ${input}`, ...rest])]),
  ]);
  if (table.every(line => columnsOf(line) <= columns)) return table;
  return blocks.flatMap(({ id, inputs }) => [
    `  ${id}`,
    ...inputs.flatMap(([input, values, savings, zero]) => {
      return hanging(words.lever(input, values, savings, zero), columns, '    ');
    }),
  ]);
}

/** Input, its values, the differences in cost at them, and where there is none. */
function cellsOf(
  { id }: CompareRow,
  sensitivity: Sensitivity,
  names: Names,
  language: Language,
): readonly [string, string, string, string] {
  const words = COMPARE_TEXT_WORDS[language];
  const { input, open, unit, point, spread, savingIsZeroAt: zero } = sensitivity;
  const savings = spread === null ? [] : [spread.savingAtLow, spread.savingAtHigh];
  const range =
    spread === null
      ? inputValueText(input, point, unit, language)
      : inputRangeText(input, [spread.low, spread.high], unit, language);
  return [
    input.endsWith(`/${id}`) ? words.its(fieldText(input, names, language)) : inputText(input, names, language),
    spread === null ? `${range}${open === 'contract' ? words.exact : words.noSpread}` : range,
    savings.map(saving => `${saving < 0 ? '+' : ''}${threeDigits(-100 * saving)}`).join(words.to),
    zero === null ? UNKNOWN : inputValueText(input, zero, unit, language),
  ];
}
