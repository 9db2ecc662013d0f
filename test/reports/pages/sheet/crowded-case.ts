/** A case with more candidates and longer names than a page holds. */

/** Ten candidates with long names, ranges, stale quotes and a fleet: more than a page holds. */
export function crowded() {
  const name = (index: number) => `candidate-number-${index}-with-a-rather-long-name-of-its-own`;
  const source =
    'a quotation of a reseller far away, number 4711-A, valid to the end of the quarter, by mail and telephone';
  const chips = ['nvidia-a800', 'nvidia-h20', 'amd-mi300x', 'huawei-ascend-910b2', 'alibaba-thead-810e'];
  const candidates = [...chips, ...chips].map((chip, index) => ({
    id: name(index),
    chip,
    price: { perHour: { low: 5 + index, high: 8 + index }, source, date: '2025-03' },
    speed: { mfu: { low: 0.1, point: 0.2, high: 0.3 } },
  }));
  const reference = {
    chip: 'nvidia-h800',
    price: { perHour: { low: 20, high: 24 }, source, date: '2025-03' },
    speed: { mfu: 0.3 },
  };
  return {
    model: 'deepseek-v3',
    tokens: 14.8e12,
    currency: 'CNY',
    reference: 'nvidia-h800',
    deadline: { days: 60 },
    asOf: '2026-11-23',
    goodput: { low: 0.85, high: 0.95 },
    billed: 'reserved',
    utilisation: { low: 0.6, point: 0.7, high: 0.85 },
    candidates: [reference, ...candidates],
    fleets: [{ id: 'a-fleet-of-three-of-them', shares: { [name(0)]: 0.5, [name(1)]: 0.2, [name(2)]: 0.3 } }],
  };
}
