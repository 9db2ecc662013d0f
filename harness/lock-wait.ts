/** Waits for a lock that another process holds. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Lock, LockHeld } from '../results/record-file/lock.ts';
import { Interrupted } from './interrupt.ts';

/** How often a lock that is held is tried again. */
const AGAIN_MS = 5000;

export type LockWait = {
  /** 0: not at all. */
  readonly maxMs: number;
  readonly monotonicMs: () => number;
  /** Rejects with Interrupted when the user interrupts. */
  readonly pause: (ms: number) => Promise<void>;
  /** Called once, with the refusal, when the waiting begins. */
  readonly onWaiting: (refusal: string) => void;
};

/** The lock as soon as it is free. LockHeld, which says who holds it, where that is not within the time. */
export async function lockWithin(take: () => Lock, { maxMs, monotonicMs, pause, onWaiting }: LockWait): Promise<Lock> {
  const untilMs = monotonicMs() + maxMs;
  for (let isFirst = true; ; isFirst = false) {
    try {
      return take();
    } catch (error) {
      const leftMs = untilMs - monotonicMs();
      if (!(error instanceof LockHeld) || leftMs <= 0) throw error;
      if (isFirst) onWaiting(error.message);
      await pause(Math.min(AGAIN_MS, leftMs));
    }
  }
}

/** A pause that ends early, with Interrupted, when the signal fires. */
export async function pauseUntil(ms: number, interrupt: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal: interrupt });
  } catch (error) {
    throw interrupt.aborted ? new Interrupted('interrupted') : error;
  }
}
