/** A comparison as it is printed for a person: the verdict, the costs, what the figures must not be taken for; then what they rest on. */
import pc from 'picocolors';
import { ratioMarks } from '../../../../reports/charts/relative-cost.ts';
import { percentText } from '../../../../reports/format.ts';
import type { Headline } from '../../../../reports/money/codes.ts';
import type { CompareRow, Comparison } from '../../../../reports/money/schema.ts';
import { absenceText } from '../../../../reports/words/absence-text.ts';
import { compareAssumptionText } from '../../../../reports/words/compare-assumptions.ts';
import { headlineTexts } from '../../../../reports/words/compare-headline.ts';
import { readingText } from '../../../../reports/words/compare-readings.ts';
import { tokensText } from '../../../../reports/words/difference-text.ts';
import { factText } from '../../../../reports/words/fact-text.ts';
import { ageText, givenText, inputText, type Names, namesOf } from '../../../../reports/words/input-text.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { basisName } from '../../../../reports/words/report/vocabulary/basis-words.ts';
import { sourceText } from '../../../../reports/words/source-text.ts';
import { offerSections } from '../../compare/offer-text.ts';
import { COMPARE_TEXT_WORDS } from '../../words/compare-text-words.ts';
import { costChart } from '../chart/cost-chart.ts';
import { answer, type Screen, type Section, screenText } from '../screen.ts';
import { hanging } from '../terminal.ts';
import { sensitivityLines } from './compare-sensitivity.ts';
import { costTables, furtherTables } from './compare-tables.ts';

export function comparisonText(comparison: Comparison, screen: Screen): string {
  const { assumptions, rows } = comparison;
  const { columns, language = 'en' } = screen;
  const words = COMPARE_TEXT_WORDS[language];
  const names = namesOf(comparison);
  const listed = (name: string, title: string, items: readonly string[]) => list({ name, title, items, columns });
  return screenText(
    [
      ...answerSections(comparison, columns, language),
      answer(hanging(subject(comparison, language), columns)),
      ...costTables(comparison, columns, language),
      costChart(words.chart, ratioMarks(rows), screen),
      answer(warnings(rows, names, language).flatMap(sentence => hanging(sentence, columns))),
      ...readingSections(comparison, names, screen),
      listed('reasons', words.noCost, reasons(rows, language)),
      ...furtherTables(comparison, columns, language),
      {
        heading: [pc.bold(words.moves)],
        entries: sensitivityLines(comparison, columns, language).map(line => [line]),
        shown: 'all-or-none',
        name: 'sensitivity',
      },
      listed('shares of the cost', words.shares, breakdowns(rows, language)),
      listed('inputs', words.inputs, sources(rows, names, language)),
      listed(
        'assumptions',
        words.assumptions,
        assumptions.map(fact => compareAssumptionText(fact, names, language)),
      ),
      listed('not included', words.notIncluded, notIncluded(rows, language)),
      ...offerSections(comparison, columns, language),
    ],
    screen,
  );
}

/** Verdicts that are printed however many there are; the tables have the others. */
const VERDICTS_ALWAYS = 4;

const VERDICT_CODES: readonly Headline[] = ['cheaper', 'dearer', 'not-separable', 'no-verdict'];

function answerSections(comparison: Comparison, columns: number, language: Language): readonly Section[] {
  const codes: readonly string[] = VERDICT_CODES;
  const entries = headlineTexts(comparison, language).map((text, index) => ({
    lines: hanging(index === 0 ? pc.bold(text) : text, columns),
    isVerdict: codes.includes(comparison.headline[index]?.code ?? ''),
  }));
  const linesOf = (wanted: boolean) =>
    entries.filter(({ isVerdict }) => isVerdict === wanted).map(({ lines }) => lines);
  const verdicts = linesOf(true);
  return [
    answer(verdicts.slice(0, VERDICTS_ALWAYS).flat()),
    { heading: [], entries: verdicts.slice(VERDICTS_ALWAYS), shown: 'room', name: 'verdicts', joined: true },
    { ...answer(linesOf(false).flat()), joined: true },
  ];
}

/** Readings that are printed however many there are: enough for a case of three offers. */
const READINGS_ALWAYS = 4;

/** How prices were read: what is converted, or taken in one of two senses, must not be overlooked. */
function readingSections({ readings }: Comparison, names: Names, { columns, language }: Screen): readonly Section[] {
  const lines = [...new Set(readings.map(fact => readingText(fact, names, language)))].map(text =>
    hanging(text, columns),
  );
  return [
    answer(lines.slice(0, READINGS_ALWAYS).flat()),
    { heading: [], entries: lines.slice(READINGS_ALWAYS), shown: 'room', name: 'readings', joined: true },
  ];
}

