import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { indexPage } from '../../../reports/pages/index.ts';
import { buildReport, type ReportInput } from '../../../reports/report/report.ts';
import { type ReportRow, reportSchema } from '../../../reports/report/schema.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { reportDocument } from '../../../reports/words/report/report-document.ts';
import { headline } from '../../../reports/words/report/report-headline.ts';
import { recordLineSchema } from '../../../results/record.ts';
import { INSERTED_CAST, type Placement } from '../../../results/schema/outcome.ts';
import { printOf } from '../../results/small-record.ts';
import { spoken } from '../../spoken.ts';
import {
  agreeingRecord,
  caseA,
  caseB,
  FLOPS_A,
  fixtureCatalog,
  fixtureRecord,
  largeMatmul,
  rentOf,
} from '../fixture.ts';

const catalog = fixtureCatalog();
const reference = catalog.chips[0];
if (reference === undefined) throw new Error('the fixture catalog is empty');

const reportOf = (input: Partial<ReportInput> = {}) =>
  buildReport({ records: [fixtureRecord()], unread: [], catalog, reference, asOf: null, ...input });

function rowOf(rows: readonly ReportRow[], target: string, caseId: string): ReportRow {
  const row = rows.find(one => one.target === target && one.workload.id === caseId);
  if (row === undefined) throw new Error(`no row ${target} ${caseId}`);
  return row;
}

/** The medians 9 10 11 10 10 have squares of 2, of which their line takes 2²/10: t(0.975, 3)·√(1.6/3)/√5 = 3.1824463·√(1.6/15). */
const HALF_WIDTH_MS = 3.1824463053 * Math.sqrt(1.6 / 15);

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
    const page = indexPage(both);
    expect(page.match(/all targets at once/g)?.length).toBeGreaterThanOrEqual(2);
    expect(indexPage(report)).not.toContain('all targets at once');
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

/** Shares 0.5, 0.6 and 0.72 of a peak were published: t(0.975, 2)·s·√(4/3) below 0.6 on logarithms, s = ln 1.2. */
const LEAST_SHARE = 0.6 * Math.exp(-4.30265273 * Math.log(1.2) * Math.sqrt(4 / 3));

