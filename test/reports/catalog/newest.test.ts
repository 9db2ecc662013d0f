import { expect, test } from 'vitest';
import { newestFirst } from '../../../reports/catalog/newest.ts';

test('a price of the user’s file is used before a newer one of the market, and of equal dates the first stays first', () => {
  const rows = [
    { id: 'market 2024', date: '2024' },
    { id: 'market May', date: '2025-05' },
    { id: 'market May, another', date: '2025-05' },
    { id: 'market 2 May', date: '2025-05-02' },
    { id: 'mine', date: '2023', overlay: 'mine.yaml' },
  ];
  expect(newestFirst(rows).map(({ id }) => id)).toEqual([
    'mine',
    'market 2 May',
    'market May',
    'market May, another',
    'market 2024',
  ]);
});
