/**
 * What a command prints for a person, within one screen: the answer and its warnings always, the rest as far as there is room.
 * `--verbose` prints everything.
 */

import type { Language } from '../../../reports/words/language.ts';
import { SCREEN_WORDS } from '../words/screen-words.ts';
import { columnsOf } from './column-width.ts';

/** Entries are printed whole or left out whole: a sentence that is broken over three lines is one entry. */
export type Section = {
  /** Printed above the entries, where at least one of them is: a title, the head of a table. */
  readonly heading: readonly string[];
  readonly entries: readonly (readonly string[])[];
  /** `always`: the answer, and what changes its meaning. `room`: as many entries as fit. `all-or-none`: as it says. */
  readonly shown: 'always' | 'room' | 'all-or-none';
  /** What the last line calls entries that were left out: `assumptions`. */
  readonly name: string;
  /** No blank line stands before it. */
  readonly joined?: true;
};

/** `language`: of the sentences; left out: English. */
export type Screen = { readonly columns: number; readonly verbose: boolean; readonly language?: Language };

/** Lines that a command prints unless it is asked for more. */
export const SCREEN_LINES = 40;

/** The text of a command; its last line says what was left out. */
export function screenText(sections: readonly Section[], { columns, verbose, language = 'en' }: Screen): string {
  const filled = sections.filter(({ entries }) => entries.length > 0);
  const everything = filled.map(({ entries }) => entries.length);
  const isShort = lengthOf(filled, everything) <= SCREEN_LINES;
  const counts = verbose || isShort ? everything : countsThatFit(filled);
  return `${[...printedLines(filled, counts), ...leftOut(filled, counts, { columns, language })].join('\n')}\n`;
}

/** Lines that are always printed. */
export function answer(lines: readonly string[]): Section {
  return { heading: [], entries: lines.length === 0 ? [] : [lines], shown: 'always', name: 'answer' };
}

/** How many entries of each section are printed: `room` before `all-or-none`, each in the order of the sections. */
function countsThatFit(sections: readonly Section[]): readonly number[] {
  const counts = sections.map(({ shown, entries }) => (shown === 'always' ? entries.length : 0));
  // The last line, and the blank line before it.
  const budget = SCREEN_LINES - 2;
  const grow = (kind: Section['shown'], step: (entries: number) => number) => {
    for (const [index, { shown, entries }] of sections.entries()) {
      if (shown !== kind) continue;
      let count = counts[index] ?? 0;
      while (count < entries.length) {
        const next = count + step(entries.length);
        if (lengthOf(sections, counts.with(index, next)) > budget) break;
        count = next;
        counts[index] = next;
      }
    }
  };
  grow('room', () => 1);
  grow('all-or-none', entries => entries);
  return counts;
}

/** The lines of every section that prints anything, with a blank line before all but the first. */
function printedLines(sections: readonly Section[], counts: readonly number[]): readonly string[] {
  const lines: string[] = [];
  for (const [index, { heading, entries, joined }] of sections.entries()) {
    const printed = entries.slice(0, counts[index]).flat();
    if (printed.length === 0) continue;
    if (lines.length > 0 && joined !== true) lines.push('');
    lines.push(...heading, ...printed);
  }
  return lines;
}

const lengthOf = (sections: readonly Section[], counts: readonly number[]): number =>
  printedLines(sections, counts).length;

/** `63 more lines with --verbose: inputs (31), assumptions (9).` One line: without counts, then with fewer names, where it is too long. */
type Printed = { readonly columns: number; readonly language: Language };

function leftOut(
  sections: readonly Section[],
  counts: readonly number[],
  { columns, language }: Printed,
): readonly string[] {
  const words = SCREEN_WORDS[language];
  const everything = sections.map(({ entries }) => entries.length);
  const lines = lengthOf(sections, everything) - lengthOf(sections, counts);
  if (lines <= 0) return [];
  const missing = new Map<string, number>();
  for (const [index, { entries, name }] of sections.entries()) {
    const count = entries.length - (counts[index] ?? 0);
    const shown = words.sections[name] ?? name;
    if (count > 0) missing.set(shown, (missing.get(shown) ?? 0) + count);
  }
  const names = [...missing.keys()];
  const text = (listed: readonly string[]) => words.more(lines, listed.join(words.comma));
  const counted = text(
    [...missing].map(([name, count]) => (language === 'en' ? `${name} (${count})` : `${name}（${count}）`)),
  );
  const shorter = names.map((_, dropped) => text(dropped === 0 ? names : [...names.slice(0, -dropped), words.andMore]));
  const last = [counted, ...shorter].find(line => columnsOf(line) <= columns) ?? shorter.at(-1) ?? counted;
  return ['', last];
}
