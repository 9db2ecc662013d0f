/** The report of the fixture: its document, its rows and what disagrees. */
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { reportSchema } from '../../../reports/report/schema.ts';
import { reportDocument } from '../../../reports/words/report/report-document.ts';
import { headline } from '../../../reports/words/report/report-headline.ts';
import { recordLineSchema } from '../../../results/record.ts';
import { printOf } from '../../results/small-record.ts';
import { spoken } from '../../spoken.ts';
import { agreeingRecord, caseA, caseB, FLOPS_A, fixtureRecord, largeMatmul } from '../fixture.ts';
import { siteText } from '../site-text.ts';
import { catalog, HALF_WIDTH_MS, reportOf, rowOf } from './fixture-report.ts';

test('the fixture is what the store would read', () => {
  const { context, proofs, cells } = fixtureRecord();
  for (const line of [context, ...proofs, ...cells]) recordLineSchema.parse(line);
});

describe('the report', () => {
  const report = reportOf();

  test('conforms to its schema and survives JSON', () => {
    expect(reportSchema.parse(JSON.parse(JSON.stringify(reportDocument(report))))).toEqual(reportDocument(report));
  });

  test('has a row for every target and layer, none for the matmuls', () => {
    expect(report.rows.map(row => row.id)).toEqual([
      'lab-1/cpu/toy-balanced',
      'lab-1/webgpu-0/toy-balanced',
      'lab-1/cpu/toy-learned',
      'lab-1/webgpu-0/toy-learned',
    ]);
    expect(report.roofline.filter(row => row.target === 'cpu').map(row => row.case)).toEqual([largeMatmul.id]);
  });

  test('holds what ran with all targets at once against nothing that ran alone, and names it so', () => {
    const alone = agreeingRecord();
    const { context } = fixtureRecord({ runId: 'run-2', startedAt: '2026-03-02T01:00:00.000Z' });
    const together = { ...agreeingRecord(), context: { ...context, concurrent: true as const } };
    const both = reportOf({ records: [alone, together] });
    const ofA = both.rows.filter(({ workload }) => workload.id === caseA.id);
    expect(ofA.map(({ id, run, olderRuns }) => [id, run, olderRuns])).toEqual([
      ['lab-1/cpu/toy-balanced', 'run-1', 0],
      ['lab-1/cpu/toy-balanced/concurrent', 'run-2', 0],
      ['lab-1/webgpu-0/toy-balanced', 'run-1', 0],
      ['lab-1/webgpu-0/toy-balanced/concurrent', 'run-2', 0],
    ]);
    const sides = both.referenceRows.filter(({ workload }) => workload.id === caseA.id);
    expect(sides.map(({ workload }) => workload.concurrent)).toEqual([false, true]);
    expect(ofA[1]?.command).toMatch(/^moebench run --target cpu --target webgpu-0 --concurrent --model toy /);
    expect(ofA[0]?.command).toMatch(/^moebench run --target cpu --model toy /);
    const page = siteText(both);
    expect(page.match(/all targets at once/g)?.length).toBeGreaterThanOrEqual(2);
    expect(siteText(report)).not.toContain('all targets at once');
  });

  test('takes no reference that ran alone for what ran at once, though it is of the same chip', () => {
    const h20 = catalog.chips.find(({ id }) => id === 'nvidia-h20');
    if (h20 === undefined) throw new Error('the fixture catalog has no H20');
    const alone = agreeingRecord();
    const { context } = fixtureRecord({ runId: 'run-2', startedAt: '2026-03-02T01:00:00.000Z' });
    const cpuOnly = agreeingRecord().cells.filter(({ cell }) => cell.startsWith('cpu:'));
    const together = { ...alone, cells: cpuOnly, context: { ...context, concurrent: true as const } };
    const { referenceRows } = reportOf({ records: [alone, together], reference: h20 });
    expect(
      referenceRows
        .filter(({ workload }) => workload.id === caseA.id)
        .map(({ workload, basis }) => [workload.concurrent, basis]),
    ).toEqual([
      [false, 'measured'],
      // By the CPU's software nobody ran it on an H20, alone or not.
      [false, 'projected'],
      [true, 'projected'],
    ]);
  });

  test('dates itself by the newest record, or as it is told', () => {
    expect(report.asOf).toBe('2026-03-01T01:00:00.000Z');
    expect(reportOf({ asOf: '2026-05-01' }).asOf).toBe('2026-05-01');
  });

  test('does not depend on the order in which records are read', () => {
    const later = fixtureRecord({ runId: 'run-2', startedAt: '2026-03-02T01:00:00.000Z' });
    const one = reportOf({ records: [fixtureRecord(), later] });
    expect(reportOf({ records: [later, fixtureRecord()] })).toEqual(one);
  });

  test('uses the newest run and counts the older one', () => {
    const later = fixtureRecord({ runId: 'run-2', startedAt: '2026-03-02T01:00:00.000Z' });
    const { rows, runs } = reportOf({ records: [later, fixtureRecord()] });
    expect(rows.map(row => [row.run, row.olderRuns])).toEqual(Array(4).fill(['run-2', 1]));
    expect(runs.map(run => [run.id, run.used])).toEqual([
      ['run-1', false],
      ['run-2', true],
    ]);
  });

  test('without records says that nothing was measured, and is still a report', () => {
    const empty = reportOf({ records: [], unread: [{ path: 'x.jsonl', reason: 'line 1 is not JSON' }] });
    expect(reportSchema.parse(reportDocument(empty)).rows).toEqual([]);
    expect(headline(empty)[0]).toBe('Nothing was measured, so nothing can be compared.');
    expect(empty.asOf).toBeNull();
  });

  test('lists the fault with its rounds, the mismatch, and what was skipped', () => {
    expect(report.failures.map(({ target, case: id, code, rounds }) => [target, id, code, rounds])).toEqual([
      ['webgpu-0', caseB.id, 'timeout', [4]],
      ['cpu', caseB.id, 'mismatch', [0, 1, 2, 3, 4]],
    ]);
    expect(report.skips.map(skip => skip.what)).toEqual(['webgpu-1 (SwiftShader Device)']);
  });
});

