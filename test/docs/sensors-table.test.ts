/** docs/SENSORS.md names every source there is, in the order in which they are believed, and no other. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SOURCES } from '../../harness/vendors/sources.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/SENSORS.md'), 'utf8');

test('the table of sensors names every source once', () => {
  const rows = [...page.matchAll(/^\| `([\w-]+)` \|/gm)].map(match => match[1]);
  expect(rows).toEqual(SOURCES.map(({ id }) => id));
});
