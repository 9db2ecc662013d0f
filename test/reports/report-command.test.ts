import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeReport, type ReportOptions } from '../../harness/commands/report.ts';
import { reportText } from '../../harness/commands/text/report-text.ts';
import { UsageError } from '../../harness/errors.ts';
import { parsePowerPrice, parsePue } from '../../reports/catalog/power.ts';
import { reportSchema } from '../../reports/report/schema.ts';
import { absenceText } from '../../reports/words/absence-text.ts';
import { factText } from '../../reports/words/fact-text.ts';
import { jsonWithTexts, reportDocument } from '../../reports/words/report/report-document.ts';
import { createRun } from '../../results/store.ts';
import { fixtureRecord } from './fixture.ts';
import { plainWords } from './plain-words.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const results = join(folder, 'runs');
const { context, proofs, cells } = fixtureRecord();
const writer = createRun(results, context);
for (const { previousSha256: _, ...line } of [...proofs, ...cells]) writer.append(line);
writer.close();
writeFileSync(join(results, 'broken.jsonl'), '{"kind":\n');

const scripts = join(folder, 'scripts');
mkdirSync(scripts);
for (const name of ['page', 'compare']) writeFileSync(join(scripts, `${name}.js`), '"use strict";');
/** So wide that no sentence is broken. */
const WIDE = { columns: 10_000, verbose: false };
const make = (changes: Partial<ReportOptions> = {}) =>
  makeReport({ results, reference: 'nvidia-h800', out: join(folder, 'site'), ...changes }, scripts);

/** The pages of the section of workloads, one after the other. */
function workloadTexts(page: string): string {
  const section = join(page, '../workloads');
  return readdirSync(section)
    .map(name => readFileSync(join(section, name), 'utf8'))
    .join('\n');
}

describe('the report command', () => {
  test('reads records, still uses the good ones when one is broken, and lists the broken one', async () => {
    const { report, page } = await make();
    expect(report.rows).toHaveLength(4);
    expect(report.unread).toHaveLength(1);
    expect(report.unread[0]?.path).toMatch(/broken\.jsonl$/);
    expect(report.runs.map(run => [run.id, run.sealed])).toEqual([['run-1', false]]);
    expect(readFileSync(join(page, '../method/index.html'), 'utf8')).toContain('broken.jsonl');
  });

  test('uses the lines of a damaged record that hold, and says on the page and in the terminal which do not', async () => {
    const hurt = join(folder, 'hurt');
    mkdirSync(hurt);
    const whole = readFileSync(join(results, 'lab-1/run-1.jsonl'), 'utf8');
    const [last = ''] = whole.trimEnd().split('\n').slice(-1);
    writeFileSync(join(hurt, 'run-1.jsonl'), whole.replace(last, last.replace('"kind":"cell"', '"kind"!"cell"')));
    const { report, page } = await make({ results: hurt });
    const line = whole.trimEnd().split('\n').length;
    expect(report.unread).toEqual([]);
    expect(report.runs).toMatchObject([{ id: 'run-1', damaged: { line, message: 'is not JSON', lostLines: 1 } }]);
    const said = `line ${line}: is not JSON; 1 line is left out`;
    expect(report.assumptions.map(fact => factText(fact))).toContain(
      `These records are damaged, and only the lines that hold are used: run-1 (${said}).`,
    );
    expect(reportText(report, page, WIDE)).toContain(`damaged: run-1: ${said}\n`);
    expect(report.rows.length).toBeGreaterThan(0);
  });

  test('lays each record beside the page as it is on disk', async () => {
    const { page } = await make();
    expect(readFileSync(join(dirname(page), 'records/lab-1--run-1.jsonl'))).toEqual(
      readFileSync(join(results, 'lab-1/run-1.jsonl')),
    );
  });

  test('writes a report.json that its schema accepts', async () => {
    const { report, page } = await make({ asOf: '2026-05-01' });
    const written = reportSchema.parse(JSON.parse(readFileSync(join(dirname(page), 'report.json'), 'utf8')));
    expect(written).toEqual(JSON.parse(jsonWithTexts(reportDocument(report))));
    expect(written.asOf).toBe('2026-05-01');
  });

  test('tells a person the answer, what was lost, and where the page is', async () => {
    const { report, page } = await make();
    const said = reportText(report, page, WIDE);
    const what = 'NVIDIA H20 by ONNX Runtime WebGPU, float32';
    expect(said).toMatch(
      new RegExp(
        `^${what}, is not separable in cost from NVIDIA H800 SXM \\(speed scaled from NVIDIA H20\\) on one MoE layer of toy \\(scaled\\)`,
      ),
    );
    expect(said).toContain(`No verdict, because ${what} has 4 rounds, and an interval takes 5`);
    expect(said).toMatch(/not read: .*broken\.jsonl: line 1/);
    expect(said).toMatch(/Page: .*index\.html\n$/);
  });

  test.each<[string, Partial<ReportOptions>, RegExp]>([
    ['an unknown chip, with the nearest names', { reference: 'nvidia-h80' }, /'nvidia-h80': did you mean nvidia-h800/],
    ['a day that is none', { asOf: 'yesterday' }, /--as-of is 'yesterday'; give a day as 2026-03-31/],
    ['a results folder that is not there', { results: join(folder, 'nowhere') }, /nowhere: no such file or folder/],
  ])('refuses %s', async (_, changes, message) => {
    await expect(make(changes)).rejects.toThrow(UsageError);
    await expect(make(changes)).rejects.toThrow(message);
  });
});

