/** What training costs by what others published, in a dozen lines of a terminal: what it is, the lowest costs and the reference. */
import { moneyUnit, threeDigits } from '../../../reports/format.ts';
import type { TrainingCosts } from '../../../reports/known-costs/schema.ts';
import type { CompareRow } from '../../../reports/money/schema.ts';
import type { Report } from '../../../reports/report/schema.ts';
import { differenceText, tokensText } from '../../../reports/words/difference-text.ts';
import type { Language } from '../../../reports/words/language.ts';
import { knownCostsLabel, knownCostTexts } from '../../../reports/words/report/known-costs-text.ts';
import { verdictName } from '../../../reports/words/report/vocabulary/basis-words.ts';
import { REPORT_TEXT_WORDS } from '../words/report-text-words.ts';
import { columnsOf } from './column-width.ts';
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
    {
      ...answer([...costLines(costs, columns, language), ...hanging(labelText(costs, language), columns)]),
      joined: true,
    },
  ];
}

/** With how many chips the page has beside those shown. */
function labelText(costs: TrainingCosts, language: Language): string {
  const { rows, tokens } = costs.comparison;
  const more = rows.length - 1 - SHOWN;
  return `${knownCostsLabel(costs, language)}${REPORT_TEXT_WORDS[language].costsOf(tokensText(tokens, language), more)}`;
}

function costLines({ comparison }: TrainingCosts, columns: number, language: Language): readonly string[] {
  const words = REPORT_TEXT_WORDS[language];
  const { rows, currency } = comparison;
  const others = rows.filter(({ isReference }) => !isReference);
  const shown = rows.filter(row => row.isReference || others.indexOf(row) < SHOWN);
  const ends = shown.flatMap(({ costPerTrillionTokens: cost }) => (cost.available ? [cost.high] : []));
  const unit = moneyUnit(Math.max(...ends), currency, language);
  const columnsOfTable: readonly (readonly [string, (row: CompareRow) => string])[] = [
    ['', ({ name }) => name],
    [words.cost(unit.symbol), row => costCell(row, unit.factor, language)],
    [
      words.compared,
      ({ isReference, saving }) => (isReference || !saving.available ? '' : differenceText(saving.point, language)),
    ],
    [
      '',
      ({ isReference, verdict }) =>
        isReference ? words.reference : verdict === null ? '' : verdictName(verdict, language),
    ],
  ];
  const table = (many: number) => {
    const used = columnsOfTable.slice(0, many);
    return aligned([used.map(([head]) => head), ...shown.map(row => used.map(([, cell]) => cell(row)))], [1, 2]);
  };
  const widths = columnsOfTable.map((_, index) => table(columnsOfTable.length - index));
  return widths.find(lines => lines.every(line => columnsOf(line) <= columns)) ?? widths.at(-1) ?? [];
}

function costCell({ costPerTrillionTokens: cost }: CompareRow, factor: number, language: Language): string {
  if (!cost.available) return '–';
  const text = (value: number): string => threeDigits(value * factor);
  const [point, low, high] = [text(cost.point), text(cost.low), text(cost.high)];
  return low === high ? point : REPORT_TEXT_WORDS[language].range(point, low, high);
}
