/** The sentence of a promise that is broken, from the values it holds. */
import { expect, test } from 'vitest';
import { promiseText } from '../../../results/verify/promise-text.ts';

test('a changed line has its number, what is wrong with it, and the lines lost with it', () => {
  const values = { line: 4, lost: 2, message: 'does not follow from the line before it' };
  expect(promiseText({ code: 'line-changed', values })).toBe(
    'line 4: does not follow from the line before it; 2 lines are left out',
  );
  expect(promiseText({ code: 'line-changed', values: { ...values, lost: 1 } })).toMatch(/; 1 line is left out$/);
});

test('an unproven cell has the sentence of its own code', () => {
  const values = { cells: 1, cell: 'cpu/toy/1', code: 'no-proof-named' };
  expect(promiseText({ code: 'cells-unproven', values })).toBe(
    '1 measured cells have no proof that holds; cpu/toy/1: it names no proof',
  );
});
