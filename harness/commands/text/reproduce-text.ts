/** A recomputed claim as text: the answer, then what the source states, what follows, what is inferred, each under its own heading. */
import pc from 'picocolors';
import { fourDigits, integerText, percentText } from '../../../reports/format.ts';
import type { Reproduction } from '../../../reports/reproduce/document.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import type { Language } from '../../../reports/words/language.ts';
import { CLAIMS_WORDS } from '../../../reports/words/pages/claims.ts';
import { confidenceName } from '../../../reports/words/report/vocabulary/basis-words.ts';
import { REPRODUCE_TEXT_WORDS } from '../words/reproduce-text-words.ts';
import { columnsOf } from './column-width.ts';
import { answer, type Screen, type Section, screenText } from './screen.ts';
import { aligned, hanging, wrapped } from './terminal.ts';

const UNKNOWN = '–';

type Step = Reproduction['follows'][number];
type ClaimTable = Reproduction['tables'][number];
type Cell = ClaimTable['rows'][number][string];

export function reproductionText(claim: Reproduction, screen: Screen): string {
  const { title, source, answer: sentences, says, follows, inferred, differs = [] } = claim;
  const { columns, language = 'en' } = screen;
  const words = REPRODUCE_TEXT_WORDS[language];
  const tables = (kind: ClaimTable['kind'], name: string) =>
    claim.tables.filter(table => table.kind === kind).map(table => tableSection(table, name, { columns, language }));
  return screenText(
    [
      answer([pc.bold(title), ...wrapped(words.source(source.text, source.date), columns)]),
      ...[...sentences, arithmeticText(claim, language), shownText(claim, language)].map(sentence =>
        answer(wrapped(sentence, columns)),
      ),
      titled(words.says, 'stated facts', factLines(says, columns)),
      titled(words.follows, 'steps', stepLines(follows, { columns, language })),
      ...tables('follows', 'rows that follow'),
      titled(
        words.inferred,
        'inferences',
        inferred.map(inference => inferenceLines(inference, { columns, language })),
      ),
      ...tables('inferred', 'inferred rows'),
      ...tables('measured', 'measured rows'),
      titled(
        words.differs,
        'differences',
        differs.map(({ text }) => item(text, columns)),
      ),
    ],
    screen,
  );
}

const titled = (title: string, name: string, entries: Section['entries']): Section => ({
  heading: [pc.bold(title)],
  entries,
  shown: 'all-or-none',
  name,
});

type Printing = { readonly columns: number; readonly language: Language };

function inferenceLines(
  { text, because, confidence }: Reproduction['inferred'][number],
  { columns, language }: Printing,
): readonly string[] {
  const why = REPRODUCE_TEXT_WORDS[language].confidence(confidenceName(confidence, language), because);
  return item(`${text} ${pc.dim(why)}`, columns);
}

function arithmeticText(
  { arithmetic: { holds, within, checked, differing }, follows }: Reproduction,
  language: Language,
): string {
  const words = REPRODUCE_TEXT_WORDS[language];
  if (checked === 0) return words.nothing;
  const result = words.result(percentText(within, language), checked - differing.length, checked);
  if (holds) return words.holds(result);
  const names = follows.filter(({ id }) => differing.includes(id)).map(({ text }) => text);
  return words.doesNot(result, names);
}

function shownText({ shown: { holds, because, give } }: Reproduction, language: Language): string {
  const words = REPRODUCE_TEXT_WORDS[language];
  return holds ? words.shown(because) : words.notShown(because, give.replace(/。$/, ''));
}

const item = (text: string, columns: number): readonly string[] => hanging(`- ${text}`, columns, '  ');

/** Each fact as an entry; the first of a section of the source stands below the section's name. */
function factLines(facts: Reproduction['says'], columns: number): Section['entries'] {
  const sections = [...new Set(facts.map(({ section }) => section))];
  return sections.flatMap(section =>
    facts
      .filter(fact => fact.section === section)
      .map(({ text }, index) => [...(index === 0 ? [`  ${section}`] : []), ...item(text, columns)]),
  );
}

/** A line for each step; where that is too wide, its formula on a line of its own. */
function stepLines(steps: readonly Step[], { columns, language }: Printing): Section['entries'] {
  const cells = steps.map(step => stepCells(step, language));
  const lines = aligned(cells, [1]);
  if (lines.every(line => columnsOf(line) <= columns)) return lines.map(line => [line]);
  const values = aligned(
    cells.map(row => row.slice(0, 2)),
    [1],
  );
  return values.map((line, index) => {
    const formula = (cells[index] ?? []).slice(2).filter(text => text !== '');
    return [line, ...hanging(`= ${formula.join('; ')}`, columns, '    ')];
  });
}

function stepCells({ text, formula, value, unit, stated, off }: Step, language: Language): readonly string[] {
  const words = REPRODUCE_TEXT_WORDS[language];
  const statedText =
    stated === null || off === null ? '' : words.stated(valueText(stated, unit, language), offText(off, language));
  return [text, valueText(value, unit, language), formula, statedText];
}

/** Rounding to what a source prints is no difference worth a figure. */
function offText(off: number, language: Language): string {
  if (Math.abs(off) < 5e-4) return REPRODUCE_TEXT_WORDS[language].same;
  return `${off > 0 ? '+' : ''}${percentText(off, language)}`;
}

function tableSection({ title, kind, columns, rows, note }: ClaimTable, name: string, printing: Printing): Section {
  const { columns: width, language } = printing;
  const [head = '', ...body] = aligned(
    [
      columns.map(column => column.title),
      ...rows.map(row => columns.map(({ id, unit }) => cellText(row[id] ?? null, unit, language))),
    ],
    columns.map((_, index) => index).slice(1),
  );
  const notes = wrapped(note, width - 2).map(line => pc.dim(`  ${line}`));
  return {
    heading: [...(kind === 'measured' ? [pc.bold(REPRODUCE_TEXT_WORDS[language].measured)] : []), `  ${title}`, head],
    entries: [...body.map(line => [line]), notes],
    shown: 'all-or-none',
    name,
  };
}

function cellText(cell: Cell, unit: string | null, language: Language): string {
  if (cell === null) return UNKNOWN;
  if (typeof cell === 'object') return factText(cell, language);
  return typeof cell === 'string' ? cell : valueText(cell, unit ?? '', language);
}

function valueText(value: number, unit: string, language: Language): string {
  if (unit === 'share') return percentText(value, language);
  return `${Math.abs(value) >= 1e4 ? integerText(value) : fourDigits(value)} ${CLAIMS_WORDS[language].units[unit] ?? unit}`;
}
