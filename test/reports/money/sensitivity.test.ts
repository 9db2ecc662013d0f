/** What one input alone does, on cases that are solved by hand. */
import { describe, expect, test } from 'vitest';
import { headlineTexts } from '../../../reports/words/compare-headline.ts';
import { compared, rowOf } from '../case/compared.ts';

const D = 'ling-device-d';
const A = 'ling-device-a';

/** Cost of D 10 ÷ 1000, of A 3 ÷ 400: a saving of a quarter. */
const CASE = {
  model: 'ling-plus',
  tokens: 1e12,
  currency: 'CNY',
  reference: D,
  samples: 64,
  candidates: [
    { chip: D, price: { perHour: 10 }, speed: { tokensPerSecond: 1000 } },
    { chip: A, price: { perHour: { low: 2.5, high: 3.5 } }, speed: { tokensPerSecond: { low: 350, high: 450 } } },
  ],
};

const sensitivity = rowOf(compared(CASE), A).sensitivity;
const of = (input: string) => sensitivity.find(one => one.input === input);

describe('the sensitivity of a saving of 25 %', () => {
  test('to its rent: from 2.6 to 3.4 it goes from 35 to 15 %, and is 0 at 4', () => {
    expect(of(`price.perHour/${A}`)).toEqual({
      input: `price.perHour/${A}`,
      open: 'spread',
      unit: 'CNY/h',
      point: 3,
      spread: {
        low: expect.closeTo(2.6, 12),
        high: expect.closeTo(3.4, 12),
        savingAtLow: expect.closeTo(0.35, 12),
        savingAtHigh: expect.closeTo(0.15, 12),
      },
      savingIsZeroAt: expect.closeTo(4, 12),
    });
  });

  test('to its speed: 0 at 300 tokens/s', () => {
    expect(of(`tokensPerSecond/${A}`)?.savingIsZeroAt).toBeCloseTo(300, 10);
  });

  test('to what was given without a spread: where it is 0, and no more', () => {
    expect(of(`price.perHour/${D}`)).toMatchObject({ spread: null, savingIsZeroAt: expect.closeTo(7.5, 12) });
    expect(of(`tokensPerSecond/${D}`)).toMatchObject({ spread: null, savingIsZeroAt: expect.closeTo(1000 / 0.75, 9) });
  });

  test('goes by what is open: a speed without an interval, then the widest spread, last a price that is one number', () => {
    expect(sensitivity.map(({ input, open }) => [input, open])).toEqual([
      [`tokensPerSecond/${D}`, 'no interval'],
      [`price.perHour/${A}`, 'spread'],
      [`tokensPerSecond/${A}`, 'spread'],
      [`price.perHour/${D}`, 'contract'],
    ]);
  });

  test('leaves out what moves nothing, as a tax that both pay', () => {
    const taxed = rowOf(compared({ ...CASE, tax: { low: 0.05, high: 0.2 } }), A);
    expect(taxed.sensitivity.map(({ input }) => input)).not.toContain('tax');
  });
});

test('the biggest unknown is the widest mover of the contender that saves most', () => {
  const [d, a] = CASE.candidates;
  const known = { ...d, speed: { tokensPerSecond: { low: 950, high: 1050 } } };
  expect(headlineTexts(compared({ ...CASE, candidates: [known, a] })).at(-1)).toBe(
    'Biggest unknown: rent of Ling device A. From 2.6 CNY/h to 3.4 CNY/h (10th to 90th percentile) it moves the cost of Ling device A from 35 % less to 15 % less; the saving disappears above 4 CNY/h.',
  );
});

test('the biggest unknown is a speed that has no interval, whatever moves the saving further', () => {
  expect(headlineTexts(compared(CASE)).at(-1)).toBe(
    'Biggest unknown: speed of Ling device D. You assumed 1,000 tokens/s; the saving disappears above 1,330 tokens/s.',
  );
});

test('a price of the buyer’s own is named only where nothing else is open', () => {
  const speed = { published: 'deepseek-v3-on-h100-fp8-megatron-bridge' };
  const chip = 'nvidia-h100';
  const given = {
    model: 'deepseek-v3',
    tokens: 1e12,
    currency: 'USD',
    dtype: 'float8',
    reference: chip,
    candidates: [
      { chip, price: { perHour: 3 }, speed },
      {
        id: 'nvidia-b200',
        chip: 'nvidia-b200',
        price: { perHour: 6 },
        speed: { published: 'deepseek-v3-on-b200-fp8-megatron-bridge' },
      },
    ],
  };
  expect(headlineTexts(compared(given)).at(-1)).toContain('Biggest unknown: published speed of NVIDIA B200');
  // The same rows on both sides: no input of the speeds moves the saving, and the price is all there is.
  const offers = {
    ...given,
    candidates: [given.candidates[0], { ...given.candidates[0], id: 'offer', price: { perHour: 2 } }],
  };
  expect(headlineTexts(compared(offers)).at(-1)).toContain('Biggest unknown: rent of NVIDIA H100 SXM (offer)');
});

test('a value that its field cannot have is no value at which the saving is 0', () => {
  const [d, a] = CASE.candidates;
  const slow = {
    ...CASE,
    candidates: [
      { ...d, speed: { mfu: 0.9 } },
      { ...a, speed: { mfu: 0.1 } },
    ],
  };
  // D at 0.9 of 989 TFLOP/s for 10: A would have to reach 0.72 for 3. D would have to fall to 0.125.
  const moved = rowOf(compared(slow), A).sensitivity;
  expect(moved.find(({ input }) => input === `mfu/${A}`)?.savingIsZeroAt).toBeCloseTo(
    ((3 / 10) * (0.9 * 989)) / 370,
    9,
  );
  const costly = { ...slow, candidates: [slow.candidates[0], { ...slow.candidates[1], price: { perHour: 30 } }] };
  expect(rowOf(compared(costly), A).sensitivity.find(({ input }) => input === `mfu/${A}`)).toMatchObject({
    open: 'no interval',
    savingIsZeroAt: null,
  });
});
