/** Rows without a proof that holds: no speed, no cost, no comparison. */
import { describe, expect, test } from 'vitest';
import { flatRows } from '../../../reports/pages/runs/flat-rows.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { reportSchema } from '../../../reports/report/schema.ts';
import { reportDocument } from '../../../reports/words/report/report-document.ts';
import { headline } from '../../../reports/words/report/report-headline.ts';
import type { RunRecord } from '../../../results/record.ts';
import { spoken } from '../../spoken.ts';
import { agreeingRecord, caseA, expertMatmuls, largeMatmul, smallMatmul } from '../fixture.ts';
import { partsRecord, streamCase, trainCase } from '../parts-fixture.ts';
import { siteText } from '../site-text.ts';
import {
  catalog,
  EFFICIENCIES,
  generous,
  mismatched,
  ofOther,
  PRICED,
  reportOf,
  rowOf,
  SPEEDS,
  withProof,
} from './unproven-records.ts';

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
      reason: expect.stringMatching(/^speed and cost are withheld, because it is unproven: /),
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
    const page = siteText(report, 'workloads');
    expect(page).toContain('<strong>unproven</strong></small>');
    expect(page).toContain(`<dt>Unproven</dt><dd>${sentence}</dd>`);
    expect(page).toContain(`<strong>unproven</strong> (proof-tensor-off) webgpu-0, report: ${sentence}`);
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
