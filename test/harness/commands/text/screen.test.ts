import { describe, expect, test } from 'vitest';
import { answer, SCREEN_LINES, type Section, screenText } from '../../../../harness/commands/text/screen.ts';

const BRIEF = { columns: 80, verbose: false };
const FULL = { columns: 80, verbose: true };

function section(name: string, count: number, shown: Section['shown'], parts: Partial<Section> = {}): Section {
  return { heading: [], entries: Array.from({ length: count }, (_, n) => [`${name} ${n}`]), shown, name, ...parts };
}

const linesOf = (sections: readonly Section[], screen = BRIEF) => screenText(sections, screen).trimEnd().split('\n');

describe('the text of a command', () => {
  test('that fits a screen is printed whole, without a word about --verbose', () => {
    const lines = linesOf([answer(['yes']), section('input', 30, 'all-or-none', { heading: ['Inputs'] })]);
    expect(lines).toHaveLength(33);
    expect(lines.slice(0, 4)).toEqual(['yes', '', 'Inputs', 'input 0']);
    expect(lines.join()).not.toContain('--verbose');
  });

  test('of exactly one screen is printed whole, of one line more is cut', () => {
    expect(linesOf([section('a', SCREEN_LINES, 'room')]).at(-1)).toBe(`a ${SCREEN_LINES - 1}`);
    const lines = linesOf([section('a', SCREEN_LINES + 1, 'room')]);
    expect(lines).toHaveLength(SCREEN_LINES);
    expect(lines.slice(-3)).toEqual(['a 37', '', '3 more lines with --verbose: a (3).']);
  });

  test('shows the answer however long, and of the rest what fits: by entries, or not at all', () => {
    const sections = [
      answer(Array.from({ length: 20 }, (_, n) => `answer ${n}`)),
      section('row', 30, 'room', { heading: ['Rows'] }),
      section('input', 5, 'all-or-none', { heading: ['Inputs'] }),
      section('warning', 2, 'always'),
    ];
    const lines = linesOf(sections);
    expect(lines).toHaveLength(SCREEN_LINES);
    // 20 + a blank line + the heading + 13 rows + a blank line + 2 + a blank line + 1.
    expect(lines.filter(line => line.startsWith('row'))).toHaveLength(13);
    expect(lines).toContain('warning 1');
    expect(lines).not.toContain('Inputs');
    expect(lines.at(-1)).toBe('24 more lines with --verbose: row (17), input (5).');
    expect(linesOf(sections, FULL)).toHaveLength(20 + 2 + 30 + 2 + 5 + 1 + 2);
  });

  test('leaves out no warning, even where the warnings alone are more than a screen', () => {
    const lines = linesOf([section('warning', 50, 'always'), section('row', 3, 'room')]);
    expect(lines.filter(line => line.startsWith('warning'))).toHaveLength(50);
    expect(lines.at(-1)).toBe('4 more lines with --verbose: row (3).');
  });

  test('never breaks an entry in two', () => {
    const entries = [Array(30).fill('first'), Array(20).fill('second'), ['third']];
    const lines = linesOf([{ heading: [], entries, shown: 'room', name: 'entries' }]);
    expect(lines).toHaveLength(32);
    expect(lines.at(-1)).toBe('21 more lines with --verbose: entries (2).');
  });

  test('adds what several sections of one name leave out, and names as many as fit the line', () => {
    const names = ['what moves the saving', 'shares of the cost', 'assumptions', 'not included'];
    const many = linesOf([answer(['yes']), ...[...names, ...names].map(name => section(name, 41, 'all-or-none'))]);
    expect(many.at(-1)).toBe('336 more lines with --verbose: what moves the saving, and more.');
  });
});
