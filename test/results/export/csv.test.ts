import { expect, test } from 'vitest';
import { toCsv } from '../../../results/export/csv.ts';

test('an empty cell stands for what is not there, and zero stays zero', () => {
  expect(
    toCsv([
      { step_ms: 0, step_ms_reason: null },
      { step_ms: null, step_ms_reason: 'a, b' },
    ]),
  ).toBe('step_ms,step_ms_reason\n0,\n,"a, b"\n');
});

test('a column that only a later row has is empty in the earlier ones', () => {
  expect(toCsv([{ a: 1 }, { a: 2, b: true }])).toBe('a,b\n1,\n2,true\n');
});

test('a text that a spreadsheet would run as a formula is not run', () => {
  expect(toCsv([{ device: '=HYPERLINK("x")' }])).toBe('device\n"\'=HYPERLINK(""x"")"\n');
});

test('a negative number stays a number', () => {
  expect(toCsv([{ saving: -0.25 }])).toBe('saving\n-0.25\n');
});
