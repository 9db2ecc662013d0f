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
import { failureHead } from '../../../reports/pages/frame/fact-html.ts';
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
import { CATALOG_WORDS } from '../../../reports/words/pages/catalog.ts';
import { OVERVIEW_CHINESE } from '../../../reports/words/pages/overview/chinese.ts';
import { failureName } from '../../../reports/words/report/failure-name.ts';
import { memoryText } from '../../../reports/words/report/memory-text.ts';
import { partName } from '../../../reports/words/report/part-name.ts';
import { headlineParts } from '../../../reports/words/report/report-headline.ts';
import { lackText } from '../../../reports/words/report/row-lacks.ts';
import { spaced } from '../../../reports/words/sentence.ts';
import { FAULT_CODES } from '../../../results/schema/outcome.ts';
import { unavailable } from '../../../results/schema/reading.ts';
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

describe('words that the analysis or a runner put into a value are Chinese in a Chinese sentence', () => {
  test('what ran on what, in what a speed lacks', () => {
    const lack = (what: string) =>
      lackText(
        { code: 'few-rounds', values: { what, rounds: 4, needed: 5, command: 'moebench run --rounds 5' } },
        'zh',
      );
    const rest = '只有 4 轮，给出置信区间需要 5 轮；请运行：moebench run --rounds 5';
    expect(lack('NVIDIA H20 by ONNX Runtime WebGPU, float32')).toBe(
      `NVIDIA H20（ONNX Runtime WebGPU，float32）${rest}`,
    );
    expect(lack('NVIDIA H20 by PyTorch 2.13, grouped, float32 (board lab-1/nvidia/0)')).toBe(
      `NVIDIA H20（PyTorch 2.13, grouped，float32；板卡 lab-1/nvidia/0）${rest}`,
    );
    expect(lack('NVIDIA H800')).toBe(`NVIDIA H800 ${rest}`);
  });

  test('dims of a scaled model', () => {
    expect(factText(fact('scaled-model', { model: 'toy', hidden: 64 }), 'zh')).toBe('toy 改为隐藏维度 64');
    expect(factText(fact('scaled-model', { model: 'toy', topK: 2 }), 'zh')).toBe('toy 改为 top-k 2');
  });

  test('parts of a step, also those that a runtime fused', () => {
    expect(partName('fused router', 'zh')).toBe('路由（融合）');
    expect(partName('fused router')).toBe('fused router');
    expect(partName('dense', 'zh')).toBe('稠密 FFN');
  });

  test('codes of failures', () => {
    const names = FAULT_CODES.map(code => failureName(code, 'zh'));
    expect(names.filter(name => /^[a-z-]+$/.test(name))).toEqual([]);
    const failure = { code: 'invalid', reason: 'wall-time' } as const;
    expect(failureHead(failure, 'zh').html).toBe('<strong>违反物理约束</strong>（wall-time）');
    expect(failureHead(failure, 'en').html).toBe('<strong>invalid</strong> (wall-time)');
  });

  test('a pass of a published layer', () => {
    expect(factText(fact('primus-states-pass-hipblaslt-before', { pass: 'backward', value: 626 }), 'zh')).toBe(
      'hipBLASLt（调优前），DeepSeek-V3：反向 626 TFLOP/s。',
    );
  });

  test('a vendor that is no name', () => {
    expect(CATALOG_WORDS.zh.vendor('undisclosed')).toBe('未公开');
    expect(CATALOG_WORDS.zh.vendor('NVIDIA')).toBe('NVIDIA');
  });
});

test('the answer of the first page has no blank beside a full-width parenthesis', () => {
  const difference = { amount: '25.7%', isMultiple: false, ends: null, side: 'less' } as const;
  const reference = 'NVIDIA H800（由 NVIDIA H20 换算的速度）';
  expect(OVERVIEW_CHINESE.answer.cheaper('NVIDIA H20 (lab-1)', reference, difference)).toBe(
    'NVIDIA H20 (lab-1) 比 NVIDIA H800（由 NVIDIA H20 换算的速度）便宜：完成相同工作的成本低 25.7%。',
  );
});

test('a part of memory without a size follows its name without a blank', () => {
  const none = unavailable('no-process-count');
  const text = memoryText(
    {
      weightsBytes: 138e6,
      gradientsBytes: unavailable('freed-at-update'),
      optimizerBytes: 0,
      activationsBytes: none,
      emptySessionBytes: none,
      arenaSlackBytes: none,
    },
    'zh',
  );
  expect(text).toContain('权重 138 MB；梯度未知（');
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
