import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { broughtRecord, importReference, targetsOf } from '../../results/reference-record.ts';
import { originPath } from '../../results/schema/origin.ts';
import { refusal } from '../refusal.ts';
import { wholeRecord } from './whole-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-brought-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WHEN = new Date('2026-04-01T00:00:00.000Z');

let places = 0;
/** A folder as `moebench-reference` leaves it, and one to import into. */
function brought(finished = true) {
  places += 1;
  const from = join(folder, `from-${places}`);
  const record = wholeRecord(join(from, 'records'), finished ? {} : { finishedAt: null });
  writeFileSync(join(from, 'detect.json'), '{}');
  writeFileSync(join(from, 'run.log'), 'said');
  return { from, record, to: join(folder, `to-${places}`) };
}

const filesIn = (path: string) =>
  existsSync(path)
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter(name => /\.\w+$/.test(name))
        .toSorted()
    : [];

describe('what a host brought back', () => {
  test('goes below its chip: the record byte for byte, its samples, what was detected and the log', () => {
    const { from, record, to } = brought();
    const taken = importReference(from, 'nvidia-h100', to, WHEN);
    expect(taken).toMatchObject({ path: join(to, 'nvidia-h100/run-1.jsonl'), sealed: true, samples: true });
    expect(filesIn(to)).toEqual(
      ['detect.json', 'jsonl', 'log', 'origin.json', 'samples.gz'].map(end => `nvidia-h100/run-1.${end}`),
    );
    expect(readFileSync(taken.path).equals(readFileSync(record))).toBe(true);
    expect(targetsOf(taken.path).map(({ id }) => id)).toEqual(targetsOf(record).map(({ id }) => id));
  });

  test('is said to be from a file, not from a folder of the machine it was taken in on', () => {
    const { from, to } = brought();
    const { path } = importReference(from, 'nvidia-h100', to, WHEN);
    expect(JSON.parse(readFileSync(originPath(path), 'utf8'))).toMatchObject({ from: 'run-1.jsonl' });
  });

  test('can be the record alone, and then has no log', () => {
    const { record, to } = brought();
    importReference(record, 'x', to, WHEN);
    expect(filesIn(to)).toEqual(['x/run-1.jsonl', 'x/run-1.origin.json', 'x/run-1.samples.gz']);
  });

  test('is refused without a seal, and nothing is written', () => {
    const { from, to } = brought(false);
    expect(refusal(() => importReference(from, 'nvidia-h100', to, WHEN))).toMatch(/has no seal: its run was cut off/);
    expect(filesIn(to)).toEqual([]);
  });

  test('is refused under a name that is a path', () => {
    const { from, to } = brought();
    expect(refusal(() => importReference(from, '../h100', to, WHEN))).toMatch(/^'\.\.\/h100' is no name of a chip/);
  });

  test('is one record: none and several are refused by name', () => {
    const { from, record } = brought();
    expect(broughtRecord(from)).toBe(record);
    writeFileSync(join(dirname(record), 'run-2.jsonl'), readFileSync(record));
    expect(refusal(() => broughtRecord(from))).toMatch(
      /holds several records \(run-1\.jsonl, run-2\.jsonl\): give one/,
    );
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    expect(refusal(() => broughtRecord(empty))).toMatch(/holds no record: give one \.jsonl/);
  });
});
