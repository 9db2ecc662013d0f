/** What a kilowatt-hour costs: the shipped rows, and what a user gives in their place. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadPower } from '../../../reports/catalog/load.ts';
import { parsePowerPrice, parsePue, powerOn, powerPriceIn } from '../../../reports/catalog/power.ts';
import { refusal } from '../../refusal.ts';

const rows = loadPower();
const on = (asOf: string | null, given: Partial<Parameters<typeof powerOn>[0]> = {}) =>
  powerOn({ rows, price: null, pue: null, ...given }, asOf);

describe('the shipped rows', () => {
  test('have one price of each currency, in the range of published industrial tariffs', () => {
    expect(rows.prices.map(({ currency }) => currency)).toEqual(['USD', 'CNY', 'EUR']);
    // 0.088 USD at 7.1957 CNY for a dollar.
    expect(powerPriceIn(on(null), 'CNY')).toMatchObject({ low: expect.closeTo(0.088 * 7.1957, 3) });
    expect(powerPriceIn(on(null), 'USD')).toMatchObject({ low: 0.0821, high: 0.0933 });
  });

  test('stand in COST.md with the same figures', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../docs/COST.md'), 'utf8');
    const [section = ''] = text.split('## Energy in a report')[1]?.split('\n## ') ?? [];
    const table = [...section.matchAll(/^\| (.+?) \| ([\d.]+(?: to [\d.]+)? [A-Z]{3}) \|/gm)].map(
      ([, place, price]) => [place, price],
    );
    expect(table).toEqual(
      rows.prices.map(({ place, low, high, currency }) => [
        place,
        `${low === high ? low : `${low} to ${high}`} ${currency}`,
      ]),
    );
    expect(section).toContain(`PUE is ${rows.pue.value},`);
  });

  test('carry their age on the day of the report', () => {
    expect(powerPriceIn(on('2026-03-02'), 'USD')?.age).toEqual({ days: 60, stale: false });
    expect(powerPriceIn(on('2026-03-02'), 'CNY')?.age).toMatchObject({ stale: true });
    expect(powerPriceIn(on(null), 'USD')?.age).toBeNull();
  });

  test('say nothing of a currency they do not have', () => {
    expect(powerPriceIn(on(null), 'JPY')).toBeNull();
    expect(powerPriceIn(on(null), null)).toBeNull();
  });
});

describe('what a user gives', () => {
  test.each([
    ['0.62CNY', 0.62, 'CNY'],
    ['0.62 CNY', 0.62, 'CNY'],
    ['.5usd', 0.5, 'USD'],
    ['12JPY', 12, 'JPY'],
  ])('as %s is a price', (text, amount, currency) => {
    const price = parsePowerPrice(text);
    expect(price).toMatchObject({ low: amount, high: amount, currency, source: '--price-per-kwh', age: null });
    expect(powerPriceIn(on('2026-03-02', { price }), 'EUR')).toEqual(price);
  });

  test.each([
    '',
    '0.62',
    'CNY',
    '0CNY',
    '-1CNY',
    '0.6.2CNY',
    '.CNY',
    '1e999CNY',
    'InfinityCNY',
    '0.62XYZ',
    '0,62CNY',
    '0.62 CNY/kWh',
  ])('as %j is refused, with the value and the fix', text => {
    expect(refusal(() => parsePowerPrice(text))).toBe(
      `--price-per-kwh is '${text}'; give an amount above 0 and its currency, as 0.62CNY`,
    );
  });

  test('of the building is a PUE of 1 or more', () => {
    expect(on('2026-03-02', { pue: parsePue('1.25') }).pue).toMatchObject({ value: 1.25, source: '--pue', age: null });
    for (const text of ['', ' ', '0.9', '0', '-1', 'NaN', 'Infinity', 'one']) {
      expect(refusal(() => parsePue(text))).toBe(`--pue is '${text}'; give a number of 1 or more, as 1.3`);
    }
  });
});
