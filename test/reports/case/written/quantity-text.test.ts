/** What people write for an amount, a share or a speed: read in one way, or refused with the word that is not understood. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencyNamed } from '../../../../reports/case/written/currency-text.ts';
import { quantityText } from '../../../../reports/case/written/quantity-text.ts';

function read(text: string) {
  const result = quantityText(text);
  if (!result.ok) throw new Error(`${text}: ${result.message}`);
  return result.value;
}

describe('a number is read', () => {
  test.each<[string, number]>([
    ['27.5', 27.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['1,234.5', 1234.5],
    ['45,000', 45_000],
    ['1,234,567', 1_234_567],
    ['45 000', 45_000],
    ['45\u00a0000', 45_000],
    ['45\u202f000,50', 45_000.5],
    ["45'000", 45_000],
    ['45_000', 45_000],
    ['1.234,5', 1234.5],
    ['1.234.567', 1_234_567],
    ['27,5', 27.5],
    ['0,234', 0.234],
    ['1234,567', 1234.567],
    ['２７．５', 27.5],
    ['４５，０００', 45_000],
    ['−3', -3],
    ['4.5万', 45_000],
    ['1.2亿', 120_000_000],
    ['3千万', 30_000_000],
    ['45k', 45_000],
    ['2.4 million', 2_400_000],
    ['9T', 9e12],
    ['500B', 500e9],
    ['9 trillion', 9e12],
  ])('%s', (text, value) => {
    expect(read(text).spread).toBe(value);
  });

  test('of any size, as English writes it, in ASCII and in full width', () => {
    const fullWidth = (text: string) =>
      text.replace(/[!-~]/g, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), fc.integer({ min: 0, max: 99 }), (whole, hundredths) => {
        const value = whole + hundredths / 100;
        const text = value.toLocaleString('en-US', { maximumFractionDigits: 2 });
        expect(read(text).spread).toBeCloseTo(value, 3);
        expect(read(fullWidth(text)).spread).toBe(read(text).spread);
        expect(read(`${text} CNY/h`)).toEqual(read(`CNY ${text} / h`));
      }),
    );
  });
});

test.each<[string, object]>([
  ['0.2..0.3', { low: 0.2, high: 0.3 }],
  ['0.2 … 0.3', { low: 0.2, high: 0.3 }],
  ['0.2-0.3', { low: 0.2, high: 0.3 }],
  ['0.2 – 0.3', { low: 0.2, high: 0.3 }],
  ['20 to 25', { low: 20, high: 25 }],
  ['20~25', { low: 20, high: 25 }],
  ['20 至 25', { low: 20, high: 25 }],
  ['6..7..9', { low: 6, point: 7, high: 9 }],
  ['4-5万', { low: 40_000, high: 50_000 }],
  ['$2-$3', { low: 2, high: 3 }],
  ['20 CNY/h .. 25 CNY/h', { low: 20, high: 25 }],
  ['20..30 %', { low: 0.2, high: 0.3 }],
  ['20%..30%', { low: 0.2, high: 0.3 }],
])('the range %s is read', (text, spread) => {
  expect(read(text).spread).toEqual(spread);
});

test.each<[string, string, string | null, string | null]>([
  ['20 CNY/h', 'CNY', 'hour', null],
  ['¥45,000/month', 'CNY', 'month', null],
  ['￥45,000/月', 'CNY', 'month', null],
  ['2.5 USD', 'USD', null, null],
  ['US$2.50 per GPU-hour', 'USD', 'hour', 'device'],
  ['$2.5/hr', 'USD', 'hour', null],
  ['2.5 usd hourly', 'USD', 'hour', null],
  ['每卡每小时 20 元', 'CNY', 'hour', 'device'],
  ['20元/卡·时', 'CNY', 'hour', 'device'],
  ['20元/卡时', 'CNY', 'hour', 'device'],
  ['4.5万元/月/台', 'CNY', 'month', 'node'],
  ['20 RMB per hour', 'CNY', 'hour', null],
  ['人民币 20/小时', 'CNY', 'hour', null],
  ['CN¥20/h', 'CNY', 'hour', null],
  ['JP¥3000/h', 'JPY', 'hour', null],
  ['2 €/h', 'EUR', 'hour', null],
  ['160 CNY per node per hour', 'CNY', 'hour', 'node'],
  ['180,000 USD a year', 'USD', 'year', null],
  ['480 CNY/day', 'CNY', 'day', null],
  ['0.63 CNY/kWh', 'CNY', null, null],
])('%s is in its currency, for its period, of a device or a node', (text, currency, period, scope) => {
  expect(read(text)).toMatchObject({ currency, period, scope });
});

test('¥ alone is yuan, and is known to be yen as well; with a name it is neither', () => {
  expect(read('¥27.5')).toMatchObject({ currency: 'CNY', yenOrYuan: true });
  expect(read('RMB ¥27.5')).toMatchObject({ currency: 'CNY', yenOrYuan: false });
});

test.each<[string, string]>([
  ['about 20', "'about' in it is not understood"],
  ['20 CNY/fortnight', "'fortnight' in it is not understood"],
  ['20 ± 2', "'±' in it is not understood"],
  ['20 CNY plus tax', "'plus' in it is not understood"],
  ['20 CNY/h (excl. 13 % VAT)', 'give vat: {rate: 0.13, included: false} as a field'],
  ['20 CNY/h spot', 'give kind: rent-spot as a field'],
  ['20²', "'²' in it is not understood"],
  ['12,34,567', 'can be read in more than one way'],
  ['1,2.3,4', 'can be read in more than one way'],
  ['1e309', 'is more than a number can hold'],
  ['-1e999 CNY', 'is more than a number can hold'],
  ['4e305 万', 'is more than a number can hold'],
  ['.. 20 30', 'give one number, or a range'],
  ['20 ..', 'give one number, or a range'],
  ['20 CNY 万', "'万' in it stands alone"],
  ['万 20', "'万' in it stands alone"],
  ['% 20', "'%' in it stands alone"],
  ['20 CNY/', "'/' in it stands alone"],
  ['20-', "'-' in it stands alone"],
  ['20 30', 'give one number, or a range'],
  ['1..2..3..4', 'give one number, or a range'],
  ['20 CNY or 3 USD', "'or' in it is not understood"],
  ['20 CNY / 3 USD', 'give one number, or a range'],
  ['20 CNY..30 USD', 'names more than one currency: CNY, USD'],
  ['20 CNY/h/month', 'names more than one period: hour, month'],
  ['20%..0.3', 'one number is in percent'],
])('%s is refused: %s', (text, message) => {
  const result = quantityText(text);
  expect(result.ok ? 'read' : result.message).toContain(message);
});

test('a text without a number is no quantity', () => {
  expect(quantityText('cheap')).toEqual({ ok: false, message: null });
});

test.each<[string, string | null]>([
  ['RMB', 'CNY'],
  ['rmb', 'CNY'],
  ['CN¥', 'CNY'],
  ['元', 'CNY'],
  ['人民币', 'CNY'],
  ['¥', 'CNY'],
  ['￥', 'CNY'],
  ['US$', 'USD'],
  ['$', 'USD'],
  ['美元', 'USD'],
  ['€', 'EUR'],
  ['eur', 'EUR'],
  ['円', 'JPY'],
  ['HK$', 'HKD'],
  ['US dollars', 'USD'],
  ['RMB ¥', 'CNY'],
  ['USD EUR', null],
  ['', null],
  ['5', null],
  ['hour', null],
  ['CNX', null],
])('the currency %s is %s', (text, code) => {
  expect(currencyNamed(text)?.code ?? null).toBe(code);
});
