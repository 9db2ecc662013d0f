import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { variabilitySchema } from '../../../reports/catalog/variability.ts';
import { boardSpread, expectedRange, standardDeviationOf } from '../../../reports/spread/board-spread.ts';
import { boardsDiffer } from '../fixture.ts';

describe('a standard deviation', () => {
  test.each([
    // d₂ of control charts (ASTM E2587).
    [2, 1.128],
    [5, 2.326],
    [10, 3.078],
    [25, 3.931],
  ])('of a range of %i normal values: their range is expected to be %d of it', (n, d2) => {
    expect(expectedRange(n)).toBeCloseTo(d2, 3);
  });

  test('of whiskers is a 5.396th of what lies between them: 4 interquartile ranges of 1.349', () => {
    expect(standardDeviationOf({ ...boardsDiffer, share: 0.22 })).toBeCloseTo(0.22 / 5.3959, 6);
  });

  test('of a range is smaller the more boards it is of', () => {
    const range = (boards: number) => standardDeviationOf({ ...boardsDiffer, form: 'range', share: 0.345, boards });
    expect(range(259)).toBeLessThan(range(10));
    expect(range(259)).toBeCloseTo(0.0609, 4);
  });
});

describe('what boards differ by', () => {
  test('as shipped is 6.7 % between boards and 4.1 % between runs, as the docs say', () => {
    const { board, run } = boardSpread(loadCatalog());
    expect(board).toBeCloseTo(0.0673, 4);
    expect(run).toBeCloseTo(0.0408, 4);
  });

  test('is not known without a row, nor by rows that nobody vouches for', () => {
    expect(boardSpread({ variability: [] })).toEqual({ board: null, run: null });
    expect(boardSpread({ variability: [{ ...boardsDiffer, confidence: 'low' }] })).toEqual({ board: null, run: null });
  });

  test('between clouds says nothing of runs of one board', () => {
    expect(boardSpread({ variability: [{ ...boardsDiffer, where: 'clouds' }] })).toMatchObject({ run: null });
  });
});

describe('the rows of variability.json', () => {
  test('are sourced, dated and vouched for', () => {
    expect(loadCatalog().variability.map(({ id }) => id)).toEqual([
      'sc22-five-centres',
      'h100-pcie-clouds',
      'h200-sxm-clouds',
    ]);
    for (const { source, date } of loadCatalog().variability) expect(`${source} ${date}`).toMatch(/\S+ 20\d\d/);
  });

  test.each([
    ['a range of an unknown number of boards', { form: 'range', boards: null }],
    ['no spread at all', { share: 0 }],
    ['no source', { source: '' }],
    ['a confidence of its own making', { confidence: 'certain' }],
  ])('are refused with %s', (_, changes) => {
    expect(variabilitySchema.safeParse({ ...boardsDiffer, ...changes }).success).toBe(false);
  });
});