test('prices of a file of one own are laid over the catalog, and marked on the page', async () => {
  const catalog = join(folder, 'quotes.yaml');
  writeFileSync(
    catalog,
    'prices: [{chip: nvidia-h20, low: 5, high: 5, currency: USD, kind: assumed, offer: null, date: 2026-02, source: a quote, confidence: high}]',
  );
  const { report, page } = await make({ catalog });
  expect(report.rows.flatMap(({ saving }) => (saving.available ? [saving.verdict] : []))).toEqual([
    'dearer',
    'no interval',
  ]);
  expect(workloadTexts(page)).toContain('<small class="mark">rent from quotes.yaml</small>');
});

test('a record dated 2099 in the folder does not say what day it is, and displaces nothing', async () => {
  const runs = join(folder, 'with-later');
  for (const [runId, startedAt] of [
    ['run-1', context.startedAt],
    ['run-2099', '2099-01-01T00:00:00.000Z'],
  ] as const) {
    const later = createRun(runs, { ...context, runId, startedAt });
    for (const { previousSha256: _, ...line } of [...proofs, ...cells]) later.append({ ...line, startedAt });
    later.seal(startedAt);
    later.close();
  }
  const { report, page } = await make({ results: runs });
  expect(report.asOf).toBe(context.startedAt);
  expect(new Set(report.rows.map(({ run }) => run))).toEqual(new Set(['run-1']));
  expect(plainWords(workloadTexts(page))).toContain('run run-2099 of 2099-01-01: dated later than the clock here');
  expect(plainWords(readFileSync(join(page, '../method/index.html'), 'utf8'))).toContain(
    'they displace no other run and do not say what day it is: run-2099 (2099-01-01T00:00:00.000Z)',
  );
  expect(reportText(report, page, WIDE)).toContain(
    'run run-2099 is dated 2099-01-01T00:00:00.000Z, later than this clock',
  );
});

test('a record whose line of a proof was moved behind what it proves is unproven', async () => {
  const runs = join(folder, 'moved');
  const moved = createRun(runs, { ...context, runId: 'run-moved' });
  for (const { previousSha256: _, ...line } of [...cells, ...proofs]) moved.append(line);
  moved.seal(context.startedAt);
  moved.close();
  const { report } = await make({ results: runs });
  expect(report.rows.map(({ unproven }) => unproven?.code)).toEqual(Array(4).fill('proof-after-timing'));
});

test('energy is priced by the catalog, or by what the command line gives', async () => {
  const joules = { available: true, value: 300, method: 'energy-counter', scope: 'board' } as const;
  const energised = fixtureRecord({ change: measurement => ({ ...measurement, widestEnergyJ: joules }) });
  const runs = join(folder, 'energised');
  const record = createRun(runs, energised.context);
  for (const { previousSha256: _, ...line } of [...energised.proofs, ...energised.cells]) record.append(line);
  record.close();
  const costs = async (changes: Partial<ReportOptions> = {}) =>
    (await make({ results: runs, ...changes })).report.rows.map(({ energyCostPerTrillionTokens: cost }) =>
      cost.available ? [cost.pricePerKWh.source, cost.pricePerKWh.currency, cost.pue.value] : absenceText(cost),
    );
  // The rents of both chips are in yuan; the CPU has none, and takes the currency of the reference's.
  expect(await costs()).toEqual(Array(4).fill([expect.stringMatching(/^China Briefing/), 'CNY', 1.52]));
  const given = { pricePerKwh: parsePowerPrice('0.62CNY'), pue: parsePue('1.2') };
  expect(await costs(given)).toEqual(Array(4).fill(['--price-per-kwh', 'CNY', 1.2]));
});
