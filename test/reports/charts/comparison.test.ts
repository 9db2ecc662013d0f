/** Charts of a comparison whose figures are worked out by hand: cost of D 10 ÷ 1000, of A 3 ÷ 400: a saving of a quarter. */
import { describe, expect, test } from 'vitest';
import { costParts } from '../../../reports/charts/comparison/cost-parts.ts';
import { frontier } from '../../../reports/charts/comparison/frontier.ts';
import { tornado } from '../../../reports/charts/comparison/tornado.ts';
import { compared } from '../case/compared.ts';

const D = 'ling-device-d';
const A = 'ling-device-a';
const comparison = compared({
  model: 'ling-plus',
  tokens: 1e12,
  currency: 'CNY',
  reference: D,
  samples: 64,
  candidates: [
    { chip: D, price: { perHour: 10 }, speed: { tokensPerSecond: 1000 } },
    { chip: A, price: { perHour: { low: 2.5, high: 3.5 } }, speed: { tokensPerSecond: { low: 350, high: 450 } } },
  ],
});
/** 10¹² tokens ÷ 1000 tokens/s ÷ 3600 s × 10 CNY. */
const COST_D = (1e12 / 1000 / 3600) * 10;

describe('what a cost is made of', () => {
  test('is the rent alone where chips are rented, in millions, with the interval of the total', () => {
    const plot = costParts(comparison);
    if (!plot.drawn || plot.kind !== 'stack') throw new Error('no stack');
    const marks = plot.groups.flatMap(({ marks }) => marks);
    expect(marks[0]).toMatchObject({
      segments: [{ name: 'rent', value: expect.closeTo(COST_D / 1e6, 9) }],
      total: { point: expect.closeTo(COST_D / 1e6, 9) },
    });
    expect(marks[0]?.label).toMatch(/, reference$/);
    expect(marks[1]?.segments).toEqual([{ name: 'rent', value: expect.closeTo((0.75 * COST_D) / 1e6, 9) }]);
    expect(marks[1]?.total?.high).toBeGreaterThan((0.75 * COST_D) / 1e6);
    expect(plot.axis).toBe('million CNY per 10¹² tokens');
    // One part explains nothing: the title states no finding.
    expect(plot.title).toBe('What the cost is made of');
  });

  test('is a sentence where nothing has a cost', () => {
    expect(costParts({ ...comparison, rows: [] })).toMatchObject({
      drawn: false,
      reason: 'Not drawn, because the cost of no offer is known.',
    });
  });

  test('names the greatest part of the cheapest offer where it has several', () => {
    const rows = comparison.rows.map(row => ({
      ...row,
      breakdown: [
        { part: 'rent' as const, costPerTrillionTokens: 3, share: 0.75 },
        { part: 'tax' as const, costPerTrillionTokens: 1, share: 0.25 },
      ],
    }));
    expect(costParts({ ...comparison, rows }).title).toMatch(/^Rent is 75 % of the cost on /);
    expect(costParts({ ...comparison, rows }, 'zh').title).toMatch(/的成本中，租金占 75%$/);
    // Of two offers of one chip the title says which.
    const alike = rows.map(row => ({ ...row, name: 'Chip' }));
    expect(costParts({ ...comparison, rows: alike }).title).toBe(`Rent is 75 % of the cost on Chip (${A})`);
  });
});

describe('cost against time', () => {
  test('has both offers on the frontier: one is cheaper, the other faster', () => {
    const plot = frontier(comparison);
    if (!plot.drawn || plot.kind !== 'scatter') throw new Error('no scatter');
    expect(plot.offers.map(({ onFrontier, x }) => [onFrontier, x.point])).toEqual([
      [true, expect.closeTo(1e12 / 1000 / 3600, 6)],
      [true, expect.closeTo(1e12 / 400 / 3600, 6)],
    ]);
    expect(plot.acrossAxis).toBe('Device-hours per 10¹² tokens');
    expect(plot.title).toMatch(/^Cost against time: on the frontier .+, .+$/);
  });

  test('is a sentence for one offer, which nothing is set against', () => {
    expect(frontier({ ...comparison, rows: comparison.rows.slice(0, 1) })).toMatchObject({ drawn: false });
  });
});

describe('the tornado of a saving of 25 %', () => {
  test('goes from 35 to 15 % by the rent from 2.6 to 3.4, which moves it most', () => {
    const plot = tornado(comparison, A);
    if (!plot.drawn || plot.kind !== 'tornado') throw new Error('no tornado');
    expect(plot.base).toBeCloseTo(25, 9);
    expect(plot.swings[0]).toEqual({
      label: expect.stringContaining('rent of'),
      atLow: expect.closeTo(35, 9),
      atHigh: expect.closeTo(15, 9),
      lowText: '2.6 CNY/h',
      highText: '3.4 CNY/h',
    });
    expect(plot.title).toMatch(/^Rent of .+ moves the saving of .+ most$/);
  });

  test('leaves out inputs without a spread: the rent and the speed of D', () => {
    const plot = tornado(comparison, A);
    if (!plot.drawn || plot.kind !== 'tornado') throw new Error('no tornado');
    expect(plot.swings).toHaveLength(2);
  });

  test('is a sentence for the reference, and for an offer that is not there', () => {
    for (const id of [D, 'nobody']) expect(tornado(comparison, id)).toMatchObject({ drawn: false });
  });
});

test.each([
  [12, []],
  [13, ['1 more input moves it less.']],
  [15, ['3 more inputs move it less.']],
])('of %i inputs a tornado draws the twelve that move most, and counts the others', (count, more) => {
  const [found] = comparison.rows.flatMap(({ sensitivity }) => sensitivity.filter(({ spread }) => spread !== null));
  if (found === undefined) throw new Error('an input has a spread');
  const rows = comparison.rows.map(row => ({
    ...row,
    sensitivity: Array.from({ length: count }, (_, index) => ({
      ...found,
      spread: { low: 1, high: 2, savingAtLow: 0, savingAtHigh: (index + 1) / 100 },
    })),
  }));
  const plot = tornado({ ...comparison, rows }, A);
  if (!plot.drawn || plot.kind !== 'tornado') throw new Error('no tornado');
  expect(plot.swings.map(({ atHigh }) => Math.round(atHigh))).toEqual(
    Array.from({ length: 12 }, (_, index) => count - index),
  );
  expect(plot.caption.slice(1)).toEqual(more);
});
