/** What a buyer asks: the whole bill, the amount saved, how probable it is to be cheaper, and whether evidence disagrees. */
import { describe, expect, test } from 'vitest';
import { headlineTexts } from '../../../reports/words/compare-headline.ts';
import { spoken } from '../../spoken.ts';
import { compared, pointOf, rowOf, SMALLEST, withA } from './compared.ts';

const A = 'ling-device-a';
const D = 'ling-device-d';

/** The distribution function of a standard normal variable, by Abramowitz and Stegun 7.1.26: within 1.5e-7. */
function normal(z: number): number {
  const t = 1 / (1 + 0.3275911 * (Math.abs(z) / Math.SQRT2));
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (series * Math.exp((-z * z) / 2)) / 2;
  return z < 0 ? tail : 1 - tail;
}

/** Speeds that are lognormal, so that the probability of a lower cost is known exactly. */
function spread(perHour: number, all: object = {}) {
  return compared({
    ...SMALLEST,
    ...all,
    candidates: [
      { chip: D, price: { perHour: 27.5 }, speed: { tokensPerSecond: { lognormal: { median: 1203, sigma: 0.05 } } } },
      { chip: A, price: { perHour }, speed: { tokensPerSecond: { lognormal: { median: 400, sigma: 0.1 } } } },
    ],
  });
}

describe('the bill', () => {
  test('is of all tokens of the case: of 9 × 10¹² nine times that of 10¹², and so is the amount saved', () => {
    const row = rowOf(spread(8, { tokens: 9e12 }), A);
    const [bill, reference] = [8 / 400, 27.5 / 1203].map(perSecond => (perSecond / 3600) * 9e12);
    expect(pointOf(row.costOfTraining)).toBeCloseTo(bill ?? 0, 3);
    expect(pointOf(row.amountSaved)).toBeCloseTo((reference ?? 0) - (bill ?? 0), 3);
    expect(pointOf(row.amountSaved) / (reference ?? 0)).toBeCloseTo(pointOf(row.saving), 12);
  });

  test.each(['9T', '9 trillion', '9,000,000,000,000 tokens', '9e12'])('of %s is that of 9e12 tokens', tokens => {
    expect(pointOf(rowOf(spread(8, { tokens }), A).costOfTraining)).toBeCloseTo((8 / 400 / 3600) * 9e12, 3);
  });

  test('stands in the first sentence with the amount and the share, in one convention', () => {
    expect(headlineTexts(spread(8, { tokens: 9e12 }))[0]).toMatch(
      /^Training Ling-plus on Ling device A is not separable in cost from Ling device D: 50 million CNY for 9 × 10¹² tokens, 7\.15 million CNY or 12\.5 % less \(95 % of samples: 29\.7 % less to [89]\.\d+ % more\); probability of being cheaper 88\.\d %, by assumed speeds\.$/,
    );
    expect(headlineTexts(spread(4))[0]).toMatch(
      /^Training Ling-plus on Ling device A costs 2\.78 million CNY for 1 × 10¹² tokens, 3\.57 million CNY or 56\.3 % less \(95 % of samples: [\d.]+ to [\d.]+ % less\) than on Ling device D: cheaper; probability of being cheaper above 99\.9 %, by assumed speeds\.$/,
    );
    expect(headlineTexts(spread(40))[0]).toMatch(
      /^Training Ling-plus on Ling device A costs 27\.8 million CNY for 1 × 10¹² tokens, 21\.4 million CNY or 337 % more \(95 % of samples: [\d.]+ to [\d.]+ % more\) than on Ling device D: dearer; probability of being cheaper below 0\.1 %, by assumed speeds\.$/,
    );
  });

  test('of the reference saves nothing', () => {
    expect(rowOf(spread(8), D).amountSaved).toMatchObject({ point: 0, low: 0, high: 0 });
  });

  test('no sentence has a negative share', () => {
    for (const perHour of [4, 8, 40]) expect(headlineTexts(spread(perHour)).join(' ')).not.toMatch(/−\d/);
  });
});

