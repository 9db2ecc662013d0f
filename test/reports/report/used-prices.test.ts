/** What a report says of the prices its costs rest on: how old they are, and whose. */
import { describe, expect, test } from 'vitest';
import type { Catalog } from '../../../reports/catalog/catalog.ts';
import { flatRows } from '../../../reports/pages/runs/flat-rows.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { reportSchema } from '../../../reports/report/schema.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { reportDocument } from '../../../reports/words/report/report-document.ts';
import { caseA, fixtureCatalog, fixtureRecord } from '../fixture.ts';
import { siteText } from '../site-text.ts';

const shipped = fixtureCatalog();
const ON_H20 = `lab-1/webgpu-0/${caseA.id}`;

function reportOn(asOf: string | null, catalog: Catalog = shipped) {
  const [reference] = catalog.chips;
  if (reference === undefined) throw new Error('the fixture catalog is empty');
  return buildReport({ records: [fixtureRecord()], unread: [], catalog, reference, asOf });
}

const rowOf = (report: ReturnType<typeof reportOn>) => report.rows.find(({ id }) => id === ON_H20);

describe('a rent of 2026-01-01', () => {
  test('is fresh on the day of the newest record, 59 days later', () => {
    const report = reportOn(null);
    expect(rowOf(report)?.costPerTrillionTokens).toMatchObject({ price: { age: { days: 59, stale: false } } });
    for (const section of ['overview', 'workloads'] as const) expect(siteText(report, section)).not.toContain('stale');
  });

  test('is stale 181 days later: in the JSON, in the CSV, beside the figure and among what it rests on', () => {
    const report = reportOn('2026-07-01');
    const age = { days: 181, stale: true };
    expect(rowOf(report)?.costPerTrillionTokens).toMatchObject({ price: { age } });
    expect(rowOf(report)?.saving).toMatchObject({ referencePrice: { age } });
    expect(report.reference.price).toMatchObject({ price: { age } });
    expect(
      flatRows(report).find(({ workload, target }) => workload === caseA.id && target === 'webgpu-0'),
    ).toMatchObject({
      cost_price_date: '2026-01',
      cost_price_stale: true,
      saving_reference_price_stale: true,
    });
    const page = siteText(report, 'workloads');
    expect(page).toContain('<small class="mark">rent stale</small>');
    expect(page).toContain('<small class="mark">reference&#39;s rent stale</small>');
    expect(siteText(report, 'overview')).toContain('<span class="caution">2 prices in use are stale.</span>');
    expect(report.assumptions.map(fact => factText(fact))).toContain(
      'Stale rents, more than 180 days old on the day of this report: nvidia-h20 (2026-01), nvidia-h800 (2026-01). Ask for a quote, and give it with --catalog.',
    );
  });
});

describe('rows that a user laid over the catalog', () => {
  const overlay = 'mine.yaml';
  const [h800, h20] = shipped.chips;
  const [rentOfH800, rentOfH20] = shipped.prices;
  if (h800 === undefined || h20 === undefined || rentOfH800 === undefined || rentOfH20 === undefined) {
    throw new Error('the fixture catalog has two chips and two rents');
  }
  const report = reportOn(null, {
    ...shipped,
    chips: [{ ...h800, overlay }, h20],
    prices: [rentOfH800, { ...rentOfH20, overlay }],
  });

  test('are marked in the JSON, the CSV, beside the figure and among what it rests on', () => {
    expect(report.reference.overlay).toBe(overlay);
    expect(rowOf(report)?.costPerTrillionTokens).toMatchObject({ price: { overlay } });
    expect(
      flatRows(report).find(({ workload, target }) => workload === caseA.id && target === 'webgpu-0'),
    ).toMatchObject({
      cost_price_overlay: overlay,
      saving_reference_price_overlay: null,
    });
    const page = siteText(report, 'workloads');
    expect(page).toContain('<small class="mark">rent from mine.yaml</small>');
    expect(page).not.toContain('reference&#39;s rent from');
    expect(siteText(report, 'workloads', 'zh')).toContain('<small class="mark">租金来自 mine.yaml</small>');
    expect(report.assumptions.map(fact => factText(fact))).toContain(
      'From mine.yaml, not from the shipped catalog: the chip nvidia-h800, assumed in USD of nvidia-h20.',
    );
    expect(reportSchema.parse(JSON.parse(JSON.stringify(reportDocument(report))))).toEqual(reportDocument(report));
  });

  test('are marked beside a saving where the rent of the reference is among them', () => {
    const prices = [{ ...rentOfH800, overlay }, rentOfH20];
    const page = siteText(reportOn(null, { ...shipped, prices }), 'workloads');
    expect(page).toContain('<small class="mark">reference&#39;s rent from mine.yaml</small>');
    expect(page).not.toContain(
      '<small class="mark">rent from mine.yaml</small></td><td class="number" data-label="Saving"',
    );
  });
});
