/** Damage that a disk, a transfer or an editor does to a record: what stays in use, and what is said of it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { importRecord } from '../../../results/import.ts';
import { inspectRecord } from '../../../results/seal.ts';
import { readRecords, resumeRun } from '../../../results/store.ts';
import { verifyRecord } from '../../../results/verify.ts';
import { refusal } from '../../refusal.ts';
import { contextOf } from '../small-record.ts';
import { wholeRecord } from '../whole-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-damage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ids = contextOf({ rounds: 4 }).plan.map(({ id }) => id);
const [, first = '', second = '', third = '', fourth = ''] = ids;
const whole = wholeRecord(join(folder, 'whole'), { parts: { rounds: 4 } });
const bytes = readFileSync(whole);
/** Context, proof, four cells, seal: the place at which each line begins. */
const starts = [0, ...[...bytes.entries()].flatMap(([at, byte]) => (byte === 0x0a ? [at + 1] : []))];
const startOf = (line: number): number => starts[line - 1] ?? 0;

let files = 0;
function damaged(change: (bytes: Buffer) => Buffer): string {
  files += 1;
  const path = join(folder, `damaged-${files}.jsonl`);
  writeFileSync(path, change(Buffer.from(bytes)));
  return path;
}

/** One byte of a line, so many behind its start, set to another value. */
const flipped =
  (line: number, behind: number, value = 0x01) =>
  (changed: Buffer): Buffer => {
    changed[startOf(line) + behind] = value;
    return changed;
  };

/** Without the line end between the fourth line and the fifth. */
function joined(changed: Buffer): Buffer {
  changed[startOf(5) - 1] = 0x20;
  return changed;
}

/** The place of a text within a line. */
const within = (line: number, text: string): number =>
  bytes.subarray(startOf(line), startOf(line + 1)).indexOf(text) + 1;

const without = (line: number) => (changed: Buffer) =>
  Buffer.concat([changed.subarray(0, startOf(line)), changed.subarray(startOf(line + 1))]);

function used(path: string) {
  const { records, unread } = readRecords(path);
  const [record] = records;
  return { cells: record?.lineOrder, damaged: record?.damaged, sealed: record?.sealed, unread };
}

const all = [...ids];
const but = (...lost: readonly string[]) => all.filter(id => !lost.includes(id));
const ofProof = ids[0] ?? '';

