import { describe, expect, it } from 'vitest';
import { capacityOf, dispatchShares, rowsKept } from '../../../../suites/moe/routing/capacity.ts';
import { forcedExperts } from '../../../../suites/moe/routing/routing.ts';
import { resolveLayer } from '../../../../suites/resolve.ts';

const layer = (routing: string, dispatch: string, scale: Readonly<Record<string, number>>) =>
  resolveLayer({ model: 'mixtral-8x7b', pass: 'forward', dtype: 'float32', seed: 1, routing, dispatch, scale });

describe('what a capacity drops and pads', () => {
  it('is what a count by hand finds, zipf:1.2 at capacity:1.25', () => {
    const workload = layer('zipf:1.2', 'capacity:1.25', { tokens: 8, experts: 4, topK: 2 });
    const pairs = '0 3  2 1  0 1  2 0  1 2  0 1  0 1  2 1';
    expect([...(forcedExperts(workload) ?? [])]).toEqual(pairs.split(/ +/).map(Number));
    // C = ⌈1.25·8·2 ÷ 4⌉ = 5. Named: expert 0 five times, 1 six, 2 four, 3 once. One pair of 16 is dropped, the last to name
    // expert 1; of 20 rows 5 + 5 + 4 + 1 = 15 are kept and 5 are padding.
    expect(capacityOf(workload)).toBe(5);
    expect(rowsKept(workload)).toBe(15);
    expect(dispatchShares(workload)).toEqual({ droppedShare: 1 / 16, paddedShare: 5 / 20 });
  });

  it('is what walking through all pairs finds, at the size that is timed', () => {
    const workload = layer('zipf:1.2', 'capacity:1.25', { tokens: 4096, experts: 64, topK: 6 });
    const room = new Map<number, number>();
    let dropped = 0;
    for (const expert of forcedExperts(workload) ?? []) {
      const left = room.get(expert) ?? 480;
      if (left === 0) dropped += 1;
      else room.set(expert, left - 1);
    }
    expect(capacityOf(workload)).toBe(480);
    expect(dispatchShares(workload)?.droppedShare).toBeCloseTo(dropped / (4096 * 6), 12);
    expect(dispatchShares(workload)?.paddedShare).toBeCloseTo(1 - (4096 * 6 - dropped) / (64 * 480), 12);
    expect(dropped).toBeGreaterThan(0);
  });

  it('is nothing when dropless, and not known when the router decides', () => {
    const scale = { tokens: 8, experts: 4, topK: 2 };
    expect(dispatchShares(layer('learned', 'dropless', scale))).toEqual({ droppedShare: 0, paddedShare: 0 });
    expect(dispatchShares(layer('learned', 'capacity:1', scale))).toBeNull();
    expect(dispatchShares(layer('balanced', 'capacity:1', scale))).toEqual({ droppedShare: 0, paddedShare: 0 });
  });

  it('leaves room for one row at least, and rounds no further than to a whole row', () => {
    expect(capacityOf(layer('balanced', 'capacity:0.01', { tokens: 8, experts: 4, topK: 2 }))).toBe(1);
    expect(capacityOf(layer('balanced', 'capacity:1.25', { tokens: 9, experts: 4, topK: 2 }))).toBe(6);
  });
});
