/** One convention for less and more: a share is never negative, and its side is a word. */
import { expect, test } from 'vitest';
import {
  chanceCell,
  chanceText,
  differenceEnds,
  differenceText,
  savedText,
} from '../../../reports/words/difference-text.ts';

test.each([
  [0.197, '19.7 % less'],
  [-2.81, '281 % more'],
  [-0.413, '41.3 % more'],
  [0, '0 % less'],
])('a saving of %d is %s', (saving, text) => {
  expect(differenceText(saving)).toBe(text);
});

test.each([
  [{ low: 0.05, high: 0.33 }, '5 to 33 % less'],
  [{ low: -1.75, high: -0.453 }, '45.3 to 175 % more'],
  [{ low: -0.836, high: 0.649 }, '64.9 % less to 83.6 % more'],
  [{ low: 0.2, high: 0.2 }, null],
])('the ends %o are %s', (ends, text) => {
  expect(differenceEnds(ends)).toBe(text);
});

test('an amount saved has no sign', () => {
  expect(savedText(11_700_000, 'CNY')).toBe('11.7 million CNY less');
  expect(savedText(-24_500_000, 'CNY')).toBe('24.5 million CNY more');
  expect(savedText(-940, 'USD')).toBe('940 USD more');
});

test('samples alone make nothing certain', () => {
  expect([0, 0.0004, 0.5, 0.9996, 1].map(chance => chanceText(chance))).toEqual([
    'below 0.1 %',
    'below 0.1 %',
    '50 %',
    'above 99.9 %',
    'above 99.9 %',
  ]);
  expect(chanceCell({ available: true, value: 1 })).toBe('> 99.9');
  expect(chanceCell({ available: true, value: 0.1 + 0.2 })).toBe('30');
  expect(chanceCell({ available: false, code: 'probability-without-interval', values: {} })).toBeNull();
});
