/** What energy costs, from rounds whose joules are worked out by hand. */
import { describe, expect, test } from 'vitest';
import { flatRows } from '../../../reports/pages/runs/flat-rows.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { reportSchema } from '../../../reports/report/schema.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { reportDocument } from '../../../reports/words/report/report-document.ts';
import { spoken } from '../../spoken.ts';
import { caseA, caseB, fixtureRecord } from '../fixture.ts';
import { siteText } from '../site-text.ts';
import { BOARD, catalog, costIn, HALF_WIDTH, h20, KWH, POWER, reference, reportOf, widest } from './joules-fixture.ts';

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
    const none =
      'cost of energy not known, because no price of a kWh in USD is known; give --price-per-kwh, as 0.62CNY';
    expect(spoken(costIn(record, { ...POWER, rows: { ...POWER.rows, prices: [] } }))).toEqual({
      available: false,
      reason: none,
    });
    const without = buildReport({ records: [record], unread: [], catalog, reference, asOf: null });
    expect(spoken(h20(without.rows).energyCostPerTrillionTokens)).toEqual({ available: false, reason: none });
  });

  test('is flagged where its price is stale on the day of the report', () => {
    const late = buildReport({ records: [record], unread: [], catalog, reference, asOf: '2027-01-01', power: POWER });
    expect(siteText(late)).toContain('<small class="mark">price of power stale</small>');
    expect(late.assumptions.map(fact => factText(fact)).join('\n')).toMatch(
      /A kWh costs 0\.1 USD \(here; made up for the tests, 2026-02, confidence low, stale: 334 days old\)/,
    );
  });

  test('stands in the JSON, in the details of a row and in the CSV with what it rests on', () => {
    const report = reportOf(record);
    expect(reportSchema.parse(JSON.parse(JSON.stringify(reportDocument(report))))).toEqual(reportDocument(report));
    const page = siteText(report);
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
        /^energy not known \(round 1\): absent: no energy sensor/,
      ),
      energy_cost_per_trillion_tokens_reason: expect.stringMatching(/^energy not known/),
      energy_method: null,
      energy_pue: null,
    });
  });

  test('is not said where no energy was measured', () => {
    const { assumptions } = reportOf(fixtureRecord());
    expect(assumptions.map(fact => factText(fact)).join('\n')).not.toMatch(/kWh|Energy for/);
  });
});
