/** Energy for 10¹² tokens and its cost, from rounds whose joules are worked out by hand. */
import { describe, expect, test } from 'vitest';
import type { PowerGround } from '../../../reports/catalog/power.ts';
import { flatRows } from '../../../reports/pages/flat-rows.ts';
import { indexPage } from '../../../reports/pages/index.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { type ReportRow, reportSchema } from '../../../reports/report/schema.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { reportDocument } from '../../../reports/words/report/report-document.ts';
import type { RunRecord } from '../../../results/record.ts';
import type { CellEnergy } from '../../../results/schema/energy.ts';
import type { Measurement } from '../../../results/schema/outcome.ts';
import { type Reading, read, unavailable } from '../../../results/schema/reading.ts';
import { spoken } from '../../spoken.ts';
import { caseA, caseB, fixtureCatalog, fixtureRecord } from '../fixture.ts';

const catalog = fixtureCatalog();
const [reference] = catalog.chips;
if (reference === undefined) throw new Error('the fixture catalog is empty');

const ROW = { source: 'made up for the tests', date: '2026-02', confidence: 'low' } as const;
/** 0.1 USD and 0.7 CNY a kWh, PUE 1.5. */
const POWER: PowerGround = {
  rows: {
    prices: [
      { place: 'here', low: 0.1, high: 0.1, currency: 'USD', ...ROW },
      { place: 'there', low: 0.7, high: 0.7, currency: 'CNY', ...ROW },
    ],
    pue: { value: 1.5, of: 'a hall', ...ROW },
  },
  price: null,
  pue: null,
};

/** Three steps a round: 90, 100, 110, 100 and 100 J a step of 1,000 tokens. */
const JOULES = [270, 300, 330, 300, 300];
const BOARD = (joules: number) => read(joules, 'energy-counter', 'board');

type Energies = Partial<Pick<CellEnergy, 'energyJ' | 'widestEnergyJ'>>;

/** The fixture with these energies in the rounds of the H20 at layer A. */
function recordWith(of: (round: number, joules: number) => Energies, context: Partial<RunRecord['context']> = {}) {
  const change = (measurement: Measurement, target: string, caseId: string, round: number): Measurement =>
    target === 'webgpu-0' && caseId === caseA.id
      ? { ...measurement, ...of(round, JOULES[round] ?? Number.NaN) }
      : measurement;
  const record = fixtureRecord({ change });
  return { ...record, context: { ...record.context, ...context } };
}

const widest = (reading: (joules: number, round: number) => Reading) =>
  recordWith((round, joules) => ({ widestEnergyJ: reading(joules, round) }));

const reportOf = (record: RunRecord, power: PowerGround | undefined = POWER) =>
  buildReport({
    records: [record],
    unread: [],
    catalog,
    reference,
    asOf: null,
    ...(power === undefined ? {} : { power }),
  });

function h20(rows: readonly ReportRow[], caseId = caseA.id): ReportRow {
  const row = rows.find(({ target, workload }) => target === 'webgpu-0' && workload.id === caseId);
  if (row === undefined) throw new Error(`no row of the H20 at ${caseId}`);
  return row;
}

const energyIn = (record: RunRecord) => h20(reportOf(record).rows).energyKWhPerTrillionTokens;
const costIn = (record: RunRecord, power: PowerGround | undefined = POWER) =>
  h20(reportOf(record, power).rows).energyCostPerTrillionTokens;

/** 100 J for 1,000 tokens are 10¹¹ J for 10¹² tokens. */
const KWH = 1e11 / 3.6e6;
/** Steps of 90 100 110 100 100 J: t(0.975, 3)·√(160/3)/√5 about their line, as of step times in report.test.ts. */
const HALF_WIDTH = (3.1824463053 * Math.sqrt(160 / 15)) / 100;

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
        /^no energy, because .*different.*energy-counter \(board\), and .*\((board|chassis)\)$/,
      ),
    });
  });

  test('is none where one round has no reading, and says which and why', () => {
    const reset = unavailable('counter-reset', { method: 'energy-counter', by: 12 });
    const record = widest((joules, round) => (round === 2 ? reset : BOARD(joules)));
    expect(spoken(energyIn(record))).toEqual({
      available: false,
      reason: 'no energy, because in round 3 reset: energy-counter went back by 12',
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
      reason: expect.stringMatching(/^no speed and no cost/),
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
    const said = (accelerators: number) => reportOf(onMachine(accelerators)).assumptions.map(factText).join('\n');
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
      reason: 'no cost of energy, because its energy is estimated, not measured',
    });
  });

  test('is labelled on the page, and rows are not sorted by it', () => {
    const page = indexPage(reportOf(record));
    expect(page).toContain(
      '<td class="number">27,800 kWh<small>25,000 to 30,600</small><small class="mark">estimated</small>',
    );
    expect(page).toContain('it has no cost and no rank');
  });

  test('beside a measured row leaves that one its rank', () => {
    const page = indexPage(reportOf(widest(BOARD)));
    expect(page).toMatch(/data-value="27777\.7\d*">27,800 kWh<small>± 10 %<\/small><small class="mark">board<\/small>/);
    expect(page).not.toContain('mark">estimated');
  });
});

