import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { importRecord } from '../../results/import.ts';
import { originPath } from '../../results/schema/origin.ts';
import { readRecords, samplesPath } from '../../results/store.ts';
import { verifyRecord } from '../../results/verify.ts';
import { sha256 } from '../../suites/identity.ts';
import { UsageError } from '../../suites/usage-error.ts';
import { type contextOf, FINISHED, STARTED } from './small-record.ts';
import { startOf, wholeRecord } from './whole-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-import-'));
const disk = join(folder, 'disk');
mkdirSync(disk);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk]).status === 0;
afterAll(() => {
  if (mounted) spawnSync('umount', [disk]);
  rmSync(folder, { recursive: true, force: true });
});

const WHEN = new Date('2026-04-01T00:00:00.000Z');

let places = 0;
/** A record of another machine, as it was carried over: sealed unless told otherwise. */
function theirs(context: Partial<ReturnType<typeof contextOf>> = {}, sealed = true): string {
  places += 1;
  return wholeRecord(join(folder, `theirs-${places}`), { context, ...(sealed ? {} : { finishedAt: null }) });
}

function ours(): string {
  places += 1;
  return join(folder, `ours-${places}`);
}

const filesIn = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter(name => /\.\w+$/.test(name))
        .toSorted()
    : [];

describe('import', () => {
  test('takes a record in byte for byte, with its samples, and marks where it came from beside it', () => {
    const [from, to] = [theirs(), ours()];
    const imported = importRecord(from, to, WHEN);
    expect(imported).toEqual({
      path: join(to, 'imported/lab-1/run-1.jsonl'),
      sha256: sha256(readFileSync(from)),
      machine: 'lab-1',
      runId: 'run-1',
      sealed: true,
      samples: true,
      signature: false,
      alreadyThere: false,
    });
    expect(filesIn(to)).toEqual(['jsonl', 'origin.json', 'samples.gz'].map(end => `imported/lab-1/run-1.${end}`));
    expect(readFileSync(imported.path).equals(readFileSync(from))).toBe(true);
    expect(readFileSync(samplesPath(imported.path)).equals(readFileSync(samplesPath(from)))).toBe(true);
    expect(JSON.parse(readFileSync(originPath(imported.path), 'utf8'))).toEqual({
      schema: 'moebench.origin/1',
      importedAt: '2026-04-01T00:00:00.000Z',
      from,
      sha256: imported.sha256,
    });
    expect(verifyRecord(imported.path)).toMatchObject({ status: 'sealed', problems: [] });
    expect(readRecords(to)).toMatchObject({ records: [{ imported: { from } }], unread: [] });
  });

  test('takes a record whose samples were pruned, and one that was cut off before its seal', () => {
    const pruned = theirs();
    rmSync(samplesPath(pruned));
    expect(importRecord(pruned, ours(), WHEN)).toMatchObject({ sealed: true, samples: false });
    expect(importRecord(theirs({}, false), ours(), WHEN)).toMatchObject({ sealed: false, samples: true });
  });

  test('the same record again changes nothing', () => {
    const [from, to] = [theirs(), ours()];
    const { path } = importRecord(from, to, WHEN);
    const before = readFileSync(originPath(path), 'utf8');
    expect(importRecord(from, to, new Date())).toMatchObject({ path, alreadyThere: true });
    expect(readFileSync(originPath(path), 'utf8')).toBe(before);
  });

  test('one of our own is not taken in a second time', () => {
    const own = theirs();
    const runs = own.slice(0, own.indexOf('/lab-1/'));
    expect(importRecord(own, runs, WHEN)).toMatchObject({ path: own, alreadyThere: true });
    expect(filesIn(runs)).toEqual(['lab-1/run-1.jsonl', 'lab-1/run-1.samples.gz']);
  });

  test('another record under the same name is refused, and the first one stays', () => {
    const [from, to] = [theirs(), ours()];
    const { path } = importRecord(from, to, WHEN);
    const other = theirs({ command: ['run', '--rounds', '9'] });
    expect(() => importRecord(other, to, WHEN)).toThrow(
      /run-1\.jsonl is another record under the same name: nothing was/,
    );
    expect(readFileSync(path).equals(readFileSync(from))).toBe(true);
  });

  test.each<[string, (text: string) => string, RegExp]>([
    [
      'a changed figure',
      text => text.replace('"medianMs":5', '"medianMs":1'),
      /does not verify: line 4: does not follow/,
    ],
    [
      'a newer schema',
      text => text.replace('moebench.record/2', 'moebench.record/3'),
      /is of a newer moebench: line 1: has/,
    ],
    ['no record at all', () => 'hello\n', /does not verify: line 1: is not JSON/],
    ['an empty file', () => '', /does not verify: line 1: the file is empty/],
  ])('%s is refused in one line, and nothing is written', (_, change, message) => {
    const [from, to] = [theirs(), ours()];
    writeFileSync(from, change(readFileSync(from, 'utf8')));
    expect(() => importRecord(from, to, WHEN)).toThrow(message);
    expect(() => importRecord(from, to, WHEN)).toThrow(UsageError);
    expect(existsSync(to)).toBe(false);
  });

  test('samples that are not those of the record are refused', () => {
    const from = theirs();
    writeFileSync(samplesPath(from), 'other');
    expect(() => importRecord(from, ours(), WHEN)).toThrow(
      /does not verify: the samples file was changed after the seal/,
    );
  });

  test("a name that leads out of the folder is refused: the record is a stranger's", () => {
    const [from, to] = [theirs(), ours()];
    const text = readFileSync(theirs({}, false), 'utf8').split('\n')[0] ?? '';
    writeFileSync(from, `${text.replace('"runId":"run-1"', '"runId":"../../run-1"')}\n`);
    rmSync(samplesPath(from));
    expect(() => importRecord(from, to, WHEN)).toThrow(/'\.\.\/\.\.\/run-1' is no name of a machine or a run/);
    expect(existsSync(to)).toBe(false);
  });

  test.each([
    ['none.jsonl', /none\.jsonl: no such file/],
    ['.', /is a folder; give one record/],
    ['record.zip', /is no \.jsonl; unpack it/],
  ])('%s is no record', (name, message) => {
    writeFileSync(join(folder, 'record.zip'), 'PK');
    expect(() => importRecord(join(folder, name), ours(), WHEN)).toThrow(message);
  });

  test.skipIf(!mounted)(
    `a full disk leaves nothing${mounted ? '' : ' (skipped: no tmpfs can be mounted here)'}`,
    () => {
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(8 * 1024));
      const from = theirs();
      expect(() => importRecord(from, disk, WHEN)).toThrow(
        /the disk is full; nothing was imported: free space, then import/,
      );
      expect(filesIn(disk)).toEqual([]);
    },
  );
});

