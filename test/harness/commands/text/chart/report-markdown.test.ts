import { expect, test } from 'vitest';
import { reportMarkdown } from '../../../../../harness/commands/text/chart/report-markdown.ts';
import { buildReport } from '../../../../../reports/report/report.ts';
import { fixtureCatalog, fixtureRecord } from '../../../../reports/fixture.ts';

function reportOf() {
  const catalog = fixtureCatalog();
  const [reference] = catalog.chips;
  if (reference === undefined) throw new Error('the fixture catalog is empty');
  return buildReport({ records: [fixtureRecord()], unread: [], catalog, reference, asOf: null });
}

test('the answer is the heading, the chart stands as text above the table of its figures', () => {
  const text = reportMarkdown(reportOf(), 'en');
  const [heading = ''] = text.split('\n');
  expect(heading).toMatch(/^## .+/);
  const [, chart = ''] = text.split(/^```text$|^```$/m);
  const bars = chart.trim().split('\n');
  const rows = text.split('\n').filter(line => line.startsWith('| '));
  expect(bars.length).toBeGreaterThan(1);
  expect(rows).toHaveLength(bars.length + 2);
});

test('the name of a device is text in the table and in the chart, whatever is in it', () => {
  const report = reportOf();
  const name = '```\n</details><img src=x> | **@all**';
  const rows = report.rows.map(row => ({ ...row, device: { ...row.device, name } }));
  const text = reportMarkdown({ ...report, rows }, 'en');
  const [outside = '', chart = '', after = ''] = text.split(/^`{4}(?:text)?$/m);
  expect(chart).toContain('```');
  for (const part of [outside, after]) {
    expect(part).not.toContain('<img');
    expect(part).not.toContain('**@all**');
    expect(part).not.toMatch(/^```/m);
  }
});

test('in Chinese the verdicts are Chinese', () => {
  expect(reportMarkdown(reportOf(), 'zh')).toMatch(/更便宜|更贵|无法区分|无置信区间/);
});
