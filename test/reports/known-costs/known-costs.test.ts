import { describe, expect, test } from 'vitest';
import { trainedModel, trainingOf } from '../../../harness/commands/options/trained-model.ts';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { isAbsent } from '../../../reports/figure.ts';
import { type KnownCostsAsk, knownCosts, SHOWN_CHIPS } from '../../../reports/known-costs/known-costs.ts';
import type { TrainingCosts } from '../../../reports/known-costs/schema.ts';
import { linked, type Made, madeAsk, publishedRun, rate, rent, trained } from './made-costs.ts';

function costsOf(ask: KnownCostsAsk): TrainingCosts {
  const costs = knownCosts(ask);
  if (!costs.available) throw new Error(costs.code);
  return costs;
}

/** `[chip, million per 10¹² tokens, verdict]`. */
const rowsOf = ({ comparison: { rows } }: TrainingCosts) =>
  rows.map(({ id, costPerTrillionTokens: cost, verdict }) => [
    id,
    cost.available ? Number((cost.point / 1e6).toFixed(4)) : null,
    verdict,
  ]);

const two: Made = {
  chips: [linked('nvidia-h800'), linked('acme-one')],
  prices: [rent('nvidia-h800', 7.2), rent('acme-one', 1.8)],
  projected: { 'nvidia-h800': 1000, 'acme-one': 500 },
};

describe('the known cost of training', () => {
  test('is rent times device-hours, the lowest cost first, compared with the reference', () => {
    // 10¹² ÷ (3600 × 1000) = 277,778 h × 7.2 = 2 million; 555,556 h × 1.8 = 1 million.
    const costs = costsOf(madeAsk(two));
    expect(rowsOf(costs)).toEqual([
      ['acme-one', 1, 'cheaper'],
      ['nvidia-h800', 2, 'not separable'],
    ]);
    expect(costs.comparison).toMatchObject({ currency: 'CNY', tokens: 1e12, reference: 'nvidia-h800' });
    expect(costs.comparison.rows[0]?.saving).toMatchObject({ available: true, point: 0.5 });
    expect(costs).toMatchObject({ priceKind: 'rent-on-demand', prices: { from: '2026-03', to: '2026-03', stale: 0 } });
    expect([costs.further, costs.leftOut, costs.rates]).toEqual([[], [], []]);
  });

  test('takes a published speed before a projected one, and then has no verdict by one publication', () => {
    const anchors = [publishedRun('acme-one', 400)];
    const costs = costsOf(madeAsk({ ...two, anchors }));
    expect(rowsOf(costs)).toEqual([
      ['acme-one', 1.25, 'no interval'],
      ['nvidia-h800', 2, 'not separable'],
    ]);
    expect(costs.comparison.rows.map(({ basis }) => basis)).toEqual(['published', 'projected']);
  });

  test('takes no speed that its source derived from a cost', () => {
    const anchors = [{ ...publishedRun('acme-one', 250), derivation: 'derived-from-cost' as const }];
    expect(rowsOf(costsOf(madeAsk({ ...two, anchors })))[0]).toEqual(['acme-one', 1, 'cheaper']);
  });

  test('exchanges foreign rents at the newest rate that is not younger than the day', () => {
    const made: Made = {
      ...two,
      prices: [rent('nvidia-h800', 7.2), rent('acme-one', 0.25, { currency: 'USD' })],
      rates: [rate('USD', 'CNY', 7.2, '2026-03-30'), rate('USD', 'CNY', 9, '2026-05-01')],
    };
    // 555,556 h × 0.25 × 7.2 = 1 million.
    expect(rowsOf(costsOf(madeAsk(made)))[0]).toEqual(['acme-one', 1, 'cheaper']);
    const stale: Made = {
      ...made,
      chips: [...made.chips, linked('acme-two')],
      prices: [...made.prices, rent('acme-two', 3.6)],
      rates: [rate('USD', 'CNY', 7.2, '2025-09-01')],
      projected: { ...made.projected, 'acme-two': 500 },
    };
    const costs = costsOf(madeAsk(stale));
    expect(rowsOf(costs).map(([id]) => id)).toEqual(['nvidia-h800', 'acme-two']);
    expect(costs.leftOut).toEqual([
      { code: 'left-out-without-rate', values: { chips: ['ACME-ONE'], currency: 'CNY' } },
    ]);
  });

  test('leaves out chips without a speed, and those beyond what the projection has learned from, each with the reason', () => {
    const made: Made = {
      chips: [
        linked('nvidia-h800', { interconnectBidirectionalBytesPerSecond: null }),
        linked('acme-one'),
        linked('acme-card', { interconnectBidirectionalBytesPerSecond: null }),
        linked('acme-bus', { interconnectBidirectionalBytesPerSecond: 128e9 }),
        linked('acme-small', { memoryBytes: 24e9 }),
        linked('acme-unknown'),
        linked('acme-told', { interconnectBidirectionalBytesPerSecond: null }),
      ],
      prices: ['nvidia-h800', 'acme-one', 'acme-card', 'acme-bus', 'acme-small', 'acme-unknown', 'acme-told'].map(
        chip => rent(chip, 7.2),
      ),
      anchors: [publishedRun('acme-one', 1000), publishedRun('acme-told', 1000)],
      projected: { 'nvidia-h800': 1000, 'acme-card': 1e6, 'acme-bus': 1e6, 'acme-small': 1e6 },
    };
    const costs = costsOf(madeAsk(made));
    // The reference is asked for, and a published speed is one whatever the link.
    expect(rowsOf(costs).map(([id]) => id)).toEqual(['nvidia-h800', 'acme-one', 'acme-told']);
    expect(costs.leftOut).toEqual([
      {
        code: 'left-out-by-link',
        values: { chips: ['ACME-CARD', 'ACME-BUS'], dtype: 'bfloat16', leastGigabytes: 400 },
      },
      { code: 'left-out-by-memory', values: { chips: ['ACME-SMALL'], dtype: 'bfloat16', leastGigabytes: 80 } },
      { code: 'left-out-without-speed', values: { chips: ['ACME-UNKNOWN'], dtype: 'bfloat16' } },
    ]);
  });

  test('compares the reference and the chips of the lowest costs, and counts the others, which it does not judge', () => {
    const ids = Array.from({ length: 14 }, (_, n) => `acme-${n + 1}`);
    const made: Made = {
      chips: [linked('nvidia-h800'), ...ids.map(id => linked(id))],
      // The reference costs most of all.
      prices: [rent('nvidia-h800', 100), ...ids.map((id, n) => rent(id, 14 - n))],
      projected: Object.fromEntries(['nvidia-h800', ...ids].map(id => [id, 1000])),
    };
    const costs = costsOf(madeAsk(made));
    expect(SHOWN_CHIPS).toBe(12);
    expect(rowsOf(costs).map(([id]) => id)).toEqual([
      ...Array.from({ length: 11 }, (_, n) => `acme-${14 - n}`),
      'nvidia-h800',
    ]);
    // 277,778 h × 12, 13 and 14.
    expect(costs.further.map(({ chip, costPerTrillionTokens: cost }) => [chip, Math.round(cost / 1e4)])).toEqual([
      ['acme-3', 333],
      ['acme-2', 361],
      ['acme-1', 389],
    ]);
  });

  test.each<[string, Partial<KnownCostsAsk>, Partial<Made>, string]>([
    ['a rent of the reference', {}, { prices: [rent('acme-one', 1)] }, 'reference-without-rent'],
    [
      'a rent of it that anybody can take',
      {},
      { prices: [rent('nvidia-h800', 1, { kind: 'assumed' })] },
      'reference-without-rent',
    ],
    ['a speed of the reference', {}, { projected: { 'acme-one': 500 } }, 'reference-without-known-cost'],
    ['a chip beside it', {}, { prices: [rent('nvidia-h800', 7.2)] }, 'nothing-beside-reference'],
    ['any price', {}, { prices: [] }, 'reference-without-rent'],
  ])('is not known without %s, and says so', (_, changes, made, code) => {
    expect(knownCosts(madeAsk({ ...two, ...made }, changes))).toMatchObject({ available: false, code });
  });

  test('counts ages from the newest price where no day is asked for', () => {
    const prices = [rent('nvidia-h800', 7.2, { date: '2026-09-30' }), rent('acme-one', 1.8, { date: '2026-01' })];
    const costs = costsOf(madeAsk({ ...two, prices }, { asOf: null }));
    expect(costs.comparison.asOf).toBe('2026-09-30');
    expect(costs.prices).toEqual({ from: '2026-01', to: '2026-09-30', stale: 1 });
  });
});