describe('the reference and the money', () => {
  const report = reportOf();
  const row = rowOf(report.rows, 'webgpu-0', caseA.id);

  test('a chip that is not in the room is projected: 296,448,000 FLOPs ÷ 60 TFLOP/s ÷ 0.6', () => {
    const beside = report.referenceRows.find(one => one.workload.sha256 === caseA.sha256);
    expect(beside?.basis).toBe('projected');
    expect(beside?.roof?.limit).toBe('compute');
    expect(beside?.stepMs.available && beside.stepMs.point).toBeCloseTo(0.0049408 / 0.6, 9);
    expect(beside?.stepMs.available && beside.stepMs.low).toBeCloseTo(0.0049408, 9);
    expect(beside?.stepMs.available && beside.stepMs.high).toBeCloseTo(0.0049408 / LEAST_SHARE, 9);
  });

  test('the speed beside it is the worst case at both ends, the board of the row as wide as boards differ', () => {
    const relative = row.relative;
    expect(relative).toMatchObject({ kind: 'bounds', basis: 'projected' });
    expect(relative.available && relative.point).toBeCloseTo(0.0049408 / 0.6 / 10, 9);
    // Boards differ by a standard deviation of 1 %.
    const least = 10 * Math.exp(-Math.hypot(Math.log(10 / (10 - HALF_WIDTH_MS)), 0.0196));
    expect(relative.available && relative.high).toBeCloseTo(0.0049408 / LEAST_SHARE / least, 9);
  });

  test('cost follows the mean step (10.5 ms), not the median: 10¹² ÷ 1,000 × 10.5 ms × 1 USD/h', () => {
    expect(row.costPerTrillionTokens).toMatchObject({ available: true, kind: 'confidence-95' });
    const cost = row.costPerTrillionTokens;
    expect(cost.available && cost.point).toBeCloseTo((1e9 * 10.5) / 3.6e6, 6);
  });

  test('beside a projection of microseconds there is no verdict: launches set such times, and nothing is known of them', () => {
    expect(row.saving).toMatchObject({
      available: true,
      verdict: 'no interval',
      basis: 'projected',
      lacks: [{ code: 'short-step', values: { what: 'NVIDIA H800', roofMs: 0.0049408, leastMs: 1 } }],
    });
    expect(row.saving.available && row.saving.point).toBeCloseTo(1 - 10.5 / (2 * (0.0049408 / 0.6)), 6);
  });

  /** An H800 of 60 GFLOP/s, 4.9408 ms at its peak, at that rent beside an H20 of 1 USD. */
  function savingAt(rent: number) {
    const [h800, ...others] = catalog.chips;
    if (h800 === undefined) throw new Error('the fixture catalog has chips');
    const reference = { ...h800, peakFlops: { ...h800.peakFlops, float32: 60e9 } };
    const chips = [reference, ...others];
    const prices = [rentOf('nvidia-h800', rent), rentOf('nvidia-h20', 1)];
    return rowOf(reportOf({ catalog: { ...catalog, chips, prices }, reference }).rows, 'webgpu-0', caseA.id).saving;
  }

  test('a saving whose interval contains zero is not called a saving', () => {
    // 10.5 ms at 1 USD; 4.9 to 20.4 ms, most likely 8.2, at 1.275.
    const saving = savingAt(1.275);
    expect(saving).toMatchObject({ available: true, verdict: 'not separable', basis: 'projected' });
    expect(saving.available && saving.low < 0 && saving.high > 0).toBe(true);
  });

  test('only a rent at which all that was published leaves it cheaper, or dearer, is called so', () => {
    expect(savingAt(2)).toMatchObject({ verdict: 'not separable' });
    expect(savingAt(3)).toMatchObject({ verdict: 'cheaper' });
    expect(savingAt(0.5)).toMatchObject({ verdict: 'not separable' });
    expect(savingAt(0.4)).toMatchObject({ verdict: 'dearer' });
  });

  test('rents of another kind give each side its cost but no saving', () => {
    const mixed = {
      ...catalog,
      prices: [rentOf('nvidia-h800', 2), { ...rentOf('nvidia-h20', 1), currency: 'CNY' as const }],
    };
    const mixedRow = rowOf(reportOf({ catalog: mixed }).rows, 'webgpu-0', caseA.id);
    expect(mixedRow.costPerTrillionTokens).toMatchObject({ available: true, price: { currency: 'CNY' } });
    expect(spoken(mixedRow.saving)).toEqual({
      available: false,
      reason:
        'no saving, because the rents of NVIDIA H20 (assumed in CNY) and NVIDIA H800 (assumed in USD) are not of one kind and currency',
    });
  });

  test('a device that is no chip of the catalog has no cost, and says why', () => {
    const onCpu = rowOf(report.rows, 'cpu', caseA.id);
    expect([onCpu.chip, spoken(onCpu.chipReason)]).toEqual([
      null,
      "no chip of the catalog is called 'AMD EPYC 9534 64-Core Processor'",
    ]);
    expect(spoken(onCpu.costPerTrillionTokens)).toEqual({
      available: false,
      reason: "no cost, because the catalog has no chip, and so no rent, for 'AMD EPYC 9534 64-Core Processor'",
    });
  });

  test('a part of a card has no cost and is no reference, whatever its name, and says why', () => {
    const whole = agreeingRecord();
    const targets = whole.context.targets.map(target => ({
      ...target,
      device: { ...target.device, partitioned: true },
    }));
    const record = { ...whole, context: { ...whole.context, targets } };
    const [, h20] = catalog.chips;
    if (h20 === undefined) throw new Error('the fixture catalog has one chip');
    const { rows, referenceRows } = reportOf({ reference: h20, records: [record] });
    const row = rowOf(rows, 'webgpu-0', caseA.id);
    expect([row.device.name, row.device.partitioned, row.chip]).toEqual(['NVIDIA H20', true, null]);
    const why =
      "'NVIDIA H20' is a part of a card (MIG, vGPU or a partition), and the catalog's peaks and prices are of whole chips";
    expect(spoken(row.chipReason)).toBe(why);
    expect(spoken(row.costPerTrillionTokens)).toEqual({ available: false, reason: `no cost, because ${why}` });
    expect(row.saving.available).toBe(false);
    expect(row.tokensPerSecond.available).toBe(true);
    expect(referenceRows.map(one => one.basis)).not.toContain('measured');
  });

  test('a reference that is in the room is measured, and is not compared with itself', () => {
    const [, h20] = catalog.chips;
    if (h20 === undefined) throw new Error('the fixture catalog has one chip');
    const { rows, referenceRows } = reportOf({ reference: h20, records: [agreeingRecord()] });
    expect(referenceRows.map(one => one.basis)).toEqual(['measured', 'projected', 'measured', 'projected']);
    expect(spoken(rowOf(rows, 'webgpu-0', caseA.id).relative)).toEqual({
      available: false,
      reason: 'it is the reference',
    });
    // What an H20 does by WebGPU says nothing of what it does by the CPU's software.
    expect(rowOf(rows, 'cpu', caseA.id).relative).toMatchObject({ basis: 'projected' });
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

describe('the assumptions', () => {
  const said = reportOf().assumptions.map(factText).join('\n');

  test("never leave a scaled layer under its model's bare name", () => {
    expect(said).toContain("What is marked scaled is not of the model's own size: toy to hidden 64.");
    expect(headline(reportOf()).join('\n')).toContain('toy (scaled), forward-backward');
  });

  test('say that float32 leaves the matrix units idle: 989 ÷ 60 = 16.5', () => {
    expect(said).toContain('its bfloat16 peak is 16.5 times its float32 peak');
  });

  test('say where half types were computed in float32, as the trace shows by the casts, and only there', () => {
    expect(said).not.toContain('Computed in float32');
    const operators = { Gemm: 21, Cast: 9, [INSERTED_CAST]: 28 };
    const providers = [{ provider: 'cpu', nodes: 58, timeMs: 1, operators }];
    const placement: Placement = { available: true, providers, copiedBytes: 0 };
    const record = fixtureRecord({
      change: (measurement, target, caseId) =>
        target === 'cpu' && caseId === caseA.id ? { ...measurement, placement } : measurement,
    });
    expect(
      reportOf({ records: [record] })
        .assumptions.map(factText)
        .join('\n'),
    ).toContain(`as its trace shows: ${record.context.machine.id}/cpu/${caseA.id}.`);
  });

  test('name every rent that a cost on the page rests on, with source and date', () => {
    expect(said).toContain('nvidia-h800 2 USD (assumed; made up for the tests, 2026-01, confidence low)');
    expect(said).toContain('nvidia-h20 1 USD (assumed; made up for the tests, 2026-01, confidence low)');
  });

  test('say what five rounds cannot have seen: 0.7⁵ = 16.8 %', () => {
    expect(said).toContain('An interval of 5 rounds knows nothing of a slow state');
    expect(said).toContain('stays unseen in 16.8 % of such runs');
  });

  test('name the rows that carry a warning, under what it is; of a clock of 0.5 ms there are few ticks in a step', () => {
    expect(said).toContain(
      'whose median one or two interruptions move: lab-1/cpu/toy-balanced, lab-1/webgpu-0/toy-balanced',
    );
    expect(said).toContain('A step is fewer than 100 ticks of the clock: lab-1/');
    expect(said).not.toContain('had settled');
    const row = rowOf(reportOf().rows, 'webgpu-0', 'toy-balanced');
    // Its steps are m − 1, m, m + 2.5 in every round.
    // Nobody looked at these rounds: the record is made up.
    expect(row.warnings.map(({ code }) => code)).toEqual([
      'use-unknown',
      'drift-within-rounds',
      'few-steps',
      'coarse-clock',
    ]);
    expect(indexPage(reportOf())).toContain('coarse-clock: a step is 18 ticks of the clock');
  });

  test('say which runs were measured elsewhere, and only then', () => {
    expect(said).not.toContain('imported');
    const origin = { schema: 'moebench.origin/1', importedAt: '2026-04-01T00:00:00Z', from: 'r', sha256: 'a' } as const;
    const report = reportOf({ records: [{ ...fixtureRecord(), imported: origin }] });
    const [run] = report.runs;
    expect(run?.imported).toBe(true);
    expect(report.assumptions.map(factText)).toContain(
      `Measured elsewhere and imported here, as they were sealed: run-1 of ${run?.machine}.`,
    );
    expect(indexPage(report)).toContain(', imported, measured</small>');
  });

  test('say when a run was cut off, and only then', () => {
    expect(said).not.toContain('cut off');
    const cut = reportOf({ records: [{ ...fixtureRecord(), sealed: false }] });
    expect(cut.assumptions.map(factText)).toContain('These runs were cut off before their seal: run-1.');
  });
});

test('the shipped catalog knows the default reference, and its float32 projection has no reason to fail', () => {
  const shipped = loadCatalog();
  const h800 = shipped.chips.find(chip => chip.id === 'nvidia-h800');
  if (h800 === undefined) throw new Error('no nvidia-h800 in the catalog');
  const report = reportOf({ catalog: shipped, reference: h800 });
  expect(report.referenceRows.every(row => row.stepMs.available)).toBe(true);
});
