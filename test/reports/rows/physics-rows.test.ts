/** Rows that cannot be true, and what stands on them. */
import { describe, expect, test } from 'vitest';
import { buildReport } from '../../../reports/report/report.ts';
import { reportSchema } from '../../../reports/report/schema.ts';
import { reportDocument } from '../../../reports/words/report/report-document.ts';
import { headline } from '../../../reports/words/report/report-headline.ts';
import { violationSchema } from '../../../results/physics/violations.ts';
import { roundStatistics } from '../../../results/statistics.ts';
import { printOf } from '../../results/small-record.ts';
import { spoken } from '../../spoken.ts';
import { type Change, caseA, caseB, FLOPS_A, fixtureRecord, largeMatmul } from '../fixture.ts';
import { siteText } from '../site-text.ts';
import { catalog, idOf, onceOn, reportOf } from './chip-sheets.ts';

describe('a row with one round that cannot be true', () => {
  const tooFast = onceOn(caseA.id, 2, measurement => ({
    ...measurement,
    stepMs: roundStatistics([0.001, 0.001, 0.001]),
  }));
  const report = reportOf(fixtureRecord({ change: tooFast }));
  const row = report.rows.find(one => one.target === 'webgpu-0' && one.workload.id === caseA.id);
  const message = '296 MFLOP in 0.001 ms are 296 TFLOP/s; NVIDIA H20 in float32 has 44 TFLOP/s';

  test('is invalid as a whole: no speed, no cost, no memory', () => {
    expect(row?.status).toBe('invalid');
    expect(spoken(row?.invalid)).toEqual([{ cell: idOf(caseA.id, 2), code: 'above-peak', why: message }]);
    const reason = `speed and cost are withheld, because it cannot be true (above-peak): ${message}`;
    for (const figure of [row?.stepMs, row?.tokensPerSecond, row?.costPerTrillionTokens, row?.saving, row?.relative]) {
      expect(spoken(figure)).toEqual({ available: false, reason });
    }
    expect(spoken(row?.parts)).toEqual({ available: false, reason: 'a round cannot be true (above-peak)' });
    expect(spoken(row?.peakHostBytes)).toEqual({ available: false, reason: 'a round cannot be true (above-peak)' });
    expect(reportSchema.parse(JSON.parse(JSON.stringify(reportDocument(report))))).toEqual(reportDocument(report));
  });

  test('is listed as invalid, with the code of the check and its round, and not as a failed cell', () => {
    expect(spoken(report.failures.filter(({ code }) => code === 'invalid'))).toEqual([
      {
        run: 'run-1',
        machine: 'lab-1',
        target: 'webgpu-0',
        strategy: 'session',
        case: caseA.id,
        stage: 'time',
        rounds: [2],
        code: 'invalid',
        reason: 'above-peak',
        why: message,
        message: '',
        detail: '',
      },
    ]);
    expect(reportDocument(report).failures.find(({ code }) => code === 'invalid')?.message).toBe(message);
    expect(headline(report).at(-1)).toBe(
      '1 row left without speed and cost, because a physics check fails; 1 cell failed; 1 skipped: see below.',
    );
    const page = siteText(report, 'workloads');
    expect(page).toContain('<strong>breaks physics</strong></small>');
    expect(page).toContain(`<strong>invalid</strong> (above-peak) webgpu-0, round 3: ${message}`);
    expect(siteText(report, 'method')).toContain(
      `<strong>invalid</strong> (above-peak) ${caseA.id} on webgpu-0, round 3: ${message}`,
    );
  });

  test('does not touch the rows beside it', () => {
    const others = report.rows.filter(one => one !== row).map(({ status }) => status);
    expect(others).toEqual(['measured', 'measured', 'measured']);
  });

  test('contradicts nobody: the other target of its hash is measured, though its loss is another', () => {
    const change: Change = (measurement, ...where) => {
      const changed = tooFast(measurement, ...where);
      const print = printOf(0.3, { y: 15 });
      return where[0] === 'webgpu-0' && where[1] === caseA.id ? { ...changed, first: print, last: print } : changed;
    };
    const rows = reportOf(fixtureRecord({ change })).rows.filter(({ workload }) => workload.id === caseA.id);
    expect(rows.map(({ status, mismatch }) => [status, mismatch])).toEqual([
      ['measured', null],
      ['invalid', null],
    ]);
  });

  test('is no measured reference', () => {
    const [, h20] = catalog.chips;
    if (h20 === undefined) throw new Error('the fixture catalog has one chip');
    const records = [fixtureRecord({ change: tooFast })];
    const { referenceRows } = buildReport({ records, unread: [], catalog, reference: h20, asOf: null });
    expect(referenceRows.map(({ workload, basis }) => [workload.id, basis])).toEqual([
      [caseA.id, 'projected'],
      [caseB.id, 'measured'],
      // Beside the CPU's rows.
      [caseB.id, 'projected'],
    ]);
  });
});

test('a matrix product that cannot be true is nobody’s denominator and no row of the roofline', () => {
  const change = onceOn(largeMatmul.id, 0, measurement => ({ ...measurement, stepMs: roundStatistics([0.01]) }));
  const report = reportOf(fixtureRecord({ change }));
  const row = report.rows.find(one => one.target === 'webgpu-0' && one.workload.id === caseA.id);
  expect(row?.status).toBe('measured');
  // Without it the list's fastest is 0.25·10⁹ in 4 ms.
  const ratios = [9, 10, 11, 10, 10].map(ms => FLOPS_A / ms / (0.25e9 / 4));
  const mean = ratios.reduce((product, ratio) => product * ratio, 1) ** (1 / 5);
  expect(row?.efficiencyOfLargestMatmul.available && row.efficiencyOfLargestMatmul.point).toBeCloseTo(mean, 10);
  const ofDevice = report.roofline.filter(({ target }) => target === 'webgpu-0');
  expect(ofDevice.map(one => one.case)).not.toContain(largeMatmul.id);
});

test('what stands on a proof that says what its figures do not is as invalid as the proof', () => {
  const record = fixtureRecord();
  const proofs = record.proofs.map(line => {
    const proof = line.outcome.proof;
    if (proof === null || line.outcome.status !== 'proven' || !line.cell.includes('webgpu-0')) return line;
    const tensors = [{ name: 'y', error: 0.5, tolerance: 1e-5 }];
    return { ...line, outcome: { ...line.outcome, proof: { ...proof, tensors } } };
  });
  const report = reportOf({ ...record, proofs });
  expect(report.rows.map(({ target, workload, status }) => [target, workload.id, status])).toContainEqual([
    'webgpu-0',
    caseA.id,
    'invalid',
  ]);
  expect(spoken(report.failures)).toContainEqual(expect.objectContaining({ stage: 'proof', reason: 'proof-verdict' }));
  for (const { invalid } of report.rows) for (const one of invalid) violationSchema.parse(one);
});
