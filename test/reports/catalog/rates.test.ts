import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { newestRate, parseRates } from '../../../reports/catalog/rates.ts';

const { rates } = loadCatalog();

describe('the shipped exchange rates', () => {
  test('are of dollars in yuan and in euros, each within a tenth of the others of its pair and year', () => {
    expect([...new Set(rates.map(({ from, to }) => `${from} ${to}`))]).toEqual(['USD CNY', 'USD EUR']);
    for (const { to, rate } of rates) expect(Math.abs(rate / (to === 'CNY' ? 6.9 : 0.857) - 1)).toBeLessThan(0.1);
  });

  test('are used by their day: the newest that is not younger', () => {
    expect(newestRate(rates, 'USD', 'CNY', null)).toMatchObject({ rate: 6.7074, date: '2026-10-09' });
    expect(newestRate(rates, 'USD', 'CNY', '2026-07-01')).toMatchObject({ rate: 6.7758, date: '2026-06' });
    expect(newestRate(rates, 'USD', 'EUR', '2026-11-01')).toMatchObject({ rate: 0.8684, date: '2026-06' });
  });

  test('are not turned round, and there is none of another pair', () => {
    expect(newestRate(rates, 'CNY', 'USD', null)).toBeNull();
    expect(newestRate(rates, 'USD', 'JPY', null)).toBeNull();
  });

  test('of a row that is wrong name it', () => {
    expect(() => parseRates([{ ...rates[0], to: 'RMB' }])).toThrow('rates.json row 1 (unnamed): to: no such currency');
  });
});
