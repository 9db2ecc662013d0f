import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noteText } from '../../results/note-text.ts';
import { UNPROVEN_CODES } from '../../results/schema/note-codes.ts';

test('docs/method/evidence.md explains each code of an unproven cell, in the order of the checks, and no other', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/method/evidence.md'), 'utf8');
  const explained = [...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code);
  expect(explained).toEqual([...UNPROVEN_CODES]);
});

test('each code of an unproven cell has a sentence', () => {
  for (const code of UNPROVEN_CODES) expect(noteText({ code, values: {} })).not.toBe(code);
});
