import { expect, test } from 'vitest';
import { faultText, noteText } from '../../results/note-text.ts';
import { note } from '../../results/schema/note.ts';

test('a note is told by its sentence with its values', () => {
  expect(noteText(note('window-short-for-count', { seconds: 9 }))).toBe('9 s are too short to count it');
});

test('a note of one part of something says which part', () => {
  expect(noteText(note('gap', { detail: 'no look', part: 'rapl/dram-0' }))).toBe('gap: no look (rapl/dram-0)');
});

test('a code of a newer program is shown with its values, not hidden', () => {
  expect(noteText({ code: 'moon-phase', values: { phase: 'full', day: 14 } })).toBe('moon-phase phase=full day=14');
});

test('a fault has the words of its runtime, or those of the codes that were found', () => {
  expect(faultText({ message: 'no result after 60 s' })).toBe('no result after 60 s');
  const why = [note('oracle-tensor-off', { tensor: 'y', error: 0.5 }), note('swapping', { pages: 3 })];
  expect(faultText({ message: '', why })).toBe(
    "not the oracle's result: y is off by 0.5; 3 pages were read back from swap",
  );
});
