import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  createRun,
  lockPath,
  readRecords,
  readSampleLines,
  recordFiles,
  resumeRun,
  samplesPath,
} from '../../results/store.ts';
import { verifyRecord } from '../../results/verify.ts';
import { sha256 } from '../../suites/identity.ts';
import { refusal } from '../refusal.ts';
import { contextOf, FINISHED, measuredLine, proofLine, skippedLine } from './small-record.ts';
import { appendCell } from './whole-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let runs = 0;
/** A record begun in a folder of its own: context, a proof, and a measured cell with its samples. */
function begun() {
  runs += 1;
  const writer = createRun(join(folder, `runs-${runs}`), contextOf());
  writer.append(proofLine('p'));
  writer.append(measuredLine('a', writer.appendSamples('a', [4, 6, 5])));
  return writer;
}

describe('a record that is written', () => {
  test('lies at <folder>/<machine>/<run>.jsonl, each line on disk when the call returns', () => {
    const writer = begun();
    expect(writer.path).toBe(join(folder, `runs-${runs}`, 'lab-1', 'run-1.jsonl'));
    const kinds = () => readFileSync(writer.path, 'utf8').match(/(?<=^\{"kind":")\w+/gm);
    expect(kinds()).toEqual(['context', 'proof', 'cell']);
    writer.append(skippedLine('b'));
    expect(kinds()).toEqual(['context', 'proof', 'cell', 'cell']);
    writer.close();
  });

  test('reads back as it was written, sealed once it is sealed', () => {
    const writer = begun();
    expect(readRecords(writer.path).records[0]?.sealed).toBe(false);
    writer.seal(FINISHED);
    writer.close();
    const { records, unread } = readRecords(dirname(writer.path));
    expect(unread).toEqual([]);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ path: writer.path, sealed: true, context: contextOf() });
    expect(records[0]?.proofs).toMatchObject([proofLine('p')]);
    expect(records[0]?.cells).toMatchObject([measuredLine('a', sha256('{"cell":"a","stepMs":[4,6,5]}'))]);
  });

  test('keeps its step times beside it, in the order they were taken, under the hash the cell names', () => {
    const writer = begun();
    writer.appendSamples('b', [7, 1]);
    writer.close();
    expect(readSampleLines(samplesPath(writer.path))).toEqual([
      '{"cell":"a","stepMs":[4,6,5]}',
      '{"cell":"b","stepMs":[7,1]}',
    ]);
  });

  test('is never written over', () => {
    const { path, close } = begun();
    close();
    const before = readFileSync(path);
    const again = refusal(() => createRun(join(folder, `runs-${runs}`), contextOf()));
    expect(again).toBe(`${path}: exists already; a record is never overwritten (EEXIST)`);
    expect(readFileSync(path)).toEqual(before);
  });

  test('needs a folder: a file in its place is named', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, 'mine');
    expect(refusal(() => createRun(file, contextOf()))).toMatch(
      /a-file.*a part of the path is a file; give another folder/,
    );
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  test.skipIf(process.getuid?.() === 0)('needs a folder that can be written (not as root, who may everything)', () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    expect(refusal(() => createRun(closed, contextOf()))).toMatch(/closed.*not writable; give another folder/);
  });
});

