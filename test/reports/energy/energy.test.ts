/** Energy for 10¹² tokens, from rounds whose joules are worked out by hand. */
import { describe, expect, test } from 'vitest';
import { factText } from '../../../reports/words/fact-text.ts';
import type { RunRecord } from '../../../results/record.ts';
import { read, unavailable } from '../../../results/schema/reading.ts';
import { spoken } from '../../spoken.ts';
import { caseA, fixtureRecord } from '../fixture.ts';
import { siteText } from '../site-text.ts';
import { BOARD, costIn, energyIn, HALF_WIDTH, h20, KWH, recordWith, reportOf, widest } from './joules-fixture.ts';

describe('energy for 10¹² tokens', () => {
  const energy = energyIn(widest(BOARD));

  test('is joules of the window ÷ its tokens, with the interval over rounds: 100 J for 1,000 tokens are 27,800 kWh', () => {
    expect(energy).toMatchObject({ available: true, kind: 'confidence-95', rounds: 5, scope: 'board' });
    expect(energy.available && energy.point).toBeCloseTo(KWH, 6);
    expect(energy.available && energy.low).toBeCloseTo(KWH * (1 - HALF_WIDTH), 3);
    expect(energy.available && energy.high).toBeCloseTo(KWH * (1 + HALF_WIDTH), 3);
  });

  test('takes the widest boundary, and not that of the device alone', () => {
    const both = recordWith((_, joules) => ({
      energyJ: BOARD(joules),
      widestEnergyJ: read(2 * joules, 'energy-counter', 'board + package + dram'),
    }));
    const wide = energyIn(both);
    expect(wide).toMatchObject({ scope: 'board + package + dram', otherAccelerators: 0 });
    expect(wide.available && wide.point).toBeCloseTo(2 * KWH, 6);
  });

  test.each([
    [
      'method',
      (joules: number, round: number) => read(joules, round === 3 ? 'sampled-power' : 'energy-counter', 'board'),
    ],
    ['boundary', (joules: number, round: number) => read(joules, 'energy-counter', round === 3 ? 'chassis' : 'board')],
  ])('is none where one round was read by another %s, with both named', (_, reading) => {
    expect(spoken(energyIn(widest(reading)))).toMatchObject({
      available: false,
      reason: expect.stringMatching(
        /^energy not known, because .*different.*energy-counter \(board\), and .*\((board|chassis)\)$/,
      ),
    });
  });

  test('is none where one round has no reading, and says which and why', () => {
    const reset = unavailable('counter-reset', { method: 'energy-counter', by: 12 });
    const record = widest((joules, round) => (round === 2 ? reset : BOARD(joules)));
    expect(spoken(energyIn(record))).toEqual({
      available: false,
      reason: 'energy not known (round 3): reset: energy-counter went back by 12',
    });
    expect(costIn(record)).toEqual(energyIn(record));
  });

  test('is none where the rounds differ so much that its interval reaches zero', () => {
    expect(spoken(energyIn(widest((joules, round) => BOARD(round === 1 ? 40 * joules : joules))))).toMatchObject({
      reason: expect.stringContaining('reaches zero'),
    });
  });

  test('is none of a row whose results disagree', () => {
    const record = fixtureRecord({
      change: (measurement, target, caseId, round) => ({
        ...measurement,
        widestEnergyJ: BOARD(300),
        ...(target === 'webgpu-0' && caseId === caseA.id && round === 2
          ? { last: { ...measurement.last, norms: { y: 99 } } }
          : {}),
      }),
    });
    const row = h20(reportOf(record).rows);
    expect(row.status).toBe('mismatch');
    expect(spoken(row.energyKWhPerTrillionTokens)).toMatchObject({
      reason: expect.stringMatching(/^speed and cost are withheld/),
    });
    expect(row.energyCostPerTrillionTokens).toMatchObject({ available: false });
  });
});

