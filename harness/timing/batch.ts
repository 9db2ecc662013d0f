/** The steps of a batch: enough that the wait for the device, once a batch, is at most a hundredth of it. */
import { median } from '../../results/statistics.ts';
import type { Timing } from '../../suites/suite.ts';
import type { NowMs } from './window.ts';

/** Runs steps, then waits for the device; the value it resolves to is not used. */
type Run = (steps: number) => Promise<unknown>;

/** What a wait may be of its batch (docs/method/batches-and-text.md). */
const FENCE_SHARE = 0.01;
/** Number of waits that are timed with nothing queued; their median counts. */
const WAITS = 15;

/** `steps`: the steps that finding it took. */
export type Batch = { readonly stepsPerBatch: number; readonly steps: number };

/** The time of one wait for the device with nothing queued. */
export async function fenceMs(fence: () => Promise<void>, now: NowMs): Promise<number> {
  const times: number[] = [];
  for (let wait = 0; wait < WAITS; wait += 1) {
    const before = now();
    await fence();
    times.push(now() - before);
  }
  return median(times);
}

/**
 * Batches grow until a wait of `waitMs` is within its share of one. A window must hold `minSteps` of them in `maxSteps` steps, which
 * comes first: a wait that is more than its share then shows in the record.
 */
export async function batchFor(
  run: Run,
  waitMs: number,
  { minSteps, maxSteps }: Pick<Timing, 'minSteps' | 'maxSteps'>,
  now: NowMs,
): Promise<Batch> {
  const most = Math.max(1, Math.floor(maxSteps / minSteps));
  let [stepsPerBatch, steps] = [1, 0];
  while (stepsPerBatch < most) {
    const before = now();
    await run(stepsPerBatch);
    const ms = now() - before;
    steps += stepsPerBatch;
    if (waitMs <= FENCE_SHARE * ms) break;
    stepsPerBatch = Math.min(most, grown(stepsPerBatch, ms, waitMs));
  }
  return { stepsPerBatch, steps };
}

/** By what a step seems to take beside the wait; at least twice as many, as a batch that is mostly wait tells little of that. */
function grown(steps: number, ms: number, waitMs: number): number {
  const stepMs = (ms - waitMs) / steps;
  const needed = stepMs > 0 ? Math.ceil((waitMs * (1 / FENCE_SHARE - 1)) / stepMs) : 0;
  return Math.max(2 * steps, Math.min(needed, 64 * steps));
}
