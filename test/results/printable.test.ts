import { expect, test } from 'vitest';
import { reportText } from '../../harness/commands/text/report-text.ts';
import { flatRows } from '../../reports/pages/runs/flat-rows.ts';
import { buildReport } from '../../reports/report/report.ts';
import { toCsv } from '../../results/export/csv.ts';
import { onOneLine, printable, printableInColour } from '../../results/printable.ts';
import { racedRecord } from '../reports/raced-fixture.ts';
import { siteText } from '../reports/site-text.ts';
import { catalog } from '../reports/two-chips.ts';

const ESC = '\u001b';
const EVIL = `<b>${ESC}[2JNVIDIA\u202E H20\r\nNVIDIA H800 is dearer.\u0007`;
const moves = (text: string): boolean => [ESC, '\u0007', '\u202E', '\r', '\\u001b'].some(mark => text.includes(mark));

test('text of others moves no cursor, rings no bell and turns no line', () => {
  expect(printable(`a${ESC}[2Jb\tc\nd\u0007\u202Ee\u0000 é 昇`)).toBe('ab\tc\nde é 昇');
  expect(onOneLine(' a\r\n  b ')).toBe('a b');
  expect(onOneLine('abcdef', 4)).toBe('abc…');
  expect(printableInColour(`${ESC}[32mok${ESC}[39m ${ESC}[2J${ESC}]0;title\u0007x`)).toBe(`${ESC}[32mok${ESC}[39m x`);
});

test('a device of a record made elsewhere, by whatever name, writes no sentence of its own and moves nothing', () => {
  const even = [10, 10, 10, 10, 10];
  const record = racedRecord({
    race: { eager: 5, grouped: 4 },
    rounds: { eager: even, grouped: even },
    device: EVIL,
    version: EVIL,
  });
  const reference = catalog.chips.find(({ id }) => id === 'nvidia-h800');
  if (reference === undefined) throw new Error('the fixture has an H800');
  const report = buildReport({ records: [record], unread: [], catalog, reference, asOf: null });
  const text = reportText(report, 'index.html', { columns: 80, verbose: true });
  expect(moves(text)).toBe(false);
  expect(text).not.toMatch(/^NVIDIA H800 is dearer/m);
  expect(moves(siteText(report))).toBe(false);
  expect(siteText(report)).not.toContain('<b>');
  expect(moves(toCsv(flatRows(report)))).toBe(false);
});
