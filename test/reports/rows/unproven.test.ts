import { describe, expect, test } from 'vitest';
import { loadLinks } from '../../../reports/catalog/load.ts';
import { plotsOf } from '../../../reports/charts/plots.ts';
import { fact } from '../../../reports/fact.ts';
import { flatRows } from '../../../reports/pages/flat-rows.ts';
import { indexPage } from '../../../reports/pages/index.ts';
import { trainingRateFromRecords } from '../../../reports/plan/training-rate.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { type Report, type ReportRow, reportSchema } from '../../../reports/report/schema.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { reportDocument } from '../../../reports/words/report/report-document.ts';
import { headline } from '../../../reports/words/report/report-headline.ts';
import { markAhead } from '../../../results/ahead.ts';
import type { ProofLine, RunRecord } from '../../../results/record.ts';
import type { Proof } from '../../../results/schema/proof.ts';
import { readRecords } from '../../../results/store.ts';
import { loadModels } from '../../../suites/models.ts';
import { proofOf } from '../../results/made-proof.ts';
import { spoken } from '../../spoken.ts';
import { agreeingRecord, caseA, expertMatmuls, fixtureCatalog, largeMatmul, layerA, smallMatmul } from '../fixture.ts';
import { partsRecord, streamCase, trainCase } from '../parts-fixture.ts';

const catalog = fixtureCatalog();
const reference = catalog.chips[0];
if (reference === undefined) throw new Error('the fixture catalog is empty');

const reportOf = (...records: RunRecord[]): Report =>
  buildReport({ records, unread: [], catalog, reference, asOf: null });

function rowOf({ rows }: Report, target = 'webgpu-0', caseId = caseA.id): ReportRow {
  const row = rows.find(one => one.target === target && one.workload.id === caseId);
  if (row === undefined) throw new Error(`no row ${target} ${caseId}`);
  return row;
}

/** The record with the proofs of one case, on one target, changed; null takes them out. */
function withProof(
  record: RunRecord,
  change: ((line: ProofLine) => ProofLine) | null,
  caseId = caseA.id,
  target = 'webgpu-0',
): RunRecord {
  const id = `proof:${target}:${caseId}`;
  const proofs = record.proofs.flatMap(line => {
    if (line.cell !== id) return [line];
    return change === null ? [] : [change(line)];
  });
  return { ...record, proofs };
}

const saying = (changes: Partial<Proof>) => (line: ProofLine) => {
  const { proof } = line.outcome;
  if (proof === null) throw new Error('a proof');
  return { ...line, outcome: { status: 'proven' as const, proof: { ...proof, ...changes } } };
};
const mismatched = (line: ProofLine): ProofLine => ({
  ...line,
  outcome: {
    status: 'fault',
    fault: { code: 'mismatch', message: 'y is off by 0.9', detail: '' },
    proof: proofOf(layerA, { holds: false }),
  },
});
const generous = saying({ tensors: proofOf(layerA).tensors.map(({ name }) => ({ name, error: 0.9, tolerance: 1e9 })) });
const ofOther = saying(proofOf({ ...layerA, experts: 8 }));
const withoutProbes = (record: RunRecord): RunRecord => ({
  ...record,
  cells: record.cells.map(line => {
    if (line.outcome.status !== 'measured') return line;
    const { measurement } = line.outcome;
    const print = { ...measurement.first, probes: null };
    return { ...line, outcome: { ...line.outcome, measurement: { ...measurement, first: print, last: print } } };
  }),
});

const PRICED = ['deviceHoursPerTrillionTokens', 'costPerTrillionTokens', 'saving', 'relative'] as const;
const SPEEDS = ['stepMs', 'meanStepMs', 'tokensPerSecond', 'flopsPerSecond'] as const;
const EFFICIENCIES = ['efficiencyOfLargestMatmul', 'efficiencyOfExpertMatmul', 'optimizerOfStream'] as const;

test('the fixture, with its proofs, is measured and has a saving', () => {
  const row = rowOf(reportOf(agreeingRecord()));
  expect(row).toMatchObject({ status: 'measured', unproven: null, saving: { available: true } });
});

