/** What training costs by what others published, in a dozen lines of a terminal: what it is, the lowest costs and the reference. */
import { moneyUnit, threeDigits } from '../../../reports/format.ts';
import type { TrainingCosts } from '../../../reports/known-costs/schema.ts';
import type { CompareRow } from '../../../reports/money/schema.ts';
import type { Report } from '../../../reports/report/schema.ts';
import { differenceText, tokensText } from '../../../reports/words/difference-text.ts';
import type { Language } from '../../../reports/words/language.ts';
import { knownCostsLabel, knownCostTexts } from '../../../reports/words/report/known-costs-text.ts';
import { answer, type Screen, type Section } from './screen.ts';
import { aligned, hanging } from './terminal.ts';

/** Chips beside the reference. */
const SHOWN = 4;

/** None where a saving was measured, or nothing is known. */
export function knownCostSections(
  { knownCosts: costs }: Pick<Report, 'knownCosts'>,
  { columns, language = 'en' }: Pick<Screen, 'columns' | 'language'>,
): readonly Section[] {
  if (!costs.available) return [];
  const [verdicts = ''] = knownCostTexts(costs, language);
  return [
    answer(hanging(verdicts, columns)),
    { ...answer([...costLines(costs, columns), ...hanging(labelText(costs, language), columns)]), joined: true },
  ];
}

/** With how many chips the page has beside those shown. */
function labelText(costs: TrainingCosts, language: Language): string {
  const { rows, tokens } = costs.comparison;
  const more = rows.length - 1 - SHOWN;
  return `${knownCostsLabel(costs, language)} Costs of ${tokensText(tokens, language)}${more > 0 ? `; ${more} more chips on the page` : ''}.`;
}

function costLines({ comparison }: TrainingCosts, columns: number): readonly string[] {
  const { rows, currency } = comparison;
  const others = rows.filter(({ isReference }) => !isReference);
  const shown = rows.filter(row => row.isReference || others.indexOf(row) < SHOWN);
  const ends = shown.flatMap(({ costPerTrillionTokens: cost }) => (cost.available ? [cost.high] : []));
  const unit = moneyUnit(Math.max(...ends), currency);
  const columnsOfTable: readonly (readonly [string, (row: CompareRow) => string])[] = [
    ['', ({ name }) => name],
    [`cost, ${unit.symbol}`, row => costCell(row, unit.factor)],
    ['compared', ({ isReference, saving }) => (isReference || !saving.available ? '' : differenceText(saving.point))],
    ['', ({ isReference, verdict }) => (isReference ? 'reference' : (verdict ?? ''))],
  ];
  const table = (many: number) => {
    const used = columnsOfTable.slice(0, many);
    return aligned([used.map(([head]) => head), ...shown.map(row => used.map(([, cell]) => cell(row)))], [1, 2]);
  };
  const widths = columnsOfTable.map((_, index) => table(columnsOfTable.length - index));
  return widths.find(lines => lines.every(line => line.length <= columns)) ?? widths.at(-1) ?? [];
}

function costCell({ costPerTrillionTokens: cost }: CompareRow, factor: number): string {
  if (!cost.available) return '–';
  const [point, low, high] = [cost.point, cost.low, cost.high].map(value => threeDigits(value * factor));
  return low === high ? `${point}` : `${point} (${low} to ${high})`;
}
