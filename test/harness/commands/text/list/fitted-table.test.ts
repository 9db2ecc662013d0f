/** Tables of lists at the width of a terminal. */
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { list } from '../../../../../harness/commands/list.ts';
import { droppedText, fittedTable, type Table } from '../../../../../harness/commands/text/list/fitted-table.ts';

const table: Table = {
  columns: [{ head: 'name' }, { head: 'size', number: true }, { head: 'meaning' }],
  rows: [
    ['a', '5', 'one two three'],
    ['bb', '1000', 'four'],
  ],
  concessions: [{ wrap: 'meaning' }, { drop: 'size' }],
  name: 'rows',
};

function linesAt(columns: number): { readonly lines: readonly string[]; readonly dropped: readonly string[] } {
  const { section, dropped } = fittedTable(table, { columns });
  const lines = [...section.heading, ...section.entries.flat()].map(line => stripVTControlCharacters(line));
  return { lines, dropped };
}

describe('a table', () => {
  test('that fits is aligned and keeps every cell', () => {
    expect(linesAt(27)).toEqual({
      lines: ['  name  size  meaning', '  a        5  one two three', '  bb    1000  four'],
      dropped: [],
    });
  });

  test('one column too wide wraps the column that it may wrap, and drops none', () => {
    expect(linesAt(26)).toEqual({
      lines: ['  name  size  meaning', '  a        5  one two', '              three', '  bb    1000  four'],
      dropped: [],
    });
  });

  test('drops a column where wrapping is not enough, and names it', () => {
    const { lines, dropped } = linesAt(20);
    expect(lines).toEqual(['  name  meaning', '  a     one two', '        three', '  bb    four']);
    expect(dropped).toEqual(['size']);
    expect(droppedText(dropped)).toEqual(['Left out at this width: size; --json has them.']);
  });

  test('that nothing makes narrow enough is printed as narrow as its words allow', () => {
    expect(linesAt(5).lines[0]).toBe('  name  meaning');
  });

  test('keeps the lines of a row together: a screen has a whole row or none', () => {
    expect(fittedTable(table, { columns: 20 }).section.entries.map(entry => entry.length)).toEqual([2, 1]);
  });
});

describe.each([60, 80, 100, 120])('at %i columns', columns => {
  test.each(['models', 'suites', 'chips', 'metrics'])('no line of list %s is wider, brief or verbose', what => {
    for (const verbose of [false, true]) {
      const text = stripVTControlCharacters(list(what, {}).text({ columns, verbose }));
      expect(text.split('\n').filter(line => line.length > columns)).toEqual([]);
    }
  });
});
