/** One nightly at a time in a folder, by lock files of live, dead and unseen holders. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { nightlyLock } from '../../../../harness/commands/nightly/folder-lock.ts';
import { assertFolderWritable } from '../../../../harness/commands/nightly/writable.ts';
import { LockHeld } from '../../../../results/record-file/lock.ts';
import { type Holder, thisProcess } from '../../../../results/record-file/lock-holder.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-nightly-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NOW = new Date('2026-11-27T02:00:00Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const out = (name: string) => join(folder, name);

/** A lock of another process. */
function held(name: string, holder: Partial<Holder>): string {
  nightlyLock({ out: out(name), machine: 'lab' }, NOW).release();
  writeFileSync(join(out(name), '.nightly-lab.lock'), `${JSON.stringify({ ...thisProcess(NOW), ...holder })}\n`);
  return out(name);
}

describe('the lock of a nightly', () => {
  test('is refused to a second one with the process that holds it, and is free again when it is released', () => {
    const lock = nightlyLock({ out: out('a'), machine: 'lab' }, NOW);
    const second = () => nightlyLock({ out: out('a'), machine: 'lab' }, NOW);
    expect(second).toThrow(LockHeld);
    expect(second).toThrow(`the nightly of ${out('a')} is in use by process ${process.pid} on ${hostname()}`);
    lock.release();
    second().release();
    expect(existsSync(join(out('a'), '.nightly-lab.lock'))).toBe(false);
  });

  test('of one machine does not keep another one from the same folder', () => {
    const lock = nightlyLock({ out: out('b'), machine: 'lab-1' }, NOW);
    nightlyLock({ out: out('b'), machine: 'lab-2' }, NOW).release();
    nightlyLock({ out: out('b'), machine: undefined }, NOW).release();
    lock.release();
  });

  test('is taken over from a process that has ended', () => {
    const path = held('c', { pid: 1, startTicks: '1', since: hoursAgo(1).toISOString() });
    const lock = nightlyLock({ out: path, machine: 'lab' }, NOW);
    expect(lock.takenOverFrom?.pid).toBe(1);
    lock.release();
  });

  test('of a container that cannot be seen is respected for a day, then taken over', () => {
    const unseen = { pidNamespace: 'pid:[1]', hostname: 'other' };
    const fresh = held('d', { ...unseen, since: hoursAgo(23).toISOString() });
    expect(() => nightlyLock({ out: fresh, machine: 'lab' }, NOW)).toThrow(/which cannot be seen from here/);
    const old = held('e', { ...unseen, since: hoursAgo(25).toISOString() });
    expect(nightlyLock({ out: old, machine: 'lab' }, NOW).takenOverFrom?.hostname).toBe('other');
  });
});

describe('a folder that will be written', () => {
  test('may not exist yet, below one that does', () => {
    expect(() => assertFolderWritable('--site', join(folder, 'new', 'deeper'))).not.toThrow();
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });

  test('cannot lie below a file', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => assertFolderWritable('--site', join(folder, 'file', 'site'))).toThrow(
      `--site ${join(folder, 'file', 'site')}: ${join(folder, 'file')} is a file; give another folder`,
    );
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('');
  });

  test('cannot lie where the kernel lets nobody write', () => {
    expect(() => assertFolderWritable('--outputs', '/proc/sys/kernel/outputs')).toThrow(/give another folder/);
  });
});
