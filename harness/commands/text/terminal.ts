/** Text for a terminal: columns that line up, and a line that is rewritten while a run goes on. */

import { relative } from 'node:path';
import { breakable, columnsOf } from './column-width.ts';

/** Rows as lines, columns padded to their widest cell; `right`: columns that hold numbers. */
export function aligned(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, columnsOf(cell));
  }
  return rows.map(row => {
    const cells = row.map((cell, column) => {
      const padding = ' '.repeat((widths[column] ?? 0) - columnsOf(cell));
      return right.includes(column) ? padding + cell : cell + padding;
    });
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

/** Text in lines of at most so many columns, broken between words or between Chinese letters; a longer word stands alone. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [''];
  for (const piece of breakable(text)) {
    const last = lines.at(-1) ?? '';
    if (last === '' || columnsOf(last + piece.trimEnd()) <= columns) lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  return lines.map(line => line.replace(/ $/, ''));
}

/** Text in lines of at most `columns`: `indent` before each, and two more before all but the first. */
export function hanging(text: string, columns: number, indent = ''): string[] {
  const lines = wrapped(text, columns - columnsOf(indent) - 2);
  return lines.map((line, index) => `${indent}${index === 0 ? '' : '  '}${line}`);
}

/** How wide text may be: the terminal, within what is read well. */
export function textColumns(stream: Pick<NodeJS.WriteStream, 'columns'>): number {
  return Math.min(Math.max(stream.columns ?? WIDTH, NARROWEST), WIDEST);
}

const WIDTH = 80;
const NARROWEST = 60;
const WIDEST = 120;

/** A path as people type it: from here where it lies below, else whole. */
export function displayPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}

/** A line at the bottom of a terminal that replaces itself; where there is no terminal, nothing. */
export type StatusLine = { readonly show: (text: string) => void; readonly clear: () => void };

export function statusLine(stream: NodeJS.WriteStream): StatusLine {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  return {
    show: text => stream.write(`\r\u001b[2K${text}`),
    clear: () => stream.write('\r\u001b[2K'),
  };
}