describe('what energy costs', () => {
  const record = widest(BOARD);

  test('is kWh × PUE × price in the currency of the rent: 27,800 kWh × 1.5 × 0.1 USD', () => {
    const cost = costIn(record);
    expect(cost).toMatchObject({
      kind: 'confidence-95',
      pricePerKWh: { place: 'here', currency: 'USD' },
      pue: { value: 1.5 },
    });
    expect(cost.available && cost.point).toBeCloseTo(KWH * 0.15, 6);
    expect(cost.available && cost.high).toBeCloseTo(KWH * 0.15 * (1 + HALF_WIDTH), 3);
  });

  test('of a range of prices has bounds, the worst of both', () => {
    const [usd] = POWER.rows.prices;
    if (usd === undefined) throw new Error('no price');
    const cost = costIn(record, { ...POWER, rows: { ...POWER.rows, prices: [{ ...usd, low: 0.05, high: 0.2 }] } });
    expect(cost).toMatchObject({ kind: 'bounds' });
    expect(cost.available && cost.point).toBeCloseTo(KWH * 1.5 * 0.125, 6);
    expect(cost.available && cost.low).toBeCloseTo(KWH * 1.5 * 0.05 * (1 - HALF_WIDTH), 3);
  });

  test('follows the price and the PUE that a user gives, whatever the currency', () => {
    const given = { place: 'this machine', low: 0.4, high: 0.4, currency: 'CNY', source: '--price-per-kwh' };
    const cost = costIn(record, { ...POWER, price: { ...given, date: null, confidence: null, age: null } });
    expect(cost).toMatchObject({ pricePerKWh: { currency: 'CNY', source: '--price-per-kwh' } });
    expect(cost.available && cost.point).toBeCloseTo(KWH * 0.6, 6);
  });

  test('is not known where no price in that currency is, and says what to give', () => {
    const none = 'no cost of energy, because no price of a kWh in USD is known; give --price-per-kwh, as 0.62CNY';
    expect(spoken(costIn(record, { ...POWER, rows: { ...POWER.rows, prices: [] } }))).toEqual({
      available: false,
      reason: none,
    });
    const without = buildReport({ records: [record], unread: [], catalog, reference, asOf: null });
    expect(spoken(h20(without.rows).energyCostPerTrillionTokens)).toEqual({ available: false, reason: none });
  });

  test('is flagged where its price is stale on the day of the report', () => {
    const late = buildReport({ records: [record], unread: [], catalog, reference, asOf: '2027-01-01', power: POWER });
    expect(indexPage(late)).toContain('<small class="mark">price of power stale</small>');
    expect(late.assumptions.map(factText).join('\n')).toMatch(
      /A kWh costs 0\.1 USD \(here; made up for the tests, 2026-02, confidence low, stale: 334 days old\)/,
    );
  });

  test('stands in the JSON, in the details of a row and in the CSV with what it rests on', () => {
    const report = reportOf(record);
    expect(reportSchema.parse(JSON.parse(JSON.stringify(reportDocument(report))))).toEqual(reportDocument(report));
    const page = indexPage(report);
    expect(page).toContain('energy-counter (board: the host is not included); without PUE');
    expect(page).toContain(
      'and a PUE of 1.5 (a hall; made up for the tests, 2026-02, confidence low); a rent includes it',
    );
    const cells = flatRows(report).find(({ target, workload }) => target === 'webgpu-0' && workload === caseA.id);
    expect(cells).toMatchObject({
      energy_kwh_per_trillion_tokens: expect.closeTo(KWH, 6),
      energy_kwh_per_trillion_tokens_interval: 'confidence-95',
      energy_kwh_per_trillion_tokens_reason: null,
      energy_method: 'energy-counter',
      energy_boundary: 'board',
      energy_other_accelerators: 0,
      energy_cost_per_trillion_tokens: expect.closeTo(KWH * 0.15, 6),
      energy_cost_currency: 'USD',
      energy_price_per_kwh_low: 0.1,
      energy_pue: 1.5,
    });
    const without = flatRows(report).find(({ target, workload }) => target === 'webgpu-0' && workload === caseB.id);
    expect(without).toMatchObject({
      energy_kwh_per_trillion_tokens: null,
      energy_kwh_per_trillion_tokens_reason: expect.stringMatching(
        /^no energy, because in round 1 absent: no energy sensor/,
      ),
      energy_cost_per_trillion_tokens_reason: expect.stringMatching(/^no energy/),
      energy_method: null,
      energy_pue: null,
    });
  });

  test('is not said where no energy was measured', () => {
    const { assumptions } = reportOf(fixtureRecord());
    expect(assumptions.map(factText).join('\n')).not.toMatch(/kWh|Energy for/);
  });
});