describe('a measured row', () => {
  const row = rowOf(reportOf().rows, 'webgpu-0', caseA.id);

  test('has the 95 % interval over the medians of five rounds, about their line', () => {
    expect(row.stepMs).toMatchObject({ available: true, point: 10, kind: 'confidence-95', rounds: 5 });
    expect(row.stepMs.available && row.stepMs.high - 10).toBeCloseTo(HALF_WIDTH_MS, 6);
  });

  test('turns 10 ms and 1,000 tokens into 100,000 tokens/s, and the interval with it', () => {
    expect(row.tokensPerSecond).toMatchObject({ point: 100_000 });
    expect(row.tokensPerSecond.available && row.tokensPerSecond.low).toBeCloseTo(1e6 / (10 + HALF_WIDTH_MS), 1);
    expect(row.flopsPerSecond.available && row.flopsPerSecond.point).toBeCloseTo(FLOPS_A * 100, 0);
  });

  test('takes its efficiency from ratios round by round against the fastest matmul: 2·10⁹ in 20 ms, not 0.25·10⁹ in 4', () => {
    const ratios = [9, 10, 11, 10, 10].map(ms => FLOPS_A / ms / (2e9 / 20));
    const mean = ratios.reduce((product, ratio) => product * ratio, 1) ** (1 / 5);
    expect(row.efficiencyOfLargestMatmul.available && row.efficiencyOfLargestMatmul.point).toBeCloseTo(mean, 10);
  });

  test('takes its expert efficiency from the same round of its own matmuls', () => {
    const alone = [1.5, 2, 2, 2, 2];
    const ratios = [9, 10, 11, 10, 10].map((ms, round) => FLOPS_A / ms / (54e6 / (alone[round] ?? 0)));
    const mean = ratios.reduce((product, ratio) => product * ratio, 1) ** (1 / 5);
    expect(row.efficiencyOfExpertMatmul.available && row.efficiencyOfExpertMatmul.point).toBeCloseTo(mean, 10);
  });

  test('says why an efficiency is missing where its matmul was not run', () => {
    const onCpu = rowOf(reportOf().rows, 'cpu', caseA.id);
    expect(spoken(onCpu.efficiencyOfExpertMatmul)).toEqual({
      available: false,
      reason: 'its own matmuls were not measured in this run',
    });
  });

  test('shows least and greatest of four rounds, and does not call it 95 %', () => {
    expect(rowOf(reportOf().rows, 'webgpu-0', caseB.id).stepMs).toEqual({
      available: true,
      point: 6.5,
      low: 5,
      high: 8,
      kind: 'range',
      rounds: 4,
    });
  });

  test('carries the command that runs it again', () => {
    expect(row.command).toBe(
      'moebench run --target webgpu-0 --model toy --part moe-layer --pass forward-backward --dtype float32 --routing balanced --dispatch dropless --tokens 1000 --hidden 64 --seed 7',
    );
  });

  test('keeps the greatest memory peak of its rounds and the reason for missing energy', () => {
    expect(row.peakHostBytes).toEqual({ available: true, value: 5e8 + 11, method: 'VmHWM', scope: 'process' });
    expect(spoken(row.energyPerStepJ)).toEqual({
      available: false,
      reason: 'absent: no energy sensor here, so nothing samples',
    });
  });

  test('says what that peak is made of by the account of the same round', () => {
    expect(row.memory.emptySessionBytes).toMatchObject({ value: 9e7 + 11 });
  });
});

describe('a mismatch', () => {
  test('has no speed and no cost', () => {
    const row = rowOf(reportOf().rows, 'cpu', caseB.id);
    expect(row.status).toBe('mismatch');
    expect(spoken(row.mismatch)).toBe('first and last step of round 3 disagree: ‖y‖ is 12 and 12.5');
    for (const figure of [row.stepMs, row.tokensPerSecond, row.relative, row.costPerTrillionTokens, row.saving]) {
      expect(figure.available).toBe(false);
    }
  });

  test('does not drag down the target it disagrees with, as it already disagrees with itself', () => {
    expect(rowOf(reportOf().rows, 'webgpu-0', caseB.id).status).toBe('measured');
  });

  test('of one target against one leaves neither believed', () => {
    const record = fixtureRecord({
      change: (measurement, target) => {
        if (target !== 'cpu') return measurement;
        const print = printOf(0.26, { y: 12 });
        return { ...measurement, first: print, last: print };
      },
    });
    const rows = reportOf({ records: [record] }).rows;
    expect(rows.map(row => row.status)).toEqual(Array(4).fill('mismatch'));
    expect(spoken(rows[0]?.mismatch)).toBe('differs from webgpu-0: the loss is 0.26 and 0.25');
  });
});

test('the shipped catalog knows the default reference, and its float32 projection has no reason to fail', () => {
  const shipped = loadCatalog();
  const h800 = shipped.chips.find(chip => chip.id === 'nvidia-h800');
  if (h800 === undefined) throw new Error('no nvidia-h800 in the catalog');
  const report = reportOf({ catalog: shipped, reference: h800 });
  expect(report.referenceRows.every(row => row.stepMs.available)).toBe(true);
});
