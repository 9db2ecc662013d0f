import { describe, expect, test } from 'vitest';
import { chipRowSchema } from '../../../reports/catalog/catalog.ts';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { priceRowSchema } from '../../../reports/catalog/price.ts';
import { checkRows } from '../../../reports/catalog/row.ts';

const catalog = loadCatalog();
const chip = (id: string) => catalog.chips.find(row => row.id === id);

/** Ratios FP8 ÷ BF16 that are not 2, each for a reason the row states or its data sheet shows. */
const UNUSUAL_FLOAT8 = new Set([
  'moore-threads-s5000',
  'intel-gaudi3',
  'google-tpu-v6e',
  'huawei-ascend-950pr',
  'huawei-ascend-950dt',
]);

describe('the chip catalog', () => {
  test('holds 75 chips and dies, and the five devices of the Ling paper, each id once', () => {
    expect(catalog.chips).toHaveLength(80);
    expect(new Set(catalog.chips.map(row => row.id)).size).toBe(80);
    expect(catalog.chips.filter(row => row.id.startsWith('ling-device-'))).toHaveLength(5);
  });

  test('gives the reference chip its dense peaks', () => {
    expect(chip('nvidia-h800')?.peakFlops).toEqual({
      float32: 59.3e12,
      tf32: 454.5e12,
      bfloat16: 989e12,
      float16: 989e12,
      float8: 1979e12,
    });
    expect(chip('nvidia-h800')?.memoryBytesPerSecond).toBe(3.35e12);
  });

  test('holds dense peaks: FP8 is twice BF16 within 3 %, except where a row says otherwise', () => {
    const odd = catalog.chips.filter(({ id, peakFlops: { bfloat16, float8 } }) => {
      if (bfloat16 === null || float8 === null || UNUSUAL_FLOAT8.has(id)) return false;
      return Math.abs(float8 / bfloat16 / 2 - 1) > 0.03;
    });
    expect(odd.map(row => row.id)).toEqual([]);
  });

  test('never gives float32 the TF32 peak of an NVIDIA data-centre chip', () => {
    for (const id of ['nvidia-a100', 'nvidia-h100', 'nvidia-h800', 'nvidia-h20', 'nvidia-h200', 'nvidia-b200']) {
      const peaks = chip(id)?.peakFlops;
      expect(peaks?.float32).toBeLessThan(peaks?.tf32 ?? 0);
    }
  });

  test('never merges a Ling device with a real chip', () => {
    for (const row of catalog.chips.filter(one => one.id.startsWith('ling-device-'))) expect(row.match).toEqual([]);
  });

  test('passes a Ling price on to a real chip only as an inference of low confidence', () => {
    const fair = catalog.prices.filter(price => price.kind === 'fair');
    const own = fair.filter(price => price.chip.startsWith('ling-device-'));
    expect(own.map(price => [price.chip, price.low])).toEqual([
      ['ling-device-a', 7],
      ['ling-device-b', 4.5],
      ['ling-device-c', 10],
      ['ling-device-d', 27.5],
      ['ling-device-e', 5.64],
    ]);
    for (const price of fair.filter(row => !own.includes(row))) {
      expect(price).toMatchObject({ confidence: 'low', source: expect.stringContaining('is inferred') });
      expect(own.map(row => row.low)).toContain(price.low);
    }
  });
});

describe('prices', () => {
  test('every price belongs to a chip, once per kind, unit, offer, currency and date', () => {
    const ids = new Set(catalog.chips.map(row => row.id));
    for (const price of catalog.prices) expect(ids).toContain(price.chip);
    const keys = catalog.prices.map(({ chip: id, kind, quoted, offer, currency, date }) =>
      [id, kind, quoted?.per, offer, currency, date].join(),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('a wrong row is named, with what is wrong', () => {
    const row = { ...catalog.prices[0], low: -2 };
    expect(() => checkRows('prices.json', priceRowSchema, [catalog.prices[1], row])).toThrow(
      /^prices\.json row 2 \(nvidia-a100\): low: /,
    );
  });

  test.each([
    [{ currency: 'yuan' }, 'currency: give a currency by its three letters, as CNY'],
    [{ currency: 'CNX' }, 'currency: no such currency; give its three letters, as CNY'],
    [{ low: 3, high: 2 }, 'low is above high'],
    [{ date: 'last year' }, 'date: give a date as 2025, 2025-03 or 2025-03-17'],
  ])('a row of %j is refused with what to give', (wrong, message) => {
    expect(() => checkRows('prices.json', priceRowSchema, [{ ...catalog.prices[0], ...wrong }])).toThrow(message);
  });

  test('a list price buys the chip of its row: that of the A100 of 40 GB is not that of 80', () => {
    expect(catalog.prices.filter(({ chip: id, kind }) => id === 'nvidia-a100' && kind === 'list')).toEqual([]);
  });
});

test('a pattern that is no regular expression is refused with its row', () => {
  const row = { ...catalog.chips[0], match: ['('] };
  expect(() => checkRows('chips.json', chipRowSchema, [row])).toThrow(
    'chips.json row 1 (nvidia-a100): match.0: no regular expression',
  );
});
