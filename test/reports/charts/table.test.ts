import { describe, expect, test } from 'vitest';
import { configurationOf, tableOf } from '../../../reports/charts/configuration.ts';
import { besideEqual, shortNumber, spanText } from '../../../reports/charts/drawing/numbers.ts';
import type { PlotTable } from '../../../reports/charts/kind.ts';
import { summaryOf } from '../../../reports/charts/summary.ts';
import { tableCsv } from '../../../reports/charts/table-csv.ts';
import { LIGHT } from '../../../reports/charts/theme.ts';
import { threeDigits } from '../../../reports/format.ts';
import { plotFigure } from '../../../reports/pages/frame/figure.ts';
import { placeOf } from '../../../reports/pages/frame/page.ts';
import { toCsv } from '../../../results/export/csv.ts';
import { madePlots } from './made-plots.ts';

const HOSTILE = [
  '=HYPERLINK("http://evil")',
  '+1',
  '-1+1',
  '@SUM(A1)',
  '\tx',
  '\r=1+1',
  '\u202e=1+1',
  '＝1',
  'a "quoted" name',
  'two\nlines',
  'a, b',
  'plain',
  ' lead',
  '',
];

const tableWith = (cells: readonly (string | number | null)[]): PlotTable => ({
  columns: ['Name', 'Value'],
  rows: cells.map(cell => [cell, 1.5]),
  valueColumn: 1,
});

describe('the CSV of a chart', () => {
  test.each(HOSTILE)('has %j as the export of results has it', cell => {
    expect(tableCsv(tableWith([cell]))).toBe(toCsv([{ Name: cell, Value: 1.5 }]));
  });

  test('makes text of what a spreadsheet would run, in a heading too', () => {
    expect(tableCsv({ columns: ['=1+1'], rows: [['=1+1']], valueColumn: 0 })).toBe("'=1+1\n'=1+1\n");
  });

  test('leaves an absent cell empty, and every digit of a number', () => {
    expect(tableCsv(tableWith([null, 0.1 + 0.2]))).toBe('Name,Value\n,1.5\n0.30000000000000004,1.5\n');
  });
});

describe('the headings of a table in Chinese', () => {
  test.each(Object.entries(madePlots('zh')))('of kind %s have no colon of English', (_, plot) => {
    const { columns, rows } = tableOf(plot);
    const words = [...columns, ...rows.flat()].filter(cell => typeof cell === 'string');
    expect(words.filter(text => /: /.test(text))).toEqual([]);
  });
});

describe('the sentence for who does not see the chart', () => {
  test('says what it shows, how many values, the least and the greatest, each with its name', () => {
    expect(summaryOf(madePlots('en').dots)).toBe(
      'Title of dots. Axis of dots: 2 values, from 100 (work, chip one, measured) to 200 (work, chip two, projected).',
    );
  });

  test('is in the language of the chart', () => {
    expect(summaryOf(madePlots('zh').dots)).toBe(
      'Title of dots。Axis of dots：共 2 个数值，最小 100（work，chip one，实测），最大 200（work，chip two，推算）。',
    );
  });
});

describe('the table under a chart', () => {
  const place = { language: 'en', root: '' } as const;
  const page = (plot: Parameters<typeof plotFigure>[0]): string => plotFigure(plot, place).html;

  test('holds every value, readable without script', () => {
    const text = page(madePlots('en').scatter);
    expect(text).toContain('<summary>The figures as a table</summary>');
    expect(text).toContain('<tr><th scope="row">fast</th><td>measured</td><td>yes</td><td class="number">8</td>');
  });

  test('shows a name as text, whatever it is', () => {
    const { dots } = madePlots('en');
    const [mark] = dots.groups.flatMap(({ marks }) => marks);
    if (mark === undefined) throw new Error('no mark');
    const name = '</script><img src=x onerror=alert(1)>';
    const text = page({ ...dots, title: name, groups: [{ label: name, marks: [{ ...mark, label: name }] }] });
    expect(text).not.toContain('<img src=x');
    expect(text).toContain('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;');
  });

  test('of a long history has the newest 400 rows and says where the others are', () => {
    const { curves } = madePlots('en');
    const values = Array.from({ length: 450 }, (_, index) => index);
    const text = page({ ...curves, series: [{ label: 'long', of: 'proof', role: 'oracle', values }] });
    expect(text.match(/<tr>/g)).toHaveLength(1 + 400);
    expect(text).toContain('50 older rows are in the CSV.');
  });
});

describe('numbers of a chart', () => {
  test.each([
    [9990, '9,990', '9,990'],
    [120_000, '120K', '12万'],
    [2_500_000, '2.5M', '250万'],
    [3e8, '300M', '3亿'],
    [-20_000, '−20K', '−2万'],
    [0.0123, '0.0123', '0.0123'],
  ])('%d is short on an axis: %s, %s', (value, english, chinese) => {
    expect([shortNumber(value, 'en'), shortNumber(value, 'zh')]).toEqual([english, chinese]);
  });

  test.each([
    [99.97, '99.97'],
    [99.996, '99.996'],
    [100.04, '100.04'],
    [100, '100'],
    [100 - 1e-13, '100'],
    [99.4, '99.4'],
    [101.2, '101'],
    [0.5, '0.5'],
  ])('beside 100 %% a cost of %d %% is %s', (percent, text) => {
    expect(besideEqual(percent, 100, threeDigits)).toBe(text);
  });

  test('an interval that ends just below the cost of the reference does not seem to hold it, in text and table', () => {
    const { 'ratio-dots': plot } = madePlots('en');
    const mark = {
      label: 'chip six',
      basis: 'measured',
      verdict: 'cheaper',
      point: 0.9,
      low: 0.8,
      high: 0.99996,
    } as const;
    const near = { ...plot, groups: [{ label: 'work', marks: [mark] }] };
    expect(JSON.stringify(configurationOf(near, LIGHT).data)).toContain('90 (80 to 99.996) %');
    expect(plotFigure(near, placeOf('index.html', 'en')).html).toContain('<td class="number">99.996</td>');
    expect(summaryOf({ ...near, groups: [{ label: 'work', marks: [{ ...mark, point: 0.99996 }] }] })).toContain(
      '99.996',
    );
  });

  test('a value without an interval shows none', () => {
    expect(spanText({ point: 5, low: 5, high: 5 }, 'en')).toBe('5');
    expect(spanText({ point: 5, low: 4, high: 6 }, 'zh')).toBe('5（4 至 6）');
  });
});
