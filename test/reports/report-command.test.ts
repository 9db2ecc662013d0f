import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeReport, type ReportOptions, summary } from '../../harness/commands/report.ts';
import { UsageError } from '../../harness/errors.ts';
import { reportSchema } from '../../reports/analysis/schema.ts';
import { parsePowerPrice, parsePue } from '../../reports/catalog/power.ts';
import { createRun } from '../../results/store.ts';
import { fixtureRecord } from './fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const results = join(folder, 'runs');
const { context, proofs, cells } = fixtureRecord();
const writer = createRun(results, context);
for (const { previousSha256: _, ...line } of [...proofs, ...cells]) writer.append(line);
writer.close();
writeFileSync(join(results, 'broken.jsonl'), '{"kind":\n');

const pageScript = join(folder, 'page.js');
writeFileSync(pageScript, '"use strict";');
const make = (changes: Partial<ReportOptions> = {}) =>
  makeReport({ results, reference: 'nvidia-h800', out: join(folder, 'site'), ...changes }, pageScript);

describe('the report command', () => {
  test('reads records, still uses the good ones when one is broken, and lists the broken one', () => {
    const { report, page } = make();
    expect(report.rows).toHaveLength(4);
    expect(report.unread).toHaveLength(1);
    expect(report.unread[0]?.path).toMatch(/broken\.jsonl$/);
    expect(report.runs.map(run => [run.id, run.sealed])).toEqual([['run-1', false]]);
    expect(readFileSync(page, 'utf8')).toContain('broken.jsonl');
  });

  test('lays each record beside the page as it is on disk', () => {
    const { page } = make();
    expect(readFileSync(join(dirname(page), 'records/lab-1--run-1.jsonl'))).toEqual(
      readFileSync(join(results, 'lab-1/run-1.jsonl')),
    );
  });

  test('writes a report.json that its schema accepts', () => {
    const { report, page } = make({ asOf: '2026-05-01' });
    const written = reportSchema.parse(JSON.parse(readFileSync(join(dirname(page), 'report.json'), 'utf8')));
    expect(written).toEqual(report);
    expect(written.asOf).toBe('2026-05-01');
  });

  test('tells a person the answer, what was lost, and where the page is', () => {
    const { report, page } = make();
    const said = summary(report, page);
    expect(said.startsWith('NVIDIA H20 is cheaper than NVIDIA H800 SXM (sibling) on both workloads.\n')).toBe(true);
    expect(said).toMatch(/not read: .*broken\.jsonl: line 1/);
    expect(said).toMatch(/Page: .*index\.html\n$/);
  });

  test.each<[string, Partial<ReportOptions>, RegExp]>([
    ['an unknown chip, with the nearest names', { reference: 'nvidia-h80' }, /'nvidia-h80': did you mean nvidia-h800/],
    ['a day that is none', { asOf: 'yesterday' }, /--as-of is 'yesterday'; give a day as 2026-03-31/],
    ['a results folder that is not there', { results: join(folder, 'nowhere') }, /nowhere: no such file or folder/],
  ])('refuses %s', (_, changes, message) => {
    expect(() => make(changes)).toThrow(UsageError);
    expect(() => make(changes)).toThrow(message);
  });
});

test('prices of a file of one own are laid over the catalog, and marked on the page', () => {
  const catalog = join(folder, 'quotes.yaml');
  writeFileSync(
    catalog,
    'prices: [{chip: nvidia-h20, low: 5, high: 5, currency: USD, kind: assumed, offer: null, date: 2026-02, source: a quote, confidence: high}]',
  );
  const { report, page } = make({ catalog });
  expect(report.rows.flatMap(({ saving }) => (saving.available ? [saving.verdict] : []))).toEqual(['dearer', 'dearer']);
  expect(readFileSync(page, 'utf8')).toContain('rent from quotes.yaml');
});

test('energy is priced by the catalog, or by what the command line gives', () => {
  const joules = { available: true, value: 300, method: 'energy-counter', scope: 'board' } as const;
  const energised = fixtureRecord({ change: measurement => ({ ...measurement, widestEnergyJ: joules }) });
  const runs = join(folder, 'energised');
  const record = createRun(runs, energised.context);
  for (const { previousSha256: _, ...line } of [...energised.proofs, ...energised.cells]) record.append(line);
  record.close();
  const costs = (changes: Partial<ReportOptions> = {}) =>
    make({ results: runs, ...changes }).report.rows.map(({ energyCostPerTrillionTokens: cost }) =>
      cost.available ? [cost.pricePerKWh.source, cost.pricePerKWh.currency, cost.pue.value] : cost.reason,
    );
  // The rents of both chips are in yuan; the CPU has none, and takes the currency of the reference's.
  expect(costs()).toEqual(Array(4).fill([expect.stringMatching(/^China Briefing/), 'CNY', 1.52]));
  const given = { pricePerKwh: parsePowerPrice('0.62CNY'), pue: parsePue('1.2') };
  expect(costs(given)).toEqual(Array(4).fill(['--price-per-kwh', 'CNY', 1.2]));
});
