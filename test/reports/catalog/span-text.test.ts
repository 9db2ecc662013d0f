/** Amounts from and to, with as many digits at both ends. */
import { expect, test } from 'vitest';
import { marketSpanText, spanText } from '../../../reports/catalog/span-text.ts';

test.each([
  [5.15, 7.8, '5.15–7.80'],
  [11.83, 25, '11.83–25.00'],
  [1.1378, 1.1378, '1.1378'],
  [7, 7, '7'],
  [45_000, 64_000, '45,000–64,000'],
  // 45,000 ÷ (8 × 730.5): converted, so four digits.
  [45_000 / 5844, 45_000 / 5844, '7.7'],
])('%d to %d as it was offered is %s', (low, high, text) => {
  expect(spanText(low, high)).toBe(text);
});

test.each([
  [1.1378, 3.431, '1.14–3.43'],
  [2.5, 2.5, '2.50'],
  [14_500, 25_000.4, '14,500–25,000'],
])('%d to %d of several prices is %s', (low, high, text) => {
  expect(marketSpanText(low, high)).toBe(text);
});