test('the same question has the same answer, byte for byte', () => {
  const [first, second] = [two, two].map(made => JSON.stringify(knownCosts(madeAsk(made))));
  expect(first).toBe(second);
});

describe('of the shipped catalog', () => {
  const catalog = loadCatalog();
  const ask = (reference: string, model: string): KnownCostsAsk => {
    const chip = catalog.chips.find(({ id }) => id === reference);
    if (chip === undefined) throw new Error(reference);
    return { catalog, reference: chip, asOf: '2026-11-26', ...trainingOf(trainedModel(model), catalog) };
  };

  test.each([
    ['nvidia-h800', 'ling-plus'],
    ['huawei-ascend-910c', 'deepseek-v3'],
  ])('every row beside %s training %s costs rent times rate times device-hours', (reference, model) => {
    const { comparison, rates } = costsOf(ask(reference, model));
    expect(comparison.rows.length).toBeGreaterThan(2);
    // A card without a fast link is never among the cheapest ways to train.
    expect(comparison.rows.map(({ id }) => id)).not.toContain('nvidia-rtx-4090');
    expect(comparison.rows.map(({ isReference }) => isReference).filter(Boolean)).toHaveLength(1);
    for (const { id, grounds, tokensPerSecondPerDevice: speed, costPerTrillionTokens: cost } of comparison.rows) {
      const price = grounds.find(({ basis }) => basis === 'catalog');
      if (price === undefined || !speed.available || !cost.available) throw new Error(id);
      const currency = price.unit.slice(0, 3);
      const exchanged =
        currency === comparison.currency ? 1 : (rates.find(({ from }) => from === currency)?.rate ?? NaN);
      expect(cost.point / ((1e12 / (3600 * speed.point)) * price.point * exchanged), id).toBeCloseTo(1, 9);
      expect(cost.low < cost.point && cost.point < cost.high, id).toBe(true);
    }
  });

  test('a model whose active parameters nobody knows has no projected cost, and says why', () => {
    const unknown = {
      ...trained,
      block: null,
      parameters: { ...trained.parameters, activeBillion: null, totalBillion: null },
    };
    const costs = knownCosts({ ...ask('nvidia-h800', 'ling-plus'), model: unknown });
    expect(isAbsent(costs) && costs.code).toBe('reference-without-known-cost');
  });
});
