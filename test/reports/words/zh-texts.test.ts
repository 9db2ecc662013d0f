/** What a Chinese reader sees of figures and of an answer. */
import { describe, expect, test } from 'vitest';
import { fact } from '../../../reports/fact.ts';
import {
  moneyUnit,
  percentRange,
  percentText,
  pointText,
  spreadText,
  TIMES,
  tokenRateUnit,
} from '../../../reports/format.ts';
import { currencyName } from '../../../reports/large-amounts.ts';
import {
  chanceText,
  differenceEnds,
  differenceText,
  savedText,
  tokensText,
} from '../../../reports/words/difference-text.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { inputText, quantityText } from '../../../reports/words/input-text.ts';
import { noteText } from '../../../reports/words/notes/note-text.ts';
import { headlineParts } from '../../../reports/words/report/report-headline.ts';
import { spaced } from '../../../reports/words/sentence.ts';
import { agreeingRecord } from '../fixture.ts';
import { reportOf } from '../report/fixture-report.ts';

describe('a figure in Chinese', () => {
  test('counts amounts in 万 from 10⁴ and in 亿 from 10⁸', () => {
    const amount = (value: number, currency: string) => pointText(value, moneyUnit(value, currency, 'zh'), 'zh');
    expect(amount(9_994, 'CNY')).toBe('9,990 元');
    // As it is shown.
    expect(amount(9_999, 'CNY')).toBe('1 万元');
    expect(amount(5_070_000, 'CNY')).toBe('507 万元');
    expect(amount(1.23e8, 'USD')).toBe('1.23 亿美元');
    expect(pointText(1.21e8, tokenRateUnit(1.21e8, 'zh'), 'zh')).toBe('1.21 亿 token/s');
    expect(pointText(5e5, tokenRateUnit(5e5, 'zh'), 'zh')).toBe('500,000 token/s');
  });

  test('has no blank before a percent sign, and 至 between ends', () => {
    expect(percentText(0.1234, 'zh')).toBe('12.3%');
    expect(percentRange(-0.6, 0.69, 'zh')).toBe('−60% 至 69%');
    expect(pointText(2.5, TIMES, 'zh')).toBe('2.5 倍');
    const even = { available: true, point: 100, low: 98, high: 102, kind: 'confidence-95', rounds: 5 } as const;
    expect(spreadText(even, TIMES, 'zh')).toBe('±2%');
  });

  test('names currencies by Intl, and yuan 元; what is no currency stays', () => {
    expect([currencyName('EUR', 'zh'), currencyName('JPY', 'zh'), currencyName('CNY', 'zh')]).toEqual([
      '欧元',
      '日元',
      '元',
    ]);
    expect(currencyName('<b>', 'zh')).toBe('<b>');
    expect(currencyName('CNY', 'en')).toBe('CNY');
  });

  test('of a rent is by device-hour; parameters are in 亿', () => {
    expect(quantityText(27.5, 'CNY/h', 'zh')).toBe('27.5 元/卡时');
    expect(quantityText(28.8e9, 'parameters', 'zh')).toBe('288 亿参数');
    expect(quantityText(360_000, 'CNY/month for a node of 8', 'zh')).toBe('360,000 元/月（每节点 8 卡）');
    expect(inputText('price.lifeYears/a', new Map([['a', 'A100']]), 'zh')).toBe('A100 的使用年限');
  });
});

test('a difference in Chinese says 高 or 低 before its share', () => {
  expect(differenceText(0.197, 'zh')).toBe('低 19.7%');
  expect(differenceEnds({ low: -0.0128, high: 0.366 }, 'zh')).toBe('低 36.6% 至高 1.28%');
  expect(differenceEnds({ low: 0.05, high: 0.33 }, 'zh')).toBe('低 5% 至 33%');
  expect(savedText(-1.17e7, 'CNY', 'zh')).toBe('多 1,170 万元');
  expect([tokensText(9e12, 'zh'), chanceText(1, 'zh')]).toEqual(['9 万亿 token', '高于 99.9%']);
});

test('a fact, what it follows from, and a note of a record are Chinese together', () => {
  const absent = fact('no-cost', {}, [fact('no-rent', { chip: 'nvidia-h20' })]);
  expect(factText(absent, 'zh')).toBe('成本未知：目录中没有 nvidia-h20 的租金');
  expect(noteText({ code: 'no-file', values: { path: '/dev/x' } }, 'zh')).toBe('这里没有 /dev/x');
  expect(noteText({ code: 'of-tomorrow', values: { a: 1 } }, 'zh')).toBe('of-tomorrow a=1');
});

test('pieces of a sentence meet with one blank between Han and Latin, and none between Han', () => {
  expect(spaced('从 2 倍 变到 3%时，（缩小） 的 H20')).toBe('从 2 倍变到 3% 时，（缩小）的 H20');
});

test('the headline of a report is Chinese but for names', () => {
  const { verdicts, speeds, warnings } = headlineParts(reportOf({ records: [agreeingRecord()] }), 'zh');
  const sentences = [...verdicts.flat(), ...speeds, ...warnings];
  expect(sentences.length).toBeGreaterThan(1);
  for (const sentence of sentences) {
    expect(sentence).toMatch(/。$/);
    expect(sentence).not.toMatch(/[A-Za-z]+(?: [A-Za-z]+){3,}/);
  }
});
