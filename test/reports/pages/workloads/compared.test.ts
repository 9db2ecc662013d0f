/** How a row stands beside the reference: what its ratio and its saving are from; and what failed beside a figure. */
import { describe, expect, test } from 'vitest';
import { pagesOf } from '../../../../reports/pages/pages.ts';
import { buildReport } from '../../../../reports/report/report.ts';
import type { Report } from '../../../../reports/report/schema.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { fixtureCatalog, fixtureRecord, rentOf } from '../../fixture.ts';
import { partsRecord } from '../../parts-fixture.ts';
import { siteDataOf } from '../../site-text.ts';
import { pair, spread, times } from '../../two-chips.ts';

const catalog = fixtureCatalog();
const [referenceChip] = catalog.chips;
if (referenceChip === undefined) throw new Error('the fixture catalog is empty');
const report = buildReport({ records: [fixtureRecord()], unread: [], catalog, reference: referenceChip, asOf: null });
const pagesIn = (language: Language, of: Report = report) =>
  pagesOf(siteDataOf(of), language).filter(({ section }) => section === 'workloads');
const pageCalled = (title: string, of: Report): string =>
  pagesIn('en', of).find(other => other.title.startsWith(title))?.body.html ?? '';

/** The reference costs 2 USD an hour where both chips are `assumed`, and 5 USD in a newer price of another kind. */
const dearer = { ...rentOf('nvidia-h800', 5), kind: 'rent-on-demand' as const, date: '2026-02' };
const measuredToo = () =>
  buildReport({
    ...{
      records: [fixtureRecord(), pair({ h20: times(spread, 1.4), h800: spread }, { machine: 'lab-2', runId: 'chips' })],
    },
    ...{ unread: [], reference: referenceChip, asOf: null },
    catalog: { ...catalog, prices: [...catalog.prices, dearer] },
  });

describe('a row beside the reference', () => {
  const page = pageCalled('toy layer (scaled), float32, balanced', measuredToo());
  const rows = [...page.matchAll(/<tr data-device="([^"]*)">(.*?)<\/tr>/gs)].map(([, device = '', row = '']) => ({
    device,
    row,
    of: (label: string) => new RegExp(`<td[^>]*data-label="${label}"[^>]*>(.*?)</td>`, 's').exec(row)?.[1] ?? '',
  }));
  const numberIn = (text: string, form: RegExp): number => Number(form.exec(text)?.[1]?.replaceAll(',', ''));

  test('names the speed that its ratio is of, and what that rests on, so that the ratio can be followed', () => {
    const compared = rows.filter(({ of }) => of('Relative').includes('÷'));
    expect(compared.map(({ device }) => device)).toEqual([
      'AMD EPYC 9534 64-Core Processor',
      'NVIDIA H20 (lab-1)',
      'NVIDIA H20 (lab-2)',
    ]);
    expect(compared.map(({ of }) => /(measured|projected|sibling)/.exec(of('Relative'))?.[1])).toEqual([
      'projected',
      'measured',
      'measured',
    ]);
    for (const { of } of compared.slice(1)) {
      const [speed, other] = [numberIn(of('Speed'), /([\d,]+) tokens/), numberIn(of('Relative'), /÷ ([\d,]+) tokens/)];
      expect(numberIn(of('Relative'), /([\d.]+) %/)).toBeCloseTo((100 * speed) / other, 0);
    }
  });

  test('has the cost that its saving is from, where the reference itself is priced by another rent', () => {
    const [own] = rows.filter(({ device }) => device === 'NVIDIA H800');
    expect(own?.of('Cost')).toContain('at 5 USD/h');
    expect(own?.of('Saving')).toBe('the reference itself');
    const [h20] = rows.filter(({ device }) => device === 'NVIDIA H20 (lab-1)');
    expect(h20?.of('Saving')).toContain('at 2 USD/h');
    const cost = numberIn(h20?.of('Cost') ?? '', /([\d,.]+) USD/);
    const other = numberIn(h20?.of('Saving') ?? '', /reference: ([\d,.]+) USD/);
    expect(numberIn(h20?.of('Saving') ?? '', /^([\d.]+) %/)).toBeCloseTo(100 * (1 - cost / other), 0);
    expect(page).toMatch(
      /<dt>Saving<\/dt><dd>1 − [\d,.]+ USD ÷ [\d,.]+ USD of the reference, .*1 USD\/h of 2026-01 and 2 USD\/h/,
    );
  });

  test('says in words what is not known, and never that it is nothing', () => {
    for (const text of [
      page,
      pagesIn('zh', measuredToo())
        .map(({ body }) => body.html)
        .join(''),
    ]) {
      expect(text).not.toMatch(/\b[Nn]o (cost|saving|price)\b|无成本|无节省|没有成本/);
    }
    expect(page).toContain('cost not known<sup>');
  });

  test('has what is to be known of the reference under its name', () => {
    const [, reference = ''] = /<tr class="reference">(.*?)<\/tr>/s.exec(page) ?? [];
    expect(/<th.*<\/th>/s.exec(reference)?.[0]).toContain('wide interval');
    expect(/<td.*<\/td>/s.exec(reference)?.[0]).not.toContain('caution');
    expect(reference).toContain('for rows by ONNX Runtime CPU');
  });
});

