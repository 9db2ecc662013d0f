/** One process at a time makes a roll-up anew; others wait until it has. */
import { setTimeout } from 'node:timers/promises';
import { type Lock, LockHeld, takeLock } from '../../record-file/lock.ts';

/** A roll-up of ten thousand runs takes less than a minute. */
const PATIENCE_MS = 180_000;
const LOOK_EVERY_MS = 100;

/** Calls `act` with the roll-up's lock held. LockHeld, with the holder, where it stays held. */
export async function lockedRollup<T>(database: string, act: () => Promise<T>): Promise<T> {
  const lock = await waitedFor(database);
  try {
    return await act();
  } finally {
    lock.release();
  }
}

async function waitedFor(database: string): Promise<Lock> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return takeLock(`${database}.lock`, database);
    } catch (error) {
      if (!(error instanceof LockHeld) || performance.now() > deadline) throw error;
    }
    await setTimeout(LOOK_EVERY_MS);
  }
}
