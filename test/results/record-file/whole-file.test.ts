import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createWhole, dropParts } from '../../../results/record-file/whole-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-whole-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a file is made with its text and mode, and nothing is left beside it', () => {
  const path = join(folder, 'made');
  createWhole(path, 'text\n', 0o604);
  expect(readFileSync(path, 'utf8')).toBe('text\n');
  expect(statSync(path).mode & 0o777).toBe(0o604);
  expect(readdirSync(folder)).toEqual(['made']);
});

test('a name that is taken stays what it is, and a folder that is missing is not made', () => {
  const path = join(folder, 'made');
  expect(() => createWhole(path, 'another')).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  expect(readFileSync(path, 'utf8')).toBe('text\n');
  expect(() => createWhole(join(folder, 'nowhere', 'made'), 'text')).toThrow(
    expect.objectContaining({ code: 'ENOENT' }),
  );
  expect(readdirSync(folder)).toEqual(['made']);
});

test('what killed processes left beside a path is deleted, and no more than that', () => {
  const parts = join(folder, 'parts');
  mkdirSync(parts);
  const others = ['run-1.jsonl', 'run-1.jsonl.part', 'run-1.jsonl.7.part', 'run-10.jsonl.7-abcdef01.part'];
  const left = ['run-1.jsonl.7-abcdef01.part', 'run-1.jsonl.lock.7-abcdef01.part'];
  for (const name of [...others, ...left]) writeFileSync(join(parts, name), '');
  dropParts(join(parts, 'run-1.jsonl'));
  expect(readdirSync(parts).toSorted()).toEqual(others.toSorted());
  expect(() => dropParts(join(parts, 'nowhere', 'run-1.jsonl'))).not.toThrow();
});