describe('the probability of being cheaper', () => {
  test.each([7, 8, 9, 9.5, 10])('at %d CNY/h is that of two lognormal speeds', perHour => {
    const z = Math.log(27.5 / 1203 / (perHour / 400)) / Math.hypot(0.05, 0.1);
    const { probabilityCheaper } = rowOf(spread(perHour), A);
    if (!probabilityCheaper.available) throw new Error('both speeds have an interval');
    expect(probabilityCheaper.value).toBeCloseTo(normal(z), 2);
  });

  test('is none without an interval, and none of the reference', () => {
    const plain = compared(SMALLEST);
    expect(spoken(rowOf(plain, A).probabilityCheaper)).toEqual({ available: false, reason: 'a speed has no interval' });
    expect(spoken(rowOf(plain, D).probabilityCheaper)).toEqual({ available: false, reason: 'it is the reference' });
    expect(headlineTexts(plain).join(' ')).not.toContain('probability');
  });

  test('is a half of two offers that cost the same in every sample', () => {
    const speed = { tokensPerSecond: { low: 900, high: 1300 } };
    const both = compared({
      ...withA({}),
      goodput: { low: 0.8, high: 0.9 },
      candidates: [D, 'twin'].map(id => ({ id, chip: D, price: { perHour: 20 }, speed: { ...speed } })),
    });
    const { probabilityCheaper } = rowOf(both, 'twin');
    if (!probabilityCheaper.available) throw new Error('both speeds have an interval');
    expect(probabilityCheaper.value).toBeCloseTo(0.5, 1);
  });
});

describe('evidence that disagrees', () => {
  const h800 = { chip: 'nvidia-h800', price: { catalog: 'fair' } };
  const b2 = { chip: 'huawei-ascend-910b2', price: { catalog: 'fair' }, speed: { project: true } };
  const given = (speed: object) => ({
    ...SMALLEST,
    reference: 'nvidia-h800',
    candidates: [{ ...h800, speed }, b2],
  });

  test('is stated with both speeds and the saving under the other: the projected H800 beside Ling’s own bill', () => {
    const comparison = compared(given({ project: true }));
    const row = rowOf(comparison, 'huawei-ascend-910b2');
    const used = pointOf(rowOf(comparison, 'nvidia-h800').tokensPerSecondPerDevice);
    expect(row.otherEvidence).toEqual([
      {
        candidate: 'nvidia-h800',
        published: 'ling-plus-on-device-d-bf16-every-flop-counts',
        derivation: 'derived-from-cost',
        source: 'arXiv:2503.05139v2',
        isInferred: true,
        tokensPerSecondPerDevice: 1203,
        usedTokensPerSecondPerDevice: used,
        saving: expect.closeTo(1 - (1 - pointOf(row.saving)) * (1203 / used), 12),
      },
    ]);
    expect(headlineTexts(comparison)[1]).toMatch(
      /^Evidence disagrees: NVIDIA H800 SXM is taken at 1,600 tokens\/s, and arXiv:2503\.05139v2 gives 1,200 \(implied by the cost that it claims; the chip is inferred\); with that, Huawei Ascend 910B2 costs 39\.\d % less, not 19\.\d % less\.$/,
    );
  });

  test('of the same speed does not disagree', () => {
    const row = rowOf(compared(given({ tokensPerSecond: 1150 })), 'huawei-ascend-910b2');
    expect(row.otherEvidence).toEqual([]);
  });

  test('is not what the comparison uses already, nor of another model or dtype', () => {
    const v3 = (speed: object, dtype: string) =>
      rowOf(
        compared({
          model: 'deepseek-v3',
          tokens: 1e12,
          currency: 'USD',
          dtype,
          reference: 'nvidia-h100',
          candidates: [
            { chip: 'nvidia-h100', price: { perHour: 3 }, speed },
            { chip: 'nvidia-h800', price: { perHour: 3 }, speed: { tokensPerSecond: { low: 1500, high: 1600 } } },
          ],
        }),
        'nvidia-h800',
      ).otherEvidence.map(({ published }) => published);
    expect(v3({ tokensPerSecond: { low: 600, high: 700 } }, 'float8').length).toBeGreaterThan(1);
    expect(v3({ tokensPerSecond: { low: 600, high: 700 } }, 'float16')).toEqual([]);
  });

  test('of several publications the furthest is stated, and how many more there are', () => {
    const comparison = compared({
      model: 'deepseek-v3',
      tokens: 1e12,
      currency: 'USD',
      dtype: 'float8',
      reference: 'nvidia-h100',
      candidates: [
        { chip: 'nvidia-h100', price: { perHour: 3 }, speed: { tokensPerSecond: { low: 600, high: 700 } } },
        { chip: 'nvidia-h800', price: { perHour: 3 }, speed: { tokensPerSecond: { low: 1500, high: 1600 } } },
      ],
    });
    expect(headlineTexts(comparison).find(text => text.startsWith('Evidence'))).toBe(
      'Evidence disagrees: NVIDIA H100 SXM is taken at 650 tokens/s, and arXiv:2603.07685 Table 11, by a secondary table gives 1,410 (stated); with that, NVIDIA H800 SXM costs 8.9 % less, not 58.1 % less (and 1 more).',
    );
  });
});