describe('resuming', () => {
  const planned = contextOf({ rounds: 3 });

  /** A run of which the first cells are there, and the plan is longer. */
  function cutOff(cells: number) {
    runs += 1;
    const writer = createRun(join(folder, `runs-${runs}`), planned);
    for (let n = 0; n < cells; n += 1) appendCell(writer, planned, n);
    return writer;
  }

  /** Goes on to the seal, and verifies. */
  function finished(path: string) {
    const { writer, record } = resumeRun(path);
    for (const [n, { id }] of planned.plan.entries()) {
      if (record.lineOrder?.includes(id) !== true) appendCell(writer, planned, n);
    }
    writer.seal(FINISHED);
    writer.close();
    const { status, lines, problems } = verifyRecord(path);
    return { status, lines, problems, before: record.lineOrder?.length };
  }

  test('goes on behind the last whole line: the chain and the samples hold to the seal', () => {
    const first = cutOff(2);
    first.close();
    expect(finished(first.path)).toEqual({ status: 'sealed', lines: 6, problems: [], before: 2 });
  });

  test('drops a line that was cut off, so that its cell is run again', () => {
    const first = begun();
    first.append(skippedLine('b'));
    first.close();
    const whole = readFileSync(first.path, 'utf8');
    writeFileSync(first.path, whole.slice(0, -15));
    const { writer, record } = resumeRun(first.path);
    expect(record.cells.map(({ cell }) => cell)).toEqual(['a']);
    writer.append(skippedLine('b'));
    writer.close();
    expect(readFileSync(first.path, 'utf8')).toBe(whole);
  });

  test('keeps a last line of which only the line end is missing', () => {
    const first = cutOff(3);
    first.close();
    writeFileSync(first.path, readFileSync(first.path, 'utf8').slice(0, -1));
    expect(finished(first.path)).toEqual({ status: 'sealed', lines: 6, problems: [], before: 3 });
  });

  test('drops the zeros that a loss of power leaves at the end, in the record and in its samples', () => {
    const first = cutOff(2);
    first.close();
    for (const path of [first.path, samplesPath(first.path)]) appendFileSync(path, Buffer.alloc(5000));
    expect(finished(first.path)).toEqual({ status: 'sealed', lines: 6, problems: [], before: 2 });
  });

  test('goes on after samples that were cut off with the process that wrote them, at any byte', () => {
    for (const kept of [0, 1, 3, 11, 40]) {
      const first = cutOff(2);
      const before = readFileSync(samplesPath(first.path)).length;
      first.appendSamples(planned.plan[2]?.id ?? '', [1, 2, 3]);
      first.close();
      const samples = readFileSync(samplesPath(first.path));
      writeFileSync(samplesPath(first.path), samples.subarray(0, before + kept));
      expect(finished(first.path), `${kept}`).toEqual({ status: 'sealed', lines: 6, problems: [], before: 2 });
    }
  });

  test('drops step times whose line was never written: their cell is run again', () => {
    const first = cutOff(2);
    first.appendSamples(planned.plan[2]?.id ?? '', [1, 2, 3]);
    first.close();
    expect(finished(first.path)).toEqual({ status: 'sealed', lines: 6, problems: [], before: 2 });
  });

  test('does not go on beside a samples file that is none', () => {
    const first = cutOff(2);
    first.close();
    writeFileSync(samplesPath(first.path), 'not gzip');
    expect(refusal(() => resumeRun(first.path))).toMatch(/samples\.gz: is no gzip file; its record cannot be resumed/);
    expect(existsSync(lockPath(first.path))).toBe(false);
  });

  test('refuses a sealed record and leaves it as it is', () => {
    const first = begun();
    first.seal(FINISHED);
    first.close();
    const before = readFileSync(first.path);
    expect(refusal(() => resumeRun(first.path))).toBe(`${first.path} is sealed: nothing to resume; start a new run`);
    expect(readFileSync(first.path)).toEqual(before);
  });

  test('refuses a broken record, with the line, and leaves it as it is', () => {
    const first = begun();
    first.close();
    const changed = readFileSync(first.path, 'utf8').replace('"error":1e-7', '"error":2e-7');
    writeFileSync(first.path, changed);
    expect(refusal(() => resumeRun(first.path))).toBe(
      `${first.path}:3: does not follow from the line before it; it cannot be resumed`,
    );
    expect(readFileSync(first.path, 'utf8')).toBe(changed);
  });

  test('refuses a record of a newer schema and leaves it as it is', () => {
    const first = begun();
    first.close();
    const newer = readFileSync(first.path, 'utf8').replace('moebench.record/2', 'moebench.record/3');
    writeFileSync(first.path, newer);
    expect(refusal(() => resumeRun(first.path))).toMatch(/:1: has schema moebench.record\/3.*update moebench/);
    expect(readFileSync(first.path, 'utf8')).toBe(newer);
  });

  test('refuses a file that is not there', () => {
    expect(refusal(() => resumeRun(join(folder, 'nowhere.jsonl')))).toMatch(/nowhere\.jsonl: cannot be read/);
  });
});

describe('reading a folder', () => {
  test('uses the records that hold and lists the others with their line', () => {
    const good = begun();
    good.close();
    const root = join(folder, `runs-${runs}`);
    writeFileSync(join(root, 'broken.jsonl'), '{"kind":\n');
    writeFileSync(join(root, 'empty.jsonl'), '');
    writeFileSync(join(root, 'notes.txt'), 'not a record');
    mkdirSync(join(root, 'folder.jsonl'));
    expect(recordFiles(root)).toEqual([join(root, 'broken.jsonl'), join(root, 'empty.jsonl'), good.path]);
    const { records, unread } = readRecords(root);
    expect(records.map(({ path }) => path)).toEqual([good.path]);
    expect(unread).toEqual([
      { path: join(root, 'broken.jsonl'), reason: 'line 1: is not JSON' },
      { path: join(root, 'empty.jsonl'), reason: 'line 1: the file is empty' },
    ]);
  });

  test('that is not there says so', () => {
    expect(refusal(() => readRecords(join(folder, 'nowhere')))).toMatch(/nowhere: no such file or folder/);
  });

  test('without records is no error', () => {
    mkdirSync(join(folder, 'nothing'));
    expect(readRecords(join(folder, 'nothing'))).toEqual({ records: [], unread: [] });
    expect(readdirSync(join(folder, 'nothing'))).toEqual([]);
  });
});
