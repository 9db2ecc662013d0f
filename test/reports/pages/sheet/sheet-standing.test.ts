/** The counts of the decision sheet are of candidates: two offers of one chip are two, and what has no verdict is among them. */
import { describe, expect, test } from 'vitest';
import { sheetPage } from '../../../../reports/pages/sheet/sheet.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { compared, SMALLEST } from '../../case/compared.ts';

const [d, a] = SMALLEST.candidates;
const reference = { ...d, speed: { tokensPerSecond: { lognormal: { median: 1203, sigma: 0.02 } } } };
const offer = (id: string, perHour: number, mfu: unknown = { low: 0.17, point: 0.179, high: 0.19 }) => ({
  ...a,
  ...{ id, price: { perHour }, speed: { mfu } },
});

const standing = (candidates: readonly unknown[], language: Language = 'en') => {
  const comparison = compared({ ...SMALLEST, candidates: [reference, ...candidates] });
  const page = sheetPage({ comparison, command: 'moebench compare case.yaml', style: '', language });
  return /<\/h1>\n<p>([^<]*)<\/p>/.exec(page)?.[1];
};

describe('the count under the answer', () => {
  test('of one chip in two offers with one verdict is of two candidates', () => {
    expect(standing([offer('one', 5), offer('two', 5.5)])).toMatch(/^Of 2 candidates: 2 cheaper\./);
    expect(standing([offer('one', 5), offer('two', 5.5)], 'zh')).toMatch(/^共 2 个候选方案：2 个更便宜。/);
  });

  test('of one chip in two offers with two verdicts has both', () => {
    expect(standing([offer('one', 5), offer('two', 20)])).toMatch(/^Of 2 candidates: 1 cheaper, 1 dearer\./);
  });

  test('has those without a verdict, also where all are', () => {
    const plain = offer('plain', 5, 0.179);
    expect(standing([offer('one', 5), offer('two', 5.5), plain])).toMatch(
      /^Of 3 candidates: 2 cheaper, 1 without a verdict, because a speed has no interval\./,
    );
    const unpriced = { ...a, id: 'unpriced', price: undefined };
    expect(standing([plain, unpriced])).toMatch(
      /^Of 2 candidates: 1 without a verdict, because a speed has no interval, 1 without a known saving\./,
    );
  });
});
