import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importRecord } from '../../../results/import.ts';
import { prunedPath } from '../../../results/schema/pruned.ts';
import { samplesPath } from '../../../results/store.ts';
import { promiseText } from '../../../results/verify/promise-text.ts';
import { isKept } from '../../../results/verify.ts';
import { sha256 } from '../../../suites/identity.ts';
import { found, NOW, verified } from '../verified.ts';
import { nights, prune } from './nights.ts';

describe('verify knows of pruned samples', () => {
  test('when, by which command and how many bytes; no promise is broken', () => {
    const { root, paths } = nights();
    const samples = readFileSync(samplesPath(paths[0]));
    prune(root);
    const verification = verified(paths[0]);
    const promise = verification.promises.find(row => row.promise === 'samples');
    expect(promise).toEqual({
      promise: 'samples',
      status: 'not-known',
      code: 'samples-pruned-by',
      values: { prunedAt: NOW.toISOString(), by: 'moebench prune --keep 1', bytes: samples.length },
    });
    expect(promise === undefined ? '' : promiseText(promise)).toBe(
      `samples pruned on 2026-03-02T00:00:00.000Z by \`moebench prune --keep 1\` (${samples.length} bytes)`,
    );
    expect(isKept(verification)).toBe(true);
    expect(JSON.parse(readFileSync(prunedPath(paths[0]), 'utf8'))).toMatchObject({ samplesSha256: sha256(samples) });
  });

  test('without a mark it says only that there is no samples file', () => {
    const { paths } = nights();
    rmSync(samplesPath(paths[0]));
    expect(found(paths[0], 'samples')).toBe('not-known samples-pruned');
  });

  test('a mark of other samples than the seal names is a broken promise', () => {
    const { root, paths } = nights();
    prune(root);
    const mark = JSON.parse(readFileSync(prunedPath(paths[0]), 'utf8'));
    writeFileSync(prunedPath(paths[0]), JSON.stringify({ ...mark, samplesSha256: sha256('other samples') }));
    expect(found(paths[0], 'samples')).toBe('broken samples-pruned-other');
    expect(isKept(verified(paths[0]))).toBe(false);
  });

  test.each(['', '{"schema":"moebench.pruned/9"}', '[]'])('a mark that cannot be read (%j) says nothing', text => {
    const { root, paths } = nights();
    prune(root);
    writeFileSync(prunedPath(paths[0]), text);
    expect(found(paths[0], 'samples')).toBe('not-known samples-pruned-unread');
  });

  test('the mark goes along with an import', () => {
    const { root, paths } = nights();
    prune(root);
    const imported = importRecord(paths[0], join(root, 'theirs'), NOW);
    expect(imported.samples).toBe(false);
    expect(found(imported.path, 'samples')).toBe('not-known samples-pruned-by');
  });
});
