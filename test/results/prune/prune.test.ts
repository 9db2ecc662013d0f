import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PrunedRun } from '../../../results/prune/prune.ts';
import { takeLock } from '../../../results/record-file/lock.ts';
import { prunedPath } from '../../../results/schema/pruned.ts';
import { lockPath, samplesPath } from '../../../results/store.ts';
import { found } from '../verified.ts';
import { bytesOf, newPlace, nights, prune, words } from './nights.ts';

const files = (root: string) => readdirSync(join(root, 'lab-1')).toSorted();

describe('pruning', () => {
  test('deletes the samples of old runs, tells their bytes, and changes no record', () => {
    const { root, paths } = nights();
    const before = paths.map(bytesOf);
    const sizes = paths.map(path => statSync(samplesPath(path)).size);
    const runs = prune(root);
    expect(words(runs)).toEqual(['pruned', 'pruned', 'recent']);
    expect(runs.map(run => (run.status === 'kept' ? null : run.bytes))).toEqual([sizes[0], sizes[1], null]);
    expect(paths.map(bytesOf)).toEqual(before);
    expect(files(root)).toEqual([
      'night-1.jsonl',
      'night-1.pruned.json',
      'night-2.jsonl',
      'night-2.pruned.json',
      'night-3.jsonl',
      'night-3.samples.gz',
    ]);
  });

  test('a dry run tells the same and changes nothing', () => {
    const { root } = nights();
    const before = files(root);
    const dry = prune(root, { dryRun: true });
    expect(words(dry)).toEqual(['prunable', 'prunable', 'recent']);
    expect(files(root)).toEqual(before);
    const bytes = (runs: readonly PrunedRun[]) => runs.map(run => (run.status === 'kept' ? 0 : run.bytes));
    expect(bytes(prune(root))).toEqual(bytes(dry));
  });

  test('a second time deletes nothing and keeps the first mark', () => {
    const { root, paths } = nights();
    prune(root);
    const mark = readFileSync(prunedPath(paths[0]), 'utf8');
    expect(words(prune(root, { by: 'moebench prune --keep 1d' }))).toEqual([
      'already-pruned',
      'already-pruned',
      'recent',
    ]);
    expect(readFileSync(prunedPath(paths[0]), 'utf8')).toBe(mark);
  });

  test('that was killed between mark and deletion is finished by the next', () => {
    const { root, paths } = nights();
    const samples = readFileSync(samplesPath(paths[0]));
    prune(root);
    writeFileSync(samplesPath(paths[0]), samples);
    expect(found(paths[0], 'samples')).toBe('holds');
    expect(words(prune(root))).toEqual(['pruned', 'already-pruned', 'recent']);
  });
});

describe('samples stay', () => {
  test('of a run without a seal, which can be resumed', () => {
    const { root } = nights({ finishedAt: null });
    expect(words(prune(root))).toEqual(['not-sealed', 'pruned', 'recent']);
  });

  test('of a record that was changed, as evidence', () => {
    const { root, paths } = nights();
    writeFileSync(paths[0], readFileSync(paths[0], 'utf8').replace('"steps":3', '"steps":4'));
    expect(words(prune(root))).toEqual(['damaged', 'pruned', 'recent']);
  });

  test('that were themselves changed, as evidence: the promise is named', () => {
    const { root, paths } = nights();
    writeFileSync(samplesPath(paths[0]), 'other bytes');
    const [first, second] = prune(root);
    expect(first).toMatchObject({ status: 'kept', code: 'promise-broken', values: { promise: 'samples' } });
    expect(second?.status).toBe('pruned');
    expect(readFileSync(samplesPath(paths[0]), 'utf8')).toBe('other bytes');
  });

  test('while a process holds the lock of the record, in a dry run too', () => {
    const { root, paths } = nights();
    const lock = takeLock(lockPath(paths[0]), paths[0]);
    try {
      expect(words(prune(root, { dryRun: true }))).toEqual(['in-use', 'prunable', 'recent']);
      expect(words(prune(root))).toEqual(['in-use', 'pruned', 'recent']);
    } finally {
      lock.release();
    }
    expect(words(prune(root))).toEqual(['pruned', 'already-pruned', 'recent']);
  });

  test('of a record that cannot be read', () => {
    const { root, paths } = nights();
    writeFileSync(paths[0], 'no record\n');
    expect(words(prune(root))).toEqual(['unreadable', 'pruned', 'recent']);
    expect(existsSync(samplesPath(paths[0]))).toBe(true);
  });

  test('where they are lost without a mark, nothing is claimed of them', () => {
    const { root, paths } = nights();
    rmSync(samplesPath(paths[0]));
    expect(words(prune(root))).toEqual(['no-samples', 'pruned', 'recent']);
    expect(existsSync(prunedPath(paths[0]))).toBe(false);
  });
});

describe('a link is not followed', () => {
  test('from samples to a file elsewhere', () => {
    const { root, paths } = nights();
    const elsewhere = newPlace('elsewhere');
    renameSync(samplesPath(paths[0]), elsewhere);
    symlinkSync(elsewhere, samplesPath(paths[0]));
    expect(words(prune(root))).toEqual(['no-file', 'pruned', 'recent']);
    expect(existsSync(elsewhere)).toBe(true);
  });

  test('from a record to a record elsewhere', () => {
    const { root, paths } = nights();
    const other = nights();
    rmSync(paths[0]);
    symlinkSync(other.paths[0], paths[0]);
    expect(words(prune(root))).toEqual(['no-file', 'pruned', 'recent']);
    expect(existsSync(samplesPath(other.paths[0]))).toBe(true);
  });

  test('from a folder to a folder elsewhere, and a broken link is no fault', () => {
    const { root } = nights();
    const other = nights();
    symlinkSync(dirname(other.paths[0]), join(root, 'lab-9'));
    symlinkSync(newPlace('nowhere'), join(root, 'lab-1', 'broken.jsonl'));
    prune(root);
    expect(other.paths.map(path => existsSync(samplesPath(path)))).toEqual([true, true, true]);
  });

  test('the folder itself may be named by a link; a hard link elsewhere keeps its bytes', () => {
    const { root, paths } = nights();
    const kept = newPlace('kept');
    linkSync(samplesPath(paths[0]), kept);
    const bytes = bytesOf(kept);
    symlinkSync(root, `${root}-link`);
    expect(words(prune(`${root}-link`))).toEqual(['pruned', 'pruned', 'recent']);
    expect(bytesOf(kept)).toBe(bytes);
  });
});

describe('what is no folder of runs is refused, with what to give', () => {
  test.each([
    ['a folder without records', (place: string) => mkdirSync(place), /holds no records \(\.jsonl\)/],
    ['a file', (place: string) => writeFileSync(place, ''), /a file; give the folder of your runs/],
    ['a path that is not there', () => undefined, /no such folder; give the folder of your runs/],
    [
      'a folder with other .jsonl files',
      (place: string) => {
        mkdirSync(place);
        writeFileSync(join(place, 'chat.jsonl'), '{"role":"user"}\n');
      },
      /holds no records/,
    ],
  ])('%s', (_, make, message) => {
    const place = newPlace('strange');
    make(place);
    expect(() => prune(place)).toThrow(message);
  });
});