describe('a record that is whole and sealed, and whose', () => {
  const record = agreeingRecord();
  test.each<readonly [string, RunRecord, string]>([
    ['proof is not there', withProof(record, null), 'no-proof-line'],
    ['proof does not hold', withProof(record, mismatched), 'proof-failed-there'],
    ['proof allows itself an error of 0.9', withProof(record, generous), 'proof-tensor-off'],
    ['proof is of another workload', withProof(record, ofOther), 'proof-of-other-work'],
  ])('%s has a row without speed, cost and comparison', (_, changed, code) => {
    const report = reportOf(changed);
    const row = rowOf(report);
    expect(row).toMatchObject({ status: 'unproven', unproven: { code } });
    for (const figure of [...SPEEDS, ...EFFICIENCIES, ...PRICED]) {
      expect(row[figure].available, figure).toBe(false);
    }
    const none = { available: false, code: 'round-unproven', values: { reason: code } };
    expect([row.parts, row.energyPerStepJ, row.peakHostBytes]).toEqual([none, none, none]);
    expect(spoken(row.stepMs)).toMatchObject({
      reason: expect.stringMatching(/^no speed and no cost, because it is unproven: /),
    });
    expect(report.failures).toContainEqual(
      expect.objectContaining({ code: 'unproven', reason: code, target: 'webgpu-0', case: caseA.id, stage: 'report' }),
    );
    expect(reportSchema.parse(JSON.parse(JSON.stringify(reportDocument(report))))).toEqual(reportDocument(report));
  });
});

describe('an unproven row', () => {
  const report = reportOf(withProof(agreeingRecord(), generous));

  test('is told in the headline, the table and the CSV, with its code and one sentence', () => {
    const sentence = 'y is off by 0.9 in its proof; 0.0001 is allowed';
    expect(headline(report).at(-1)).toMatch(
      /^1 row unproven, without cost and comparison, because no proof holds here/,
    );
    const page = indexPage(report);
    expect(page).toContain('<strong>unproven</strong>');
    expect(page).toContain(`proof-tensor-off: ${sentence}`);
    const cells = flatRows(report).find(({ target, workload }) => target === 'webgpu-0' && workload === caseA.id);
    expect(cells).toMatchObject({
      status: 'unproven',
      unproven: 'proof-tensor-off',
      unproven_reason: sentence,
      step_ms: null,
      saving: null,
    });
  });

  test('is no reference for others: the chip is projected where its only speed is unproven', () => {
    const [h20] = catalog.chips.slice(1);
    if (h20 === undefined) throw new Error('two chips');
    const basisOf = (record: RunRecord) =>
      buildReport({ records: [record], unread: [], catalog, reference: h20, asOf: null }).referenceRows.find(
        ({ workload }) => workload.id === caseA.id,
      )?.basis;
    expect(basisOf(agreeingRecord())).toBe('measured');
    expect(basisOf(withProof(agreeingRecord(), generous))).toBe('projected');
  });

  test('contradicts nobody: the other target of its hash stays as it is', () => {
    const other = withProof(agreeingRecord(), generous);
    const off = {
      ...other,
      cells: other.cells.map(line =>
        line.outcome.status === 'measured' && line.cell.startsWith(`webgpu-0:${caseA.id}`)
          ? {
              ...line,
              outcome: {
                ...line.outcome,
                measurement: {
                  ...line.outcome.measurement,
                  first: { ...line.outcome.measurement.first, loss: 9 },
                  last: { ...line.outcome.measurement.last, loss: 9 },
                },
              },
            }
          : line,
      ),
    };
    expect(rowOf(reportOf(off), 'cpu')).toMatchObject({ status: 'measured', mismatch: null });
  });

  test('one round without a proof is enough', () => {
    const record = agreeingRecord();
    const plan = record.context.plan.map(cell =>
      cell.id === `webgpu-0:${caseA.id}:3` ? { ...cell, proof: null } : cell,
    );
    expect(rowOf(reportOf({ ...record, context: { ...record.context, plan } }))).toMatchObject({
      status: 'unproven',
      unproven: { code: 'no-proof-named' },
    });
  });
});

describe('a denominator needs a proof too', () => {
  test('an unproven matrix product is no row of the roofline, and nothing is held against it', () => {
    const record = agreeingRecord();
    const some = withProof(withProof(record, null, largeMatmul.id), null, expertMatmuls.id);
    const report = reportOf(withProof(some, null, smallMatmul.id));
    expect(report.roofline.filter(({ target }) => target === 'webgpu-0')).toEqual([]);
    expect(spoken(rowOf(report))).toMatchObject({
      status: 'measured',
      efficiencyOfLargestMatmul: {
        available: false,
        reason:
          'gemm-1000, gemm-500: measured in this run, but unproven or physically impossible, so not used as a denominator',
      },
      efficiencyOfExpertMatmul: { available: false },
    });
  });

  test('an unproven stream tells nothing of an optimizer', () => {
    const proven = rowOf(reportOf(partsRecord()), 'webgpu-0', trainCase.id);
    expect(proven.optimizerOfStream.available).toBe(true);
    const row = rowOf(reportOf(withProof(partsRecord(), null, streamCase.id)), 'webgpu-0', trainCase.id);
    expect(spoken(row.optimizerOfStream)).toEqual({
      available: false,
      reason: 'stream: measured in this run, but unproven or physically impossible, so not used as a denominator',
    });
  });
});

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
