/**
 * One nightly at a time of a machine in a folder of records, from the run to the notification: two would write one site and tell one
 * regression twice. Measuring has a lock of its own for the whole machine (harness/machine-lock.ts).
 */
import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { onDisk } from '../../../results/disk.ts';
import { type Lock, takeLock } from '../../../results/record-file/lock.ts';
import { thisProcess } from '../../../results/record-file/lock-holder.ts';
import { lockWithin, pauseUntil } from '../../lock-wait.ts';
import { CLOCK } from '../../timing/clock.ts';

/** A nightly of another container that began a day ago has ended: it could not be seen, and a year would stand still. */
const UNSEEN_MS = 24 * 3_600_000;

export type FolderLock = {
  readonly out: string;
  /** The name that the user gave the machine. */
  readonly machine: string | undefined;
  readonly waitMinutes: number;
};

export function nightlyLock({ out, machine }: Pick<FolderLock, 'out' | 'machine'>, now: Date): Lock {
  onDisk(out, () => mkdirSync(out, { recursive: true }));
  const path = join(out, `.nightly-${machine ?? hostname()}.lock`);
  return takeLock(path, `the nightly of ${out}`, thisProcess(now), UNSEEN_MS);
}

/** Waits as long as it may. LockHeld, with the holder, where another nightly goes on. */
export function holdFolder(request: FolderLock, interrupt: AbortSignal, say: (text: string) => void): Promise<Lock> {
  return lockWithin(() => nightlyLock(request, CLOCK.now()), {
    maxMs: request.waitMinutes * 60_000,
    monotonicMs: CLOCK.monotonicMs,
    pause: ms => pauseUntil(ms, interrupt),
    onWaiting: say,
  });
}
