/** Steps without probes, and runs that a row must not stand on. */
import { describe, expect, test } from 'vitest';
import { loadLinks } from '../../../reports/catalog/load.ts';
import { plotsOf } from '../../../reports/charts/plots.ts';
import { fact } from '../../../reports/fact.ts';
import { trainingRateFromRecords } from '../../../reports/plan/training-rate.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { headline } from '../../../reports/words/report/report-headline.ts';
import { markAhead } from '../../../results/ahead.ts';
import type { RunRecord } from '../../../results/record.ts';
import { readRecords } from '../../../results/store.ts';
import { loadModels } from '../../../suites/models.ts';
import { agreeingRecord, caseA } from '../fixture.ts';
import { partsRecord, trainCase } from '../parts-fixture.ts';
import {
  catalog,
  EFFICIENCIES,
  ofOther,
  PRICED,
  reportOf,
  rowOf,
  SPEEDS,
  withoutProbes,
  withProof,
} from './unproven-records.ts';

describe('steps without probes', () => {
  const row = rowOf(reportOf(withoutProbes(agreeingRecord())));

  test('have their speed shown, and no cost, comparison and verdict', () => {
    expect(row).toMatchObject({ status: 'unproven', unproven: { code: 'no-probe' } });
    for (const figure of SPEEDS) expect(row[figure].available, figure).toBe(true);
    for (const figure of [...PRICED, ...EFFICIENCIES]) expect(row[figure].available, figure).toBe(false);
  });

  test('are those of every row of a record of schema 1, on a page without a verdict', () => {
    const { records } = readRecords(new URL('../../fixtures/records/schema-1.jsonl', import.meta.url).pathname);
    const report = reportOf(...records);
    expect(report.rows.length).toBeGreaterThan(0);
    for (const old of report.rows) {
      expect(old).toMatchObject({ status: 'unproven', unproven: { code: 'no-probe' }, saving: { available: false } });
      expect(old.stepMs.available).toBe(true);
    }
    expect(headline(report)[0]).toMatch(/^No saving can be stated/);
    // The reason stands in the sentence of its speed, and nowhere else.
    expect(
      headline(report)
        .join(' ')
        .match(/no probes/g),
    ).toHaveLength(1);
    const drawn = plotsOf(report).flatMap(plot => (plot.drawn && plot.kind === 'dots' ? plot.groups : []));
    expect(drawn.flatMap(({ marks }) => marks).every(({ basis }) => basis !== 'measured')).toBe(true);
  });
});

test('an unproven training step gives no training rate, and the answer says why', () => {
  const [, h20] = catalog.chips;
  const toy = loadModels()[0];
  if (h20 === undefined || toy === undefined) throw new Error('a chip and a model');
  const unproven = partsRecord();
  const records = [{ ...unproven, proofs: [] }];
  const model = loadModels().find(({ block }) => block !== null) ?? toy;
  const rate = trainingRateFromRecords({ records, model, chip: h20, dtype: 'float32', catalog, links: loadLinks() });
  expect(rate.available ? '' : absenceText(rate)).toMatch(
    /^no record of NVIDIA H20 has a sound backward pass in float32; .*toy-train of run run-parts is unproven: the record has no line of its proof/,
  );
});

test('a record dated 2099 does not move the day of the report, and is labelled', () => {
  const now = new Date('2026-06-01T00:00:00.000Z');
  const future = { ...agreeingRecord(), path: 'future.jsonl' };
  const late = { ...future, context: { ...future.context, runId: 'run-late', startedAt: '2099-01-01T00:00:00.000Z' } };
  const report = reportOf(...markAhead([agreeingRecord(), late], now));
  expect(report.asOf).toBe('2026-03-01T01:00:00.000Z');
  expect(report.runs.map(({ id, aheadOfClock }) => [id, aheadOfClock])).toEqual([
    ['run-1', false],
    ['run-late', true],
  ]);
  expect(rowOf(report)).toMatchObject({
    run: 'run-1',
    olderRuns: 0,
    newerRuns: [{ run: 'run-late', reason: fact('dated-ahead-of-clock') }],
    warnings: expect.arrayContaining([expect.objectContaining({ code: 'newer-run-set-aside' })]),
  });
  const alone = reportOf(...markAhead([late], now));
  expect(alone.asOf).toBeNull();
  expect(rowOf(alone).warnings).toContainEqual(expect.objectContaining({ code: 'ahead-of-clock' }));
});

test('an import under the id of this machine has a row of its own, labelled', () => {
  const imported = {
    schema: 'moebench.origin/1' as const,
    importedAt: '2026-05-01T00:00:00.000Z',
    from: 'elsewhere.jsonl',
    sha256: 'a'.repeat(64),
  };
  const record = agreeingRecord();
  const theirs = { ...record, path: 'theirs.jsonl', imported, context: { ...record.context, runId: 'run-2' } };
  const { rows } = reportOf(record, theirs);
  const ids = rows.filter(({ target, workload }) => target === 'webgpu-0' && workload.id === caseA.id);
  expect(ids.map(({ id, imported: mark, run, olderRuns }) => [id, mark, run, olderRuns])).toEqual([
    ['imported/lab-1/webgpu-0/toy-balanced', true, 'run-2', 0],
    ['lab-1/webgpu-0/toy-balanced', false, 'run-1', 0],
  ]);
  expect(ids[0]?.warnings).toContainEqual(expect.objectContaining({ code: 'imported' }));
});

test('an unproven training step has no curve in the charts', () => {
  const curvesOf = (record: RunRecord) =>
    plotsOf(reportOf(record)).flatMap(plot => (plot.drawn && plot.kind === 'curves' ? plot.series : []));
  expect(curvesOf(partsRecord()).length).toBeGreaterThan(0);
  const none = withProof(partsRecord(), ofOther, trainCase.id);
  expect(curvesOf(withProof(none, ofOther, trainCase.id, 'cpu'))).toEqual([]);
});
