/** The reference and the money of the report, and what its figures rest on. */
import { describe, expect, test } from 'vitest';
import { factText } from '../../../reports/words/fact-text.ts';
import { headline } from '../../../reports/words/report/report-headline.ts';
import { INSERTED_CAST, type Placement } from '../../../results/schema/outcome.ts';
import { spoken } from '../../spoken.ts';
import { agreeingRecord, caseA, fixtureRecord, rentOf } from '../fixture.ts';
import { siteText } from '../site-text.ts';
import { catalog, HALF_WIDTH_MS, LEAST_SHARE, reportOf, rowOf } from './fixture-report.ts';

describe('the reference and the money', () => {
  const report = reportOf();
  const row = rowOf(report.rows, 'webgpu-0', caseA.id);

  test('a chip that was not measured is projected: 296,448,000 FLOPs ÷ 60 TFLOP/s ÷ 0.6', () => {
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
        'saving not known, because the rents of NVIDIA H20 (assumed in CNY) and NVIDIA H800 (assumed in USD) are not of one kind and currency',
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
      reason: "cost not known, because the catalog has no chip, and so no rent, for 'AMD EPYC 9534 64-Core Processor'",
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
    expect(spoken(row.costPerTrillionTokens)).toEqual({ available: false, reason: `cost not known, because ${why}` });
    expect(row.saving.available).toBe(false);
    expect(row.tokensPerSecond.available).toBe(true);
    expect(referenceRows.map(one => one.basis)).not.toContain('measured');
  });

  test('a reference that was measured has its own speed, and is not compared with itself', () => {
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

describe('the assumptions', () => {
  const said = reportOf()
    .assumptions.map(fact => factText(fact))
    .join('\n');

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
        .assumptions.map(fact => factText(fact))
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
    expect(siteText(reportOf(), 'workloads')).toContain('<li>a step is 18 ticks of the clock');
  });

  test('say which runs were measured elsewhere, and only then', () => {
    expect(said).not.toContain('imported');
    const origin = { schema: 'moebench.origin/1', importedAt: '2026-04-01T00:00:00Z', from: 'r', sha256: 'a' } as const;
    const report = reportOf({ records: [{ ...fixtureRecord(), imported: origin }] });
    const [run] = report.runs;
    expect(run?.imported).toBe(true);
    expect(report.assumptions.map(fact => factText(fact))).toContain(
      `Measured elsewhere and imported here, as they were sealed: run-1 of ${run?.machine}.`,
    );
    expect(siteText(report)).toContain(', imported, measured</small>');
  });

  test('say when a run was cut off, and only then', () => {
    expect(said).not.toContain('cut off');
    const cut = reportOf({ records: [{ ...fixtureRecord(), sealed: false }] });
    expect(cut.assumptions.map(fact => factText(fact))).toContain('These runs were cut off before their seal: run-1.');
  });
});
