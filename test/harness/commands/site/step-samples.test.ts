import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rowSamples } from '../../../../harness/commands/site/step-samples.ts';
import { workloadPages } from '../../../../reports/pages/workloads/workloads.ts';
import { buildReport } from '../../../../reports/report/report.ts';
import { sampleMember } from '../../../../results/record-file/samples-file.ts';
import { readRecords, readSampleLines, samplesPath } from '../../../../results/store.ts';
import { fixtureCatalog } from '../../../reports/fixture.ts';
import { siteDataOf } from '../../../reports/site-text.ts';
import { slowerNights } from '../history/slower-nights.ts';

let results: string;
beforeEach(() => {
  results = mkdtempSync(join(tmpdir(), 'moebench-step-samples-'));
  slowerNights(results, { nights: 2 });
});
afterEach(() => rmSync(results, { recursive: true, force: true }));

function found() {
  const { records, unread } = readRecords(results);
  const catalog = fixtureCatalog();
  const [reference] = catalog.chips;
  if (reference === undefined) throw new Error('the fixture catalog is empty');
  const report = buildReport({ records, unread, catalog, reference, asOf: null });
  return { records, report, samples: rowSamples(report, records) };
}

/** Of the samples beside the record that a row stands on. */
function changeLines(path: string, change: (line: string) => string): void {
  const lines = readSampleLines(path);
  writeFileSync(path, Buffer.concat(lines.map(line => sampleMember(change(line)))));
}

test('a row has the step times of its own run, round after round', () => {
  const { report, samples } = found();
  expect(samples.map(({ row }) => row).toSorted()).toEqual(report.rows.map(({ id }) => id).toSorted());
  for (const { row, samplesMs } of samples) {
    const rounds = report.rows.find(({ id }) => id === row)?.rounds ?? [];
    // Three steps a round; the median of each is the middle one.
    expect(samplesMs).toHaveLength(3 * rounds.length);
    expect(rounds.map(({ medianMs }) => medianMs)).toEqual(rounds.map((_, i) => samplesMs[3 * i + 1]));
  }
});

test('a row of which a line was changed, or whose samples were pruned, has none', () => {
  const before = found();
  const [first] = before.samples;
  const { run, workload } = before.report.rows.find(({ id }) => id === first?.row) ?? {};
  const record = before.records.find(({ context }) => context.runId === run);
  if (first === undefined || record === undefined) throw new Error('no row has samples');
  const path = samplesPath(record.path);
  const ofRun = before.report.rows.filter(row => row.run === run).length;
  const cell = record.context.plan.find(({ kind, case: item }) => kind === 'time' && item === workload?.id)?.id;
  changeLines(path, line => (line.includes(JSON.stringify(cell)) ? line.replace(/\[[\d.]+/, '[0.5') : line));
  expect(found().samples).toHaveLength(before.samples.length - 1);
  rmSync(path);
  expect(existsSync(path)).toBe(false);
  expect(found().samples).toHaveLength(before.samples.length - ofRun);
});

test('a samples file that is no samples file gives none, and the site is made all the same', () => {
  const { records } = found();
  for (const { path } of records) writeFileSync(samplesPath(path), readFileSync(path));
  expect(found().samples).toEqual([]);
});

test('the page of a workload shows how its steps are distributed, in both languages', () => {
  const { report, samples } = found();
  const data = { ...siteDataOf(report), samples };
  for (const [language, title] of [
    ['en', 'How the steps are distributed'],
    ['zh', '单步耗时分布'],
  ] as const) {
    const pages = workloadPages(data, language).slice(1);
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) {
      expect(page.body.html).toContain(title);
      expect(page.plots.map(({ id }) => id)).toContainEqual(expect.stringMatching(/-step-histogram$/));
    }
  }
  const [, page] = workloadPages(siteDataOf(report), 'en');
  expect(page?.body.html).not.toContain('How the steps are distributed');
});
