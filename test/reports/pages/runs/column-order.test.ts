import { expect, test } from 'vitest';
import { inReadingOrder } from '../../../../reports/pages/runs/column-order.ts';

test('what people read comes first, the ends of an interval behind their figure, ids last', () => {
  const [row] = inReadingOrder([
    {
      run: 'r',
      workload_sha256: 'h',
      step_ms: 5,
      step_ms_low: 4,
      warnings: '',
      device: 'd',
      work: 'w',
      workload: 'id',
    },
  ]);
  expect(Object.keys(row ?? {})).toEqual([
    'work',
    'device',
    'step_ms',
    'step_ms_low',
    'warnings',
    'run',
    'workload',
    'workload_sha256',
  ]);
});

test('a column that a later row alone has does not stand behind the ids, and no cell is lost', () => {
  const rows = inReadingOrder([{ run: 'r' }, { run: 's', scope: 'layer', chip: 'c' }]);
  expect(rows.map(row => Object.entries(row))).toEqual([
    [
      ['chip', null],
      ['scope', null],
      ['run', 'r'],
    ],
    [
      ['chip', 'c'],
      ['scope', 'layer'],
      ['run', 's'],
    ],
  ]);
});
