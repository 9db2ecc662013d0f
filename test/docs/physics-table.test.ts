import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHIP_CODES } from '../../reports/rows/physics.ts';
import { RECORD_CODES } from '../../results/physics/violations.ts';

test('docs/method/physics.md explains the code of every physics check, in the order of the tables, and no other', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/method/physics.md'), 'utf8');
  const explained = [...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code);
  expect(explained).toEqual([...RECORD_CODES, ...CHIP_CODES]);
});

test('no two physics checks share a code', () => {
  const codes = [...RECORD_CODES, ...CHIP_CODES];
  expect(new Set(codes).size).toBe(codes.length);
});