describe('a failure beside a figure', () => {
  const matrixOf = (of: typeof report) => pagesIn('en', of)[0]?.body.html ?? '';
  const [failure] = report.failures.filter(({ stage }) => stage === 'time');
  const [run] = report.runs;
  if (failure === undefined || run === undefined) throw new Error('a round of the fixture failed');
  const withRun = (startedAt: string) => ({
    ...report,
    runs: [...report.runs, { ...run, id: 'other', startedAt }],
    failures: [{ ...failure, run: 'other' }],
  });

  test('is of rounds of the same run, of a newer run or of an older one', () => {
    expect(matrixOf(report)).toContain('✗ 1 round of this run failed');
    expect(matrixOf(withRun('2026-04-01T01:00:00.000Z'))).toContain('✗ a newer run failed');
    expect(matrixOf(withRun('2026-02-01T01:00:00.000Z'))).toContain('✗ an older run failed');
  });

  test('stands at the device of its run, not at another that had the target', () => {
    const renamed = report.rows.map(row =>
      row.target === 'webgpu-0' ? { ...row, run: 'other', device: { ...row.device, name: 'Another board' } } : row,
    );
    const both = matrixOf({ ...report, rows: [...report.rows, ...renamed] });
    const failed = [...both.matchAll(/<td[^>]*data-label="([^"]*)"[^>]*>(?:(?!<\/td>).)*✗ /gs)].map(([, name]) => name);
    expect(failed).toEqual(['NVIDIA H20']);
  });
});

test('why works that are compared by a sibling have the same ends is explained', () => {
  const made = { source: 'made up', date: '2026', confidence: 'low' } as const;
  const siblings = {
    families: [{ id: 'hopper', chips: ['nvidia-h800', 'nvidia-h20'], reason: 'one design', ...made }],
    pairs: [
      {
        ...{ first: 'nvidia-h800', second: 'nvidia-h20', what: 'a product', dtype: 'float32' as const },
        ...{ firstFlops: 1.5, secondFlops: 1, ...made },
      },
    ],
  };
  const report = buildReport({
    ...{ records: [partsRecord()], unread: [], reference: referenceChip, asOf: null },
    catalog: { ...catalog, siblings },
  });
  expect(report.rows.some(({ relative }) => relative.available && relative.basis === 'sibling')).toBe(true);
  expect(pagesIn('en', report)[0]?.body.html).toContain('several works have the same ends');
  expect(pagesIn('en')[0]?.body.html).not.toContain('several works have the same ends');
});
