/** What moves the saving of each contender: the inputs that move it furthest, or whose break-even is nearest. */
import { threeDigits } from '../../../../reports/format.ts';
import type { CompareRow, Comparison, Sensitivity } from '../../../../reports/money/schema.ts';
import { fieldText, inputText, inputValueText, type Names, namesOf } from '../../../../reports/words/input-text.ts';
import { aligned, hanging } from '../terminal.ts';
import { UNKNOWN } from './compare-tables.ts';

/** How many inputs of a row are shown; the JSON has all. */
const INPUTS_SHOWN = 3;

/** A table, or where that is too wide a sentence for each input. */
export function sensitivityLines(comparison: Comparison, columns: number): string[] {
  const names = namesOf(comparison);
  const blocks = comparison.rows
    .filter(({ sensitivity }) => sensitivity.length > 0)
    .map(row => ({
      id: row.id,
      inputs: row.sensitivity.slice(0, INPUTS_SHOWN).map(input => cellsOf(row, input, names)),
    }));
  if (blocks.length === 0) return [];
  const table = aligned([
    ['', 'from its 10th to its 90th', 'cost difference, %', 'break-even at'],
    ...blocks.flatMap(({ id, inputs }) => [[id], ...inputs.map(([input, ...rest]) => [`  ${input}`, ...rest])]),
  ]);
  if (table.every(line => line.length <= columns)) return table;
  return blocks.flatMap(({ id, inputs }) => [
    `  ${id}`,
    ...inputs.flatMap(([input, values, savings, zero]) => {
      const saving = savings === '' ? '' : `, cost difference ${savings} %`;
      return hanging(`${input}: ${values}${saving}, break-even at ${zero}`, columns, '    ');
    }),
  ]);
}

/** Input, its values, the differences in cost at them, and where there is none. */
function cellsOf(
  { id }: CompareRow,
  sensitivity: Sensitivity,
  names: Names,
): readonly [string, string, string, string] {
  const { input, open, unit, point, spread, savingIsZeroAt: zero } = sensitivity;
  const values = spread === null ? [point] : [spread.low, spread.high];
  const savings = spread === null ? [] : [spread.savingAtLow, spread.savingAtHigh];
  const range = values.map(value => inputValueText(input, value, unit)).join(' to ');
  return [
    input.endsWith(`/${id}`) ? `its ${fieldText(input, names)}` : inputText(input, names),
    spread === null ? `${range}, ${open === 'contract' ? 'exact' : 'no spread'}` : range,
    savings.map(saving => `${saving < 0 ? '+' : ''}${threeDigits(-100 * saving)}`).join(' to '),
    zero === null ? UNKNOWN : inputValueText(input, zero, unit),
  ];
}
