import { expect, test } from 'vitest';
import { keepOf } from '../../../../harness/commands/prune/prune.ts';

test('--keep is a number of runs, or of days', () => {
  expect(keepOf('30')).toEqual({ runs: 30 });
  expect(keepOf('90d')).toEqual({ days: 90 });
  expect(keepOf('1')).toEqual({ runs: 1 });
});

test.each([
  '0',
  '-1',
  'abc',
  '1.5',
  '',
  ' 3',
  '3\n',
  '0d',
  '-3d',
  '1e3',
  '3 d',
  '90D',
  '10y',
  '٣',
  '1000000',
  'NaN',
  '+5',
])('--keep %j is refused, with what to give', written => {
  expect(() => keepOf(written)).toThrow(
    `--keep is '${written}'; give a number of runs as 30, or of days as 90d (1 to 999999)`,
  );
});