type List = {
  readonly name: string;
  readonly title: string;
  readonly items: readonly string[];
  readonly columns: number;
};

function list({ name, title, items, columns }: List): Section {
  const entries = items.map(item => hanging(item, columns, '  '));
  return { heading: entries.length === 0 ? [] : [pc.bold(title)], entries, shown: 'all-or-none', name };
}

function subject({ model, tokens, currency, asOf }: Comparison, language: Language): string {
  return COMPARE_TEXT_WORDS[language].subject(model.name, tokensText(tokens, language), currency, asOf);
}

/** What a reader must not overlook: speeds that nobody measured, inputs that are assumed, inputs that are old. */
function warnings(rows: readonly CompareRow[], names: Names, language: Language): string[] {
  const assumed = inputsOf(rows).filter(({ basis }) => basis === 'assumed');
  const words = COMPARE_TEXT_WORDS[language];
  const inputs = assumed.map(({ input }) => inputText(input, names, language)).join(words.comma);
  const noSource = inputs === '' ? [] : [words.assumed(inputs)];
  return [...measuredSpeeds(rows, language), ...noSource, ...stale(rows, names, language)];
}

/** `1 of 5 speeds is measured; 4 projected.`; nothing where all are. */
function measuredSpeeds(rows: readonly CompareRow[], language: Language): string[] {
  const words = COMPARE_TEXT_WORDS[language];
  const bases = rows.flatMap(({ basis, shares }) => (basis === null || shares !== null ? [] : [basis]));
  const measured = bases.filter(basis => basis === 'measured').length;
  if (bases.length === measured) return [];
  const counts = [...new Set(bases)]
    .filter(basis => basis !== 'measured')
    .map(basis => words.counted(bases.filter(other => other === basis).length, basisName(basis, language)))
    .join(words.comma);
  if (measured === 0) return [words.noneMeasured(counts)];
  return [words.someMeasured(measured, bases.length, counts)];
}

/** Inputs of the same age share a sentence. */
function stale(rows: readonly CompareRow[], names: Names, language: Language): string[] {
  const words = COMPARE_TEXT_WORDS[language];
  const byAge = new Map<string, string[]>();
  for (const { input, stale: age } of inputsOf(rows)) {
    if (age === null) continue;
    const text = ageText(age, language);
    byAge.set(text, [...(byAge.get(text) ?? []), inputText(input, names, language)]);
  }
  return [...byAge].map(([age, inputs]) => words.stale(inputs.join(words.comma), age));
}

function reasons(rows: readonly CompareRow[], language: Language): string[] {
  return rows.flatMap(({ id, costPerTrillionTokens: cost }) =>
    cost.available ? [] : [COMPARE_TEXT_WORDS[language].line(id, absenceText(cost, language))],
  );
}

/** A cost that is rent alone has no shares to show. */
function breakdowns(rows: readonly CompareRow[], language: Language): string[] {
  const words = COMPARE_TEXT_WORDS[language];
  return rows
    .filter(({ breakdown }) => breakdown.length > 1)
    .map(({ id, breakdown }) => {
      const parts = breakdown.map(({ part, share }) => `${words.costParts[part]} ${percentText(share, language)}`);
      return words.line(id, parts.join(words.comma));
    });
}

/** Every input once, though several rows rest on it. */
function inputsOf(rows: readonly CompareRow[]): CompareRow['grounds'] {
  const grounds = rows.flatMap(row => row.grounds);
  return [...new Map(grounds.map(ground => [ground.input, ground])).values()];
}

function sources(rows: readonly CompareRow[], names: Names, language: Language): string[] {
  const words = COMPARE_TEXT_WORDS[language];
  return inputsOf(rows).map(ground => {
    const { input, basis, stale } = ground;
    const source = `${sourceText(ground, language)}${stale === null ? '' : words.staleMark}`;
    return words.ground(
      inputText(input, names, language),
      givenText(ground, language),
      basisName(basis, language),
      source,
    );
  });
}

/** An option that no row alone uses is named once; a fleet has the options of its parts. */
function notIncluded(rows: readonly CompareRow[], language: Language): string[] {
  const words = COMPARE_TEXT_WORDS[language];
  const single = rows.filter(({ shares }) => shares === null);
  const byOption = new Map<string, string[]>();
  for (const { id, notIncluded: options } of single) {
    for (const option of options.map(fact => factText(fact, language)))
      byOption.set(option, [...(byOption.get(option) ?? []), id]);
  }
  const texts = [...byOption].map(([option, ids]) =>
    ids.length === single.length ? option : words.of(option, ids.join(words.comma)),
  );
  return texts.length === 0 ? [] : [`${texts.join(words.semicolon)}${words.full}`];
}