describe('a chassis', () => {
  const chassis = (joules: number) => read(joules, 'sampled-power', 'chassis');
  const accelerator = { vendor: 'NVIDIA', name: 'NVIDIA H20', driver: '550.54', memoryBytes: unavailable('not-asked') };
  const machineWith = (accelerators: number) => ({
    ...fixtureRecord().context.machine,
    accelerators: Array.from({ length: accelerators }, () => accelerator),
  });
  const onMachine = (accelerators: number, changes: Partial<RunRecord['context']> = {}) =>
    recordWith((_, joules) => ({ energyJ: BOARD(joules), widestEnergyJ: chassis(3 * joules) }), {
      machine: machineWith(accelerators),
      ...changes,
    });

  test('counts the accelerators in it besides the row’s own', () => {
    expect(energyIn(onMachine(8))).toMatchObject({ scope: 'chassis', otherAccelerators: 7 });
    expect(energyIn(onMachine(1))).toMatchObject({ scope: 'chassis', otherAccelerators: 0 });
    expect(energyIn(onMachine(0))).toMatchObject({ scope: 'chassis', otherAccelerators: null });
  });

  test('is described among what the figures rest on', () => {
    const said = (accelerators: number) =>
      reportOf(onMachine(accelerators))
        .assumptions.map(fact => factText(fact))
        .join('\n');
    expect(said(8)).toContain('chassis: the whole machine, 7 other accelerators included');
    expect(said(1)).toContain('chassis: the whole machine, which has no other accelerator');
    expect(said(0)).toContain('none was listed');
  });

  test('belongs to no row where all targets ran at once: then it is the device’s own board', () => {
    const energy = energyIn(onMachine(8, { concurrent: true }));
    expect(energy).toMatchObject({ scope: 'board', otherAccelerators: 0 });
    expect(energy.available && energy.point).toBeCloseTo(KWH, 6);
  });

  test('and where the host’s energy is the device’s own, as of the CPU, there is none of a row that ran beside others', () => {
    const host = (joules: number) => read(joules, 'energy-counter', 'package + dram');
    const record = fixtureRecord({
      change: measurement => ({ ...measurement, energyJ: host(300), widestEnergyJ: host(300) }),
    });
    const together = { ...record, context: { ...record.context, concurrent: true as const } };
    const cpu = reportOf(together).rows.find(({ target, workload }) => target === 'cpu' && workload.id === caseA.id);
    expect(spoken(cpu?.energyKWhPerTrillionTokens)).toMatchObject({
      reason: expect.stringContaining('all targets ran at once, and package + dram is read for all of them together'),
    });
    expect(cpu?.energyPerStepJ).toMatchObject({ available: false, code: 'shared-boundary' });
    expect(spoken(energyIn(together))).toMatchObject({ reason: expect.stringContaining('package + dram') });
  });

  test('says nothing of a slice of a card', () => {
    const record = recordWith((_, joules) => ({ energyJ: unavailable('sliced'), widestEnergyJ: chassis(joules) }));
    expect(spoken(energyIn(record))).toMatchObject({ reason: expect.stringContaining('the target is a slice') });
  });

  test('is the energy where nobody knows which of several boards it was: it holds them all', () => {
    const energyJ = unavailable('boards-alike', { boards: 2, adapter: 'NVIDIA H20' });
    const record = recordWith((_, joules) => ({ energyJ, widestEnergyJ: chassis(joules) }), {
      machine: machineWith(2),
    });
    expect(energyIn(record)).toMatchObject({ scope: 'chassis', otherAccelerators: 1 });
  });
});

describe('an estimate', () => {
  const record = widest(joules => read(joules, 'estimated', 'package'));

  test('is a range over rounds, which repeat its error, under its own method', () => {
    expect(energyIn(record)).toMatchObject({
      method: 'estimated',
      kind: 'range',
      low: expect.closeTo(0.9 * KWH, 6),
      high: expect.closeTo(1.1 * KWH, 6),
    });
  });

  test('has no cost', () => {
    expect(spoken(costIn(record))).toEqual({
      available: false,
      reason: 'cost of energy not known, because its energy is estimated, not measured',
    });
  });

  test('is labelled on the page, and rows are not sorted by it', () => {
    const page = siteText(reportOf(record), 'workloads');
    expect(page).toContain(
      '<td class="number" data-label="Energy">27,800 kWh<small>25,000 to 30,600</small><small class="mark">estimated</small>',
    );
    expect(siteText(reportOf(record), 'method')).toContain('it has no cost and no rank');
  });

  test('beside a measured row leaves that one its rank', () => {
    const page = siteText(reportOf(widest(BOARD)), 'workloads');
    expect(page).toMatch(/data-value="27777\.7\d*">27,800 kWh<small>± 10 %<\/small><small class="mark">board<\/small>/);
    expect(page).not.toContain('mark">estimated');
  });
});
