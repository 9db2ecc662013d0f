import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { observe } from '../../../reports/projection/observations.ts';
import { predicted, reachedShare } from '../../../reports/reference/reached.ts';
import { median } from '../../../results/statistics.ts';
import { fixtureCatalog } from '../fixture.ts';

const catalog = loadCatalog();
const seen = observe(catalog.anchors, catalog.chips).observations.map(({ anchor, requested }) => {
  const active = requested.query.model.activeParametersForFlops;
  const peak = requested.query.chip.peakFlops[requested.query.dtype] ?? Number.NaN;
  return {
    share: (6 * active * (anchor.tokensPerSecondPerDevice ?? Number.NaN)) / peak,
    publication: anchor.publication,
  };
});

describe('the share of a peak that training reaches', () => {
  test('is of the shares 0.5, 0.6 and 0.72 their geometric mean, between the ends of one more of them', () => {
    const reached = reachedShare(fixtureCatalog());
    // s = ln 1.2, t(0.975, 2) = 4.302653; the upper end is the peak.
    const low = 0.6 * Math.exp(-4.302653 * Math.log(1.2) * Math.sqrt(4 / 3));
    expect(reached).toMatchObject({ point: expect.closeTo(0.6, 6), low: expect.closeTo(low, 6), high: 1, anchors: 3 });
  });

  test('is as wide as what was published: it holds all but one of 45 shares, of which the bounds of before held 6', () => {
    const reached = reachedShare(catalog);
    expect(reached).toMatchObject({ anchors: 45, publications: 12 });
    if (reached === null) throw new Error('the catalog has anchors');
    const holds = (low: number, high: number) => seen.filter(({ share }) => low <= share && share <= high).length;
    expect(holds(reached.low, reached.high)).toBe(44);
    expect(holds(0.412, 1)).toBe(6);
    expect(median(seen.map(({ share }) => share))).toBeCloseTo(0.21, 2);
    expect([reached.point, reached.low, reached.high].map(share => share.toFixed(3))).toEqual([
      '0.231',
      '0.078',
      '0.683',
    ]);
  });

  test.each<[string, number, (row: (typeof seen)[number], i: number) => string]>([
    ['each anchor', 44, (_, i) => `${i}`],
    ['each publication', 43, ({ publication }) => publication],
  ])('holds about 95 %% of 45 that it was not shown, left out: %s, holds %i', (_, expected, groupOf) => {
    const groups = seen.map(groupOf);
    const held = seen.filter(({ share }, i) => {
      const { low, high } = predicted(
        seen.filter((_row, j) => groups[j] !== groups[i]).map(row => Math.log(row.share)),
      );
      return low <= share && share <= high;
    });
    expect(held).toHaveLength(expected);
    // The count that a report states is of single anchors.
    if (groups[0] === '0') expect(reachedShare(catalog)?.covered).toBe(held.length);
  });

  test('is not known from fewer than three', () => {
    const { models, anchors } = fixtureCatalog().anchors;
    const few = { ...fixtureCatalog(), anchors: { models, anchors: anchors.slice(1) } };
    expect(reachedShare(few)).toBeNull();
  });
});
