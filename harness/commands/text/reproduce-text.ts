/** A recomputed claim as text: the answer, then what the source states, what follows, what is inferred, each under its own heading. */
import pc from 'picocolors';
import { fourDigits, integerText, percentText } from '../../../reports/format.ts';
import type { Reproduction } from '../../../reports/reproduce/document.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { answer, type Screen, type Section, screenText } from './screen.ts';
import { aligned, hanging, wrapped } from './terminal.ts';

const UNKNOWN = '–';

type Step = Reproduction['follows'][number];
type ClaimTable = Reproduction['tables'][number];
type Cell = ClaimTable['rows'][number][string];

export function reproductionText(claim: Reproduction, screen: Screen): string {
  const { title, source, answer: sentences, says, follows, inferred, differs = [] } = claim;
  const { columns } = screen;
  const tables = (kind: ClaimTable['kind'], name: string) =>
    claim.tables.filter(table => table.kind === kind).map(table => tableSection(table, name, columns));
  return screenText(
    [
      answer([pc.bold(title), ...wrapped(`${source.text}, ${source.date}`, columns)]),
      ...[...sentences, arithmeticText(claim), shownText(claim)].map(sentence => answer(wrapped(sentence, columns))),
      titled('What the source states', 'stated facts', factLines(says, columns)),
      titled('What follows by arithmetic', 'steps', stepLines(follows, columns)),
      ...tables('follows', 'rows that follow'),
      titled(
        'What is inferred',
        'inferences',
        inferred.map(inference => inferenceLines(inference, columns)),
      ),
      ...tables('inferred', 'inferred rows'),
      ...tables('measured', 'measured rows'),
      titled(
        'How our workload differs',
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

function inferenceLines(
  { text, because, confidence }: Reproduction['inferred'][number],
  columns: number,
): readonly string[] {
  return item(`${text} ${pc.dim(`Confidence ${confidence}: ${because}`)}`, columns);
}

function arithmeticText({ arithmetic: { holds, within, checked, differing }, follows }: Reproduction): string {
  const count = `${checked - differing.length} of ${checked}`;
  const result = `Stated figures that follow from its own numbers within ${percentText(within)}: ${count}`;
  if (checked === 0) {
    return 'Arithmetic: nothing to check; no figure that the source states follows from its other figures.';
  }
  if (holds) return `Arithmetic: holds. ${result}.`;
  const names = follows.filter(({ id }) => differing.includes(id)).map(({ text }) => text);
  return `Arithmetic: does not hold. ${result}. Not: ${names.join('; ')}.`;
}

function shownText({ shown: { holds, because, give } }: Reproduction): string {
  return holds ? `Shown: yes. ${because}` : `Shown: no. ${because} To show it, give ${give}.`;
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
function stepLines(steps: readonly Step[], columns: number): Section['entries'] {
  const cells = steps.map(stepCells);
  const lines = aligned(cells, [1]);
  if (lines.every(line => line.length <= columns)) return lines.map(line => [line]);
  const values = aligned(
    cells.map(row => row.slice(0, 2)),
    [1],
  );
  return values.map((line, index) => {
    const formula = (cells[index] ?? []).slice(2).filter(text => text !== '');
    return [line, ...hanging(`= ${formula.join('; ')}`, columns, '    ')];
  });
}

function stepCells({ text, formula, value, unit, stated, off }: Step): readonly string[] {
  const statedText = stated === null || off === null ? '' : `stated: ${valueText(stated, unit)}, ${offText(off)}`;
  return [text, valueText(value, unit), formula, statedText];
}

/** Rounding to what a source prints is no difference worth a figure. */
function offText(off: number): string {
  return Math.abs(off) < 5e-4 ? 'the same' : `${off > 0 ? '+' : ''}${percentText(off)}`;
}

function tableSection({ title, kind, columns, rows, note }: ClaimTable, name: string, width: number): Section {
  const [head = '', ...body] = aligned(
    [
      columns.map(column => column.title),
      ...rows.map(row => columns.map(({ id, unit }) => cellText(row[id] ?? null, unit))),
    ],
    columns.map((_, index) => index).slice(1),
  );
  const notes = wrapped(note, width - 2).map(line => pc.dim(`  ${line}`));
  return {
    heading: [...(kind === 'measured' ? [pc.bold('What records here measured of it')] : []), `  ${title}`, head],
    entries: [...body.map(line => [line]), notes],
    shown: 'all-or-none',
    name,
  };
}

function cellText(cell: Cell, unit: string | null): string {
  if (cell === null) return UNKNOWN;
  if (typeof cell === 'object') return factText(cell);
  return typeof cell === 'string' ? cell : valueText(cell, unit ?? '');
}

function valueText(value: number, unit: string): string {
  if (unit === 'share') return percentText(value);
  return `${Math.abs(value) >= 1e4 ? integerText(value) : fourDigits(value)} ${unit}`;
}
