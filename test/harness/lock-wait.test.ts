/** Waiting for a lock, by a clock that moves as far as each pause is long. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Interrupted } from '../../harness/interrupt.ts';
import { lockWithin, pauseUntil } from '../../harness/lock-wait.ts';
import { type Lock, LockHeld, takeLock } from '../../results/record-file/lock.ts';
import { UsageError } from '../../suites/usage-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-lock-wait-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LOCK: Lock = { takenOverFrom: null, release: () => undefined };
const HELD = 'this machine is in use by process 42 on lab-1';

/** Waits for a lock that is refused so often. */
async function waited(refusals: number, maxMs: number, refuse = () => new LockHeld(HELD)) {
  const pauses: number[] = [];
  const said: string[] = [];
  let left = refusals;
  const take = () => {
    left -= 1;
    if (left >= 0) throw refuse();
    return LOCK;
  };
  const end = await lockWithin(take, {
    maxMs,
    monotonicMs: () => pauses.reduce((sum, ms) => sum + ms, 0),
    pause: async ms => void pauses.push(ms),
    onWaiting: text => said.push(text),
  }).catch((error: unknown) => error);
  return { end, pauses, said };
}

describe('a lock that is held', () => {
  test('is refused at once where nobody is to wait', async () => {
    const { end, pauses, said } = await waited(1, 0);
    expect(end).toBeInstanceOf(LockHeld);
    expect({ pauses, said }).toEqual({ pauses: [], said: [] });
  });

  test('is taken as soon as it is free, and the waiting is said once', async () => {
    expect(await waited(3, 60_000)).toEqual({ end: LOCK, pauses: [5000, 5000, 5000], said: [HELD] });
  });

  test('is refused with its holder when the time is over, not before', async () => {
    const { end, pauses } = await waited(1e6, 12_000);
    expect(end).toMatchObject({ message: HELD });
    expect(pauses).toEqual([5000, 5000, 2000]);
  });

  test('is not waited for where waiting cannot help', async () => {
    const { end, pauses } = await waited(1, 60_000, () => new UsageError('the folder is not writable') as LockHeld);
    expect(end).toMatchObject({ message: 'the folder is not writable' });
    expect(pauses).toEqual([]);
  });

  test('is held by a live process or one that cannot be seen; a file that is no lock is another mistake', () => {
    const path = join(folder, 'a.lock');
    const lock = takeLock(path, 'this machine');
    expect(() => takeLock(path, 'this machine')).toThrow(LockHeld);
    lock.release();
    writeFileSync(path, 'no lock\n');
    expect(() => takeLock(path, 'this machine')).toThrow(/is no lock of moebench/);
    expect(() => takeLock(path, 'this machine')).not.toThrow(LockHeld);
  });
});

test('a pause ends with Interrupted when the user interrupts', async () => {
  const interrupt = new AbortController();
  const pause = pauseUntil(600_000, interrupt.signal);
  interrupt.abort();
  await expect(pause).rejects.toBeInstanceOf(Interrupted);
});