describe('one bad byte', () => {
  test.each<[string, (bytes: Buffer) => Buffer, readonly string[], number]>([
    ['in the proof', flipped(2, 30), but(ofProof), 2],
    ['in the first cell', flipped(3, 30), but(first), 3],
    ['in a figure that still is one', flipped(4, within(4, '"medianMs":5') + 10, 0x36), but(second), 5],
    ['in the link of a cell to the cell before', flipped(5, within(5, 'previousSha256":"') + 20, 0x7a), but(third), 5],
    ['in the last cell', flipped(6, 200), but(fourth), 6],
    ['in a line end, which joins two lines', joined, but(second, third), 4],
    ['that makes a line end in the middle of a line', flipped(4, 50, 0x0a), but(second), 4],
    ['that is no UTF-8', flipped(5, 60, 0xff), but(third), 6],
    ['in the seal', flipped(7, 30), all, 7],
    ['in a digit of the seal', flipped(7, within(7, '"lines":6') + 7, 0x37), all, 7],
  ])('%s costs its line and no other', (_, change, cells, line) => {
    const path = damaged(change);
    expect(used(path)).toMatchObject({ cells, damaged: { line }, sealed: false, unread: [] });
    expect(verifyRecord(path).status).toBe('broken');
  });

  test('anywhere behind the context loses at most two lines, and never uses a changed one', () => {
    const cells = new Map(
      readRecords(whole).records.flatMap(({ cells: lines }) => lines.map(line => [line.cell, line])),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: startOf(2), max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, bits) => {
          const changed = Buffer.from(bytes);
          changed[at] = (bytes[at] ?? 0) ^ bits;
          const { status, lines } = inspectRecord(changed.toString('utf8'));
          expect(status).not.toBe('sealed');
          const kept = lines.flatMap(line => (line.kind === 'cell' || line.kind === 'proof' ? [line.cell] : []));
          expect(kept.length).toBeGreaterThanOrEqual(ids.length - 2);
          for (const line of lines)
            if (line.kind === 'cell') expect(line.outcome).toEqual(cells.get(line.cell)?.outcome);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('in the context leaves nothing to be used, and that is said: only it says what the lines are of', () => {
    for (const behind of [10, within(1, '"kernel":"') + 9]) {
      const path = damaged(flipped(1, behind, 0x37));
      const { cells, unread } = used(path);
      expect(cells).toBeUndefined();
      expect(unread[0]?.reason).toMatch(
        /^line [12]: .*; without its context nothing says what its other lines are of$/,
      );
    }
  });
});

describe('other damage', () => {
  test('of several lines costs these lines', () => {
    const path = damaged(changed => flipped(6, 40)(flipped(3, 40)(changed)));
    expect(used(path)).toMatchObject({ cells: but(first, fourth), damaged: { line: 3, lostLines: 2 } });
  });

  test('a block of zeros over two lines costs both', () => {
    const path = damaged(changed => changed.fill(0, startOf(4) + 100, startOf(5) + 100));
    expect(used(path)).toMatchObject({ cells: but(second, third), unread: [] });
  });

  test('a line that is taken out costs itself and the line before, whose place it leaves unclear', () => {
    expect(used(damaged(without(5))).cells).toEqual(but(second, third));
  });

  test('two lines that were changed together are both left out', () => {
    const forged = (changed: Buffer): Buffer =>
      flipped(5, within(5, '"medianMs":5') + 10, 0x31)(flipped(4, within(4, '"medianMs":5') + 10, 0x31)(changed));
    expect(used(damaged(forged)).cells).toEqual(but(second, third));
  });

  test('zeros at the end, as a loss of power leaves them, take nothing from a sealed record', () => {
    const path = damaged(changed => Buffer.concat([changed, Buffer.alloc(4096)]));
    expect(used(path)).toMatchObject({ cells: all, damaged: { line: 8, message: 'stands behind the seal' } });
  });

  test('zeros at the end of an open record are a line that was cut off', () => {
    const path = damaged(changed => Buffer.concat([changed.subarray(0, startOf(5) + 20), Buffer.alloc(4096)]));
    expect(used(path)).toMatchObject({ cells: all.slice(0, 3), sealed: false, unread: [] });
    expect(verifyRecord(path).problems).toContain('line 5: is cut off');
  });

  test.each<[string, (text: string) => string, string]>([
    ['carriage returns', text => text.replaceAll('\n', '\r\n'), 'carriage returns'],
    ['a byte order mark', text => `\uFEFF${text}`, 'a byte order mark'],
    ['both', text => `\uFEFF${text.replaceAll('\n', '\r\n')}`, 'a byte order mark and carriage returns'],
    ['one carriage return', text => text.replace('\n', '\r\n'), 'carriage returns'],
  ])('%s that a transfer added cost no line, and are named', (_, change, what) => {
    const path = damaged(changed => Buffer.from(change(changed.toString('utf8'))));
    const message = `a transfer or an editor added ${what}: take them out, the lines are as they were`;
    expect(used(path)).toMatchObject({ cells: all, damaged: { line: 1, message, lostLines: 0 }, unread: [] });
    expect(verifyRecord(path)).toMatchObject({
      status: 'broken',
      problems: expect.arrayContaining([`line 1: ${message}`]),
    });
  });

  test('a last line end that an editor took costs the seal alone', () => {
    const path = damaged(changed => changed.subarray(0, -1));
    expect(used(path)).toMatchObject({ cells: all, sealed: false, unread: [] });
    expect(verifyRecord(path).status).toBe('unsealed');
  });

  test('a record that is damaged is not gone on with: its bytes stay as they are', () => {
    const path = damaged(changed => flipped(3, 40)(changed).subarray(0, startOf(6)));
    const before = readFileSync(path);
    expect(refusal(() => resumeRun(path))).toMatch(/:3: is not JSON; it cannot be resumed/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('to an imported record costs the same lines, and it stays an imported one', () => {
    const { path } = importRecord(whole, join(folder, 'ours'), new Date('2026-04-01T00:00:00.000Z'));
    writeFileSync(path, flipped(3, 40)(readFileSync(path)));
    const [record] = readRecords(path).records;
    expect(record?.lineOrder).toEqual(but(first));
    expect(record?.imported?.from).toBe(whole);
  });
});
