import { describe, expect, test } from 'vitest';
import { breakable, columnsOf } from '../../../../harness/commands/text/column-width.ts';
import { aligned, hanging, wrapped } from '../../../../harness/commands/text/terminal.ts';

describe('Chinese on a terminal', () => {
  test('takes two columns a letter, and none for colours', () => {
    expect([columnsOf('成本 5'), columnsOf('\u001b[31m成本\u001b[39m'), columnsOf('cost')]).toEqual([6, 4, 4]);
  });

  test('is broken between letters, and no line begins with a full stop or ends with an opening bracket', () => {
    expect(wrapped('没有成本：目录', 8)).toEqual(['没有成', '本：目录']);
    expect(wrapped('成本低。', 6)).toEqual(['成本', '低。']);
    expect(wrapped('成本（低', 6)).toEqual(['成本', '（低']);
  });

  test('lines up in columns', () => {
    expect(
      aligned([
        ['成本', 'a'],
        ['cost-b', 'c'],
      ]),
    ).toEqual(['  成本    a', '  cost-b  c']);
  });

  test('keeps words and blanks of English as they are', () => {
    expect(breakable('one two')).toEqual(['one ', 'two']);
    expect(hanging('one two three', 9)).toEqual(['one two', '  three']);
    expect(wrapped('', 5)).toEqual(['']);
    expect(wrapped('unbreakable', 4)).toEqual(['unbreakable']);
  });
});