test('a record that was changed after it was imported is neither verified nor reported', () => {
  const to = ours();
  const { path } = importRecord(theirs({}, false), to, WHEN);
  const [context = ''] = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, `${context}\n`);
  expect(verifyRecord(path)).toMatchObject({
    problems: ['the record was changed after it was imported'],
    status: 'broken',
  });
  expect(readRecords(to)).toMatchObject({
    records: [],
    unread: [{ path, reason: 'the record was changed after it was imported' }],
  });
});

describe('a record dated later than the clock here', () => {
  /** Its last cell and its seal have those times. */
  function dated(times: { startedAt?: string; cellAt?: string; finishedAt?: string }): string {
    places += 1;
    const { startedAt = STARTED, cellAt = startOf(1), finishedAt = FINISHED } = times;
    return wholeRecord(join(folder, `theirs-${places}`), {
      context: { startedAt },
      finishedAt,
      lines: line => [line.kind === 'cell' ? { ...line, startedAt: cellAt } : line],
    });
  }

  test.each([
    ['whose run starts in 2099', { startedAt: '2099-01-01T00:00:00.000Z' }],
    ['of which one cell does', { cellAt: '2099-01-01T00:00:00.000Z' }],
    ['that was sealed then', { finishedAt: '2099-01-01T00:00:00.000Z' }],
    ['of tomorrow', { startedAt: '2026-04-02T00:00:00.000Z' }],
  ])('%s is refused, with both times and what to do', (_, times) => {
    const to = ours();
    expect(() => importRecord(dated(times), to, WHEN)).toThrow(UsageError);
    expect(() => importRecord(dated(times), to, WHEN)).toThrow(
      /is dated 20\d\d-.*, and the clock here says 2026-04-01T00:00:00\.000Z: nothing was imported; correct the clock here/,
    );
    expect(filesIn(to)).toEqual([]);
  });

  test('is taken in where it is ahead by no more than clocks differ', () => {
    expect(importRecord(dated({ finishedAt: '2026-04-01T00:04:00.000Z' }), ours(), WHEN).sealed).toBe(true);
  });
});
