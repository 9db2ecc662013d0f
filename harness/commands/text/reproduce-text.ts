/** A recomputed claim as text: the answer, then what is said, what follows, what is inferred, each under its own heading. */
import pc from 'picocolors';
import { threeDigits } from '../../../reports/format.ts';
import type { ClaimTable, Reproduction, Step } from '../../../reports/reproduce/document.ts';
import { aligned, hanging, wrapped } from './terminal.ts';

const UNKNOWN = '–';

export function reproductionText(claim: Reproduction, columns: number): string {
  const { title, source, answer, says, follows, inferred, differs = [], tables } = claim;
  const of = (kind: ClaimTable['kind']) =>
    tables.filter(table => table.kind === kind).flatMap(table => tableLines(table, columns));
  const lines = [
    pc.bold(title),
    `${source.text}, ${source.date}`,
    ...[...answer, arithmeticText(claim), shownText(claim)].flatMap(sentence => ['', ...wrapped(sentence, columns)]),
    ...heading('What the source says'),
    ...bySection(says).flatMap(([section, facts]) => [`  ${section}`, ...facts.flatMap(text => item(text, columns))]),
    ...heading('What follows by arithmetic'),
    ...aligned(follows.map(stepCells), [1]),
    ...of('follows'),
    ...heading('What is inferred'),
    ...inferred.flatMap(({ text, because, confidence }) =>
      item(`${text} ${pc.dim(`Confidence ${confidence}: ${because}`)}`, columns),
    ),
    ...of('inferred'),
    ...section('What records here have of it', of('measured')),
    ...section(
      'In what ours differs',
      differs.flatMap(({ text }) => item(text, columns)),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function arithmeticText({ arithmetic: { holds, within, checked, differing }, follows }: Reproduction): string {
  const count = `${checked - differing.length} of ${checked}`;
  const said = `Stated figures that follow from its own numbers within ${threeDigits(100 * within)} %: ${count}`;
  if (checked === 0)
    return 'Arithmetic: nothing to hold it against; the source states no figure that follows from its others.';
  if (holds) return `Arithmetic: holds. ${said}.`;
  const names = follows.filter(({ id }) => differing.includes(id)).map(({ text }) => text);
  return `Arithmetic: does not hold. ${said}. Not: ${names.join('; ')}.`;
}

function shownText({ shown: { holds, because, give } }: Reproduction): string {
  return holds ? `Shown: yes. ${because}` : `Shown: no. ${because} To show it, give ${give}.`;
}

const heading = (text: string): readonly string[] => ['', pc.bold(text)];

/** A heading with its lines; nothing where there are none. */
const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [...heading(title), ...lines];

const item = (text: string, columns: number): readonly string[] => hanging(`- ${text}`, columns, '  ');

function bySection(facts: Reproduction['says']): readonly (readonly [string, readonly string[]])[] {
  const sections = [...new Set(facts.map(({ section }) => section))];
  return sections.map(section => [section, facts.filter(fact => fact.section === section).map(({ text }) => text)]);
}

function stepCells({ text, formula, value, unit, stated, off }: Step): readonly string[] {
  const beside = stated === null || off === null ? '' : `said: ${valueText(stated, unit)}, ${offText(off)}`;
  return [text, valueText(value, unit), formula, beside];
}

/** Rounding to what a source prints is no difference worth a figure. */
function offText(off: number): string {
  return Math.abs(off) < 5e-4 ? 'the same' : `${off > 0 ? '+' : '−'}${threeDigits(Math.abs(100 * off))} %`;
}

function tableLines({ title, columns, rows, note }: ClaimTable, width: number): readonly string[] {
  const head = columns.map(column => column.title);
  const body = rows.map(row => columns.map(({ id, unit }) => cellText(row[id] ?? null, unit)));
  return [
    '',
    `  ${title}`,
    ...aligned([head, ...body], columns.map((_, index) => index).slice(1)),
    ...wrapped(note, width - 2)
      .map(line => `  ${line}`)
      .map(line => pc.dim(line)),
  ];
}

function cellText(cell: string | number | null, unit: string | null): string {
  if (cell === null) return UNKNOWN;
  return typeof cell === 'string' ? cell : valueText(cell, unit ?? '');
}

const FOUR = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });

function valueText(value: number, unit: string): string {
  if (unit === 'share') return `${(100 * value).toFixed(1).replace('-', '−')} %`;
  return `${Math.abs(value) >= 1e4 ? Math.round(value).toLocaleString('en-US') : FOUR.format(value)} ${unit}`;
}
