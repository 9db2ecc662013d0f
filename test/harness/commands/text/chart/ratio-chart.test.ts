import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Charset, ratioChart } from '../../../../../harness/commands/text/chart/ratio-chart.ts';
import { columnsOf } from '../../../../../harness/commands/text/column-width.ts';
import type { RatioMark } from '../../../../../reports/charts/plot.ts';

const mark = (label: string, point: number, low: number, high: number, verdict: RatioMark['verdict']): RatioMark => ({
  label,
  point,
  low,
  high,
  verdict,
  basis: 'measured',
});

const MARKS = [mark('Card', 0.5, 0.25, 0.75, 'cheaper'), mark('H800', 1, 1, 1, null)];
/** Labels of 4, values of 5, a verdict of 7 and the spaces between: 20 are left for the bar. */
const chart = (charset: Charset, marks = MARKS) => ratioChart({ marks, columns: 44, charset, language: 'en' });

test('a bar ends where its cost is, its whisker reaches from one end of the interval to the other', () => {
  expect(chart('ascii')).toEqual([
    '  Card  ####[----o----]    :  50 %   cheaper'.replace('50 %   ', ' 50 %  '),
    '  H800  ###################o  100 %',
  ]);
});

test('in Unicode the same cells have other signs', () => {
  const signs = new Map([...'#[-]o:'].map((sign, index) => [sign, [...'█├─┤●┊'][index] ?? '']));
  const drawn = (line: string) => [...line].map(sign => signs.get(sign) ?? sign).join('');
  expect(chart('unicode')).toEqual(chart('ascii').map(drawn));
});

test('without an interval there is no whisker', () => {
  expect(chart('ascii', [mark('A', 0.5, 0.5, 0.5, 'no interval'), mark('B', 1, 1, 1, null)])[0]).toMatch(
    /^ {2}A {2}#+o +: +50 % {2}no interval$/,
  );
});

test('a break in a name begins no line, and a control character is not printed', () => {
  const lines = chart('ascii', [
    mark('A\n  H900  o  1 %  cheaper', 0.5, 0.5, 0.5, 'dearer'),
    mark('\u001b[2JB', 1, 1, 1, null),
  ]);
  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toContain('\u001b');
  expect(lines.join('')).not.toContain('\n');
});

test('a Chinese name takes two columns a character, so bars begin below each other', () => {
  const lines = ratioChart({
    marks: [mark('参考芯片', 1, 1, 1, null), mark('Card', 0.5, 0.4, 0.6, 'cheaper')],
    columns: 60,
    charset: 'unicode',
    language: 'zh',
  });
  const starts = lines.map(line => columnsOf(line.slice(0, line.search(/[█├●]/))));
  expect(new Set(starts).size).toBe(1);
  expect(lines[1]).toContain('更便宜');
});

test('no line is wider than the terminal, whatever the names and costs', () => {
  const marks = fc.array(
    fc.record({
      label: fc.string({ maxLength: 60, unit: 'grapheme' }),
      cost: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      wide: fc.double({ min: 0, max: 3, noNaN: true }),
    }),
    { minLength: 1, maxLength: 9 },
  );
  fc.assert(
    fc.property(
      marks,
      fc.integer({ min: 60, max: 120 }),
      fc.constantFrom<Charset>('ascii', 'unicode'),
      (drawn, columns, charset) => {
        const lines = ratioChart({
          marks: drawn.map(({ label, cost, wide }) =>
            mark(label, cost, cost / (1 + wide), cost * (1 + wide), 'not separable'),
          ),
          columns,
          charset,
          language: 'en',
        });
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
      },
    ),
  );
});

test('of no marks, and of costs that are no numbers, there is no chart', () => {
  expect(chart('ascii', [])).toEqual([]);
  expect(chart('ascii', [mark('A', Number.NaN, 0, 1, null)])).toEqual([]);
});

test('two devices of one name on two machines stay apart where their labels are cut', () => {
  const name = 'NVIDIA GeForce RTX 4090 Laptop GPU';
  const labels = chart('unicode', [
    mark(`${name} (lab-1)`, 0.5, 0.4, 0.6, 'cheaper'),
    mark(`${name} (lab-2)`, 0.7, 0.6, 0.8, 'cheaper'),
    mark('H800', 1, 1, 1, null),
  ]).map(line => line.slice(2, 2 + 12).trim());
  expect(new Set(labels).size).toBe(3);
  expect(labels.join()).toMatch(/NVI.*….*1\).*NVI.*….*2\)/);
});

test('a cost that is not that of the reference is not shown as 100 %', () => {
  const lines = chart('ascii', [mark('Card', 0.9996, 0.9994, 0.9998, 'cheaper'), mark('H800', 1, 1, 1, null)]);
  expect(lines[0]).toContain('99.96 %  cheaper');
  expect(lines[1]).toContain('100 %');
});
