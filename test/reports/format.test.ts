import { describe, expect, test } from 'vitest';
import type { Figure } from '../../reports/figure.ts';
import {
  decimalUnit,
  integerText,
  moneyUnit,
  PERCENT,
  percentRange,
  percentText,
  pointText,
  relativeShown,
  savingShown,
  spreadText,
  threeDigits,
  timeUnit,
  tokenRateUnit,
} from '../../reports/format.ts';

type Known = Extract<Figure, { available: true }>;

const interval = (point: number, low: number, high: number, kind: Known['kind'] = 'confidence-95'): Known => ({
  available: true,
  point,
  low,
  high,
  kind,
  rounds: 8,
});

describe('numbers', () => {
  test('a zero has no sign, as the difference of two equal costs', () => {
    expect([-0, 0].map(threeDigits)).toEqual(['0', '0']);
    expect([-0.3, -0, -1.4].map(integerText)).toEqual(['0', '0', '−1']);
    expect(percentText(-0)).toBe('0 %');
  });

  test('have three significant digits and no more', () => {
    expect([1_234_567, 98.76, 0.0012345, 1000, -0.0456].map(threeDigits)).toEqual([
      '1,230,000',
      '98.8',
      '0.00123',
      '1,000',
      '−0.0456',
    ]);
  });

  test('take the unit they read well in', () => {
    expect(pointText(0.0049, timeUnit(0.0049))).toBe('4.9 µs');
    expect(pointText(812.4, timeUnit(812.4))).toBe('812 ms');
    expect(pointText(2345, timeUnit(2345))).toBe('2.35 s');
    expect(pointText(1.55e11, decimalUnit(1.55e11, 'FLOP/s'))).toBe('155 GFLOP/s');
    expect(pointText(1.21e8, tokenRateUnit(1.21e8))).toBe('121 million tokens/s');
    expect(pointText(5_080_000, moneyUnit(5_080_000, 'CNY'))).toBe('5.08 million CNY');
  });
});

describe('an amount of money', () => {
  test.each([
    [9_994, '9,990 元', '9,990 CNY'],
    [9_999.5, '1 万元', '10,000 CNY'],
    [99_949_000, '9,990 万元', '99.9 million CNY'],
    [99_960_000, '1 亿元', '100 million CNY'],
    [999_600, '100 万元', '1 million CNY'],
    [-1_230_000, '−123 万元', '−1.23 million CNY'],
    [1.234e11, '1,230 亿元', '123 billion CNY'],
    [0, '0 元', '0 CNY'],
    [0.05, '0.05 元', '0.05 CNY'],
    [Number.NEGATIVE_INFINITY, '−∞ 元', '−∞ CNY'],
  ])('%d is %s, %s', (amount, chinese, english) => {
    expect(pointText(amount, moneyUnit(amount, 'CNY', 'zh'), 'zh')).toBe(chinese);
    expect(pointText(amount, moneyUnit(amount, 'CNY'))).toBe(english);
  });
});

describe('the spread', () => {
  test('of an even 95 % interval is ± a percentage', () => {
    expect(spreadText(interval(10, 9.5, 10.5), timeUnit(10))).toBe('± 5 %');
  });

  test('that is too small to be of use says so, and never 0', () => {
    expect(spreadText(interval(40, 40, 40), timeUnit(40))).toBe('± < 0.1 %');
    expect(spreadText(interval(40, 39.99, 40.01), timeUnit(40), 'zh')).toBe('±<0.1%');
    expect(spreadText(interval(40, 39.94, 40.06), timeUnit(40))).toBe('± 0.15 %');
  });

  test('has ends that differ as they are read, or is none', () => {
    expect(spreadText(interval(0.741, 0.74081, 0.74129), PERCENT)).toBe('74.08 to 74.13');
    expect(spreadText(interval(0.741, 0.741, 0.741, 'bounds'), PERCENT)).toBe('no spread');
    expect(percentRange(0.05, 0.05)).toBe('5 %');
    expect(percentRange(0.33331, 0.33334, 'zh')).toBe('33.331% 至 33.334%');
  });

  test('of a range, of bounds, or of an uneven interval is its two ends', () => {
    expect(spreadText(interval(10, 9.5, 10.5, 'range'), timeUnit(10))).toBe('9.5 to 10.5');
    expect(spreadText(interval(10, 9, 12), timeUnit(10))).toBe('9 to 12');
  });

  test('of a percentage is never a percentage of a percentage', () => {
    expect(spreadText(interval(0.8, 0.79, 0.81), PERCENT)).toBe('79 to 81');
  });
});

describe('a saving', () => {
  test('is a share of the cost of the reference', () => {
    expect(savingShown(interval(0.2, 0.1, 0.3, 'bounds'))).toEqual({ main: '20 %', spread: '10 to 30' });
  });

  test('of less than −100 % is said as a multiple of that cost', () => {
    expect(savingShown(interval(-3, -4, -1.5, 'bounds'))).toEqual({ main: '4 × the cost', spread: '2.5 to 5' });
  });
});

describe('a speed as a share of another', () => {
  test('is a percentage', () => {
    expect(relativeShown(interval(0.742, 0.565, 1.57, 'bounds'))).toEqual({ main: '74.2 %', spread: '56.5 to 157' });
    expect(relativeShown(interval(0.001, 0.0005, 0.002, 'bounds')).main).toBe('0.1 %');
  });

  test('of less than a thousandth is one part in so many', () => {
    const share = interval(1 / 25_700, 1 / 86_700, 1 / 7620, 'bounds');
    expect(relativeShown(share)).toEqual({ main: '1/25,700', spread: '1/86,700 to 1/7,620' });
    expect(relativeShown(share, 'zh').spread).toBe('1/86,700 至 1/7,620');
  });
});
