import { describe, expect, test } from 'vitest';
import { knownCosts } from '../../../reports/known-costs/known-costs.ts';
import type { TrainingCosts } from '../../../reports/known-costs/schema.ts';
import {
  furtherText,
  instrumentText,
  knownCostsLabel,
  knownCostTexts,
  verdictNotes,
} from '../../../reports/words/report/known-costs-text.ts';
import { linked, type Made, madeAsk, publishedRun, rate, rent } from '../known-costs/made-costs.ts';

function costsOf(made: Made): TrainingCosts {
  const costs = knownCosts(madeAsk(made));
  if (!costs.available) throw new Error(costs.code);
  return costs;
}

const made: Made = {
  chips: [linked('nvidia-h800'), linked('acme-one'), linked('acme-two')],
  prices: [
    rent('nvidia-h800', 7.2),
    rent('acme-one', 0.3, { currency: 'USD', date: '2026-02-10' }),
    rent('acme-two', 7.2),
  ],
  rates: [rate('USD', 'CNY', 7.2, '2026-03-30')],
  projected: { 'nvidia-h800': 1000, 'acme-one': 500, 'acme-two': 500 },
};

describe('what training costs by what others published', () => {
  test('begins with the words that nothing was measured, then the verdicts, then the amounts', () => {
    expect(knownCostTexts(costsOf(made))).toEqual([
      'Not measured here: by projected speeds, 1 of 2 chips is cheaper than NVIDIA-H800 for training Toy: ACME-ONE; 1 costs more.',
      '1 × 10¹² tokens on NVIDIA-H800 cost 2 million CNY; on ACME-ONE, whose cost is the lowest, 1.2 million CNY: 40 % less.',
    ]);
  });

  test('calls no chip cheaper where none is', () => {
    const anchors = [publishedRun('acme-one', 500)];
    const [first] = knownCostTexts(costsOf({ ...made, anchors }));
    expect(first).toBe(
      'Not measured here: by published and projected speeds, none of 2 chips is called cheaper than NVIDIA-H800 for training Toy; 1 costs more, 1 has no verdict.',
    );
  });

  test('names four chips at most, and counts the others', () => {
    const ids = Array.from({ length: 6 }, (_, n) => `acme-${n + 1}`);
    const costs = costsOf({
      chips: [linked('nvidia-h800'), ...ids.map(id => linked(id))],
      prices: [rent('nvidia-h800', 10), ...ids.map((id, n) => rent(id, n + 1))],
      projected: Object.fromEntries(['nvidia-h800', ...ids].map(id => [id, 1000])),
    });
    expect(knownCostTexts(costs)[0]).toMatch(
      /6 of 6 chips are cheaper .*: ACME-1, ACME-2, ACME-3, ACME-4 and 2 more\.$/,
    );
  });

  test('says why a verdict is missing', () => {
    const costs = costsOf({ ...made, anchors: [publishedRun('acme-one', 500)] });
    expect(verdictNotes(costs)).toEqual([expect.stringContaining('one publication is no interval')]);
    expect(verdictNotes(costsOf(made))).toEqual([]);
  });

  test('stands under a label: speeds, days of the prices, their kind, rates', () => {
    expect(knownCostsLabel(costsOf(made))).toBe(
      'Not measured here: projected speeds in bfloat16, catalog prices of 2026-02-10 to 2026-03 (rent on demand; USD at 7.2 CNY of 2026-03-30).',
    );
    const old = { ...made, prices: made.prices.map(price => ({ ...price, date: '2025-01' })) };
    expect(knownCostsLabel(costsOf(old))).toContain('catalog prices of 2025-01, 3 of them stale');
  });

  test('names the chips that are not judged, and nothing where there are none', () => {
    const costs = costsOf(made);
    expect(furtherText(costs)).toBeNull();
    const further = [{ chip: 'acme-three', name: 'ACME-THREE', costPerTrillionTokens: 5.12e6 }];
    expect(furtherText({ ...costs, further })).toBe(
      'Not judged, because they cost more by their points: ACME-THREE 5.12 million CNY.',
    );
  });
});

test('a machine on which no accelerator was measured proves that the measurements are right, with how many there are', () => {
  const text = (timedCells: number, workloads: number, machines = 1) =>
    instrumentText({ onHostAlone: true, machines, timedCells, workloads });
  expect(text(24, 3)).toBe(
    'No accelerator was measured. This machine proves that moebench measures correctly: 24 timings of 3 workloads on its processor, with a proof of the results. The costs of other chips show what a comparison looks like.',
  );
  expect(text(1, 1)).toContain('1 timing of 1 workload on');
  expect(text(24, 3, 2)).toContain(
    'These machines prove that moebench measures correctly: 24 timings of 3 workloads on their processors',
  );
  expect(text(0, 0)).toBe('No timing has a proof of its results, and no accelerator was measured.');
});
