import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROMISES } from '../../results/verify/promise.ts';

test('docs/method/verify.md has a row for every promise of a record, in the order in which verify prints them', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/method/verify.md'), 'utf8');
  const [, rows = ''] = text.split('| promise | holds where | not known where |\n| --- | --- | --- |\n');
  const [table = ''] = rows.split('\n\n');
  expect([...table.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, promise]) => promise)).toEqual(PROMISES);
});
