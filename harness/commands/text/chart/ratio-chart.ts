/** A chart of relative cost as text: a bar for each chip, a whisker for its interval, the reference at 100 %. Pure. */

import { besideEqual } from '../../../../reports/charts/drawing/numbers.ts';
import type { RatioMark } from '../../../../reports/charts/plot.ts';
import { threeDigits } from '../../../../reports/format.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { verdictName } from '../../../../reports/words/report/vocabulary/basis-words.ts';
import { onOneLine } from '../../../../results/printable.ts';
import { columnsOf } from '../column-width.ts';

/** `ascii`: for terminals and files that are not UTF-8. */
export type Charset = 'unicode' | 'ascii';

type Glyphs = {
  readonly bar: string;
  readonly low: string;
  readonly between: string;
  readonly high: string;
  readonly point: string;
  /** Where the reference costs 100 %. */
  readonly reference: string;
};

const GLYPHS: Readonly<Record<Charset, Glyphs>> = {
  unicode: { bar: '█', low: '├', between: '─', high: '┤', point: '●', reference: '┊' },
  ascii: { bar: '#', low: '[', between: '-', high: ']', point: 'o', reference: ':' },
};

/** Two spaces before the label, the bar, the value and the verdict, less the two before the bar. */
const GAPS = 6;
const MOST_LABEL = 28;
const LEAST_BAR = 16;
const MOST_BAR = 60;

export type RatioChart = {
  readonly marks: readonly RatioMark[];
  readonly columns: number;
  readonly charset: Charset;
  readonly language: Language;
};

/** A line a mark, none longer than `columns` where those are 60 or more. Bars begin at 0: their lengths are the costs. */
export function ratioChart({ marks, columns, charset, language }: RatioChart): string[] {
  // Names are a foreign record's: what follows a line break in one is no line of this chart.
  const labels = marks.map(({ label }) => onOneLine(label));
  const end = Math.max(...marks.map(({ point, high }) => Math.max(point, high)));
  if (marks.length === 0 || !Number.isFinite(end) || end <= 0) return [];
  const words = marks.map(({ verdict }) => (verdict === null ? '' : verdictName(verdict, language)));
  const values = marks.map(({ point }) => costText(point, language));
  const [valueWidth, wordWidth] = [widest(values), widest(words)];
  const forBoth = columns - valueWidth - wordWidth - GAPS;
  const labelWidth = Math.min(widest(labels), MOST_LABEL, Math.max(8, forBoth - LEAST_BAR - 2));
  const barWidth = Math.min(MOST_BAR, Math.max(LEAST_BAR, forBoth - labelWidth - 2));
  const cut = cutLabels(labels, labelWidth, charset);
  return marks.map((mark, index) => {
    const label = padded(cut[index] ?? '', labelWidth);
    const value = (values[index] ?? '').padStart(valueWidth);
    return `  ${label}  ${barOf(mark, barWidth, end, GLYPHS[charset])}  ${value}  ${words[index]}`.trimEnd();
  });
}

/** A cost that is not the reference's is not shown as 100 %. */
function costText(share: number, language: Language): string {
  const digits = besideEqual(100 * share, 100, threeDigits);
  return language === 'zh' ? `${digits}%` : `${digits} %`;
}

/** A mark without an interval ends in its point. */
function barOf({ point, low, high }: RatioMark, width: number, end: number, glyphs: Glyphs): string {
  const cellOf = (value: number): number => Math.min(width - 1, Math.max(0, Math.round((value / end) * width) - 1));
  const [at, from, to, reference] = [cellOf(point), cellOf(low), cellOf(high), cellOf(1)];
  return Array.from({ length: width }, (_, cell) => {
    if (cell === at) return glyphs.point;
    if (cell === from && from < at) return glyphs.low;
    if (cell === to && to > at) return glyphs.high;
    if (cell > from && cell < to) return glyphs.between;
    if (cell < at) return glyphs.bar;
    return cell === reference && reference > to ? glyphs.reference : ' ';
  }).join('');
}

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(columnsOf));

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columnsOf(text)));

/** Two labels that differ behind the cut, as by the machine of a device, keep their ends. */
function cutLabels(labels: readonly string[], width: number, charset: Charset): readonly string[] {
  const cut = labels.map(label => cutTo(label, width, charset));
  const tail = Math.floor(width / 2);
  return labels.map((label, index) => {
    const isShared = cut.some((other, at) => other === cut[index] && labels[at] !== label);
    return isShared ? cutTo(label, width - tail, charset) + lastOf(label, tail) : (cut[index] ?? '');
  });
}

function cutTo(text: string, width: number, charset: Charset): string {
  if (columnsOf(text) <= width) return text;
  return firstOf([...text], width - 1).join('') + (charset === 'unicode' ? '…' : '.');
}

const lastOf = (text: string, width: number): string =>
  firstOf([...text].toReversed(), width)
    .toReversed()
    .join('');

/** As many letters as `width` columns hold. */
function firstOf(letters: readonly string[], width: number): readonly string[] {
  const end = letters.findIndex((_, index) => columnsOf(letters.slice(0, index + 1).join('')) > width);
  return end < 0 ? letters : letters.slice(0, end);
}
