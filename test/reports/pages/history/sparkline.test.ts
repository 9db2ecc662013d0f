import { expect, test } from 'vitest';
import { sparkline } from '../../../../reports/pages/history/sparkline.ts';

const pathOf = (values: readonly (number | null)[]): string | undefined =>
  / d="([^"]*)"/.exec(sparkline(values)?.html ?? '')?.[1];

test('the greatest value lies at the top and the least at the bottom', () => {
  expect(pathOf([1, 2, 3])).toBe('M2.0 26.0L60.0 14.0L118.0 2.0');
});

test('a missing night is a gap', () => {
  expect(pathOf([1, null, 3])).toBe('M2.0 26.0M118.0 2.0');
});

test('a series that never moves lies in the middle', () => {
  expect(pathOf([5, 5])).toBe('M2.0 14.0L118.0 14.0');
});

test('with a single value there is no line', () => {
  expect(sparkline([5, null])).toBeNull();
});
