/** What goes into one file, and what its pages share. */
import { describe, expect, test } from 'vitest';
import { thatFit } from '../../../../reports/pages/single/fit.ts';
import { sharedData } from '../../../../reports/pages/single/page-data.ts';

describe('what fits', () => {
  const script = new Map([['script', 50]]);

  test('is taken in order; a smaller one behind one that is too large still goes in', () => {
    const items = [60, 50, 40].map(bytes => ({ item: bytes, bytes }));
    expect(thatFit(items, 100)).toEqual([60, 40]);
  });

  test('counts what several items share with the first of them alone', () => {
    const items = ['a', 'b', 'c'].map(item => ({ item, bytes: 10, shared: script }));
    expect(thatFit(items, 80)).toEqual(['a', 'b', 'c']);
    expect(thatFit(items, 79)).toEqual(['a', 'b']);
  });

  test('does not count what only an item that is left out would bring in', () => {
    const items = [
      { item: 'plain', bytes: 10 },
      { item: 'calculator', bytes: 10, shared: new Map([['large', 900]]) },
      { item: 'charts', bytes: 10, shared: script },
    ];
    expect(thatFit(items, 70)).toEqual(['plain', 'charts']);
  });
});

describe('data of pages', () => {
  test('stand once where several pages have the same', () => {
    const words = { all: 'all', facets: ['model'] };
    const pages = [
      { path: 'a.html', data: { words, choices: [1] } },
      { path: 'b.html', data: { words: structuredClone(words) } },
    ];
    expect(sharedData(pages)).toEqual({ words, choices: [1] });
  });

  test('that differ under one id are refused, with both pages', () => {
    const pages = [
      { path: 'a.html', data: { words: 1 } },
      { path: 'b.html', data: { words: 2 } },
    ];
    expect(() => sharedData(pages)).toThrow('a.html and b.html give different data under the id words');
  });
});
