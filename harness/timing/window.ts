/** One timed window: batches of steps, each timed alone, until the window is long enough and has enough batches. tinybench drives it. */
import { Bench } from 'tinybench';
import type { Timing } from '../../suites/suite.ts';
import { isSettled } from './settling.ts';

/** Steps that were timed together, and how long all of them took. */
type Group = { readonly steps: number; readonly ms: number };
/** Runs steps back to back; resolves when the device has done them, with times by the clock of the process that computes. */
export type Run = (steps: number) => Promise<readonly Group[]>;
export type NowMs = () => number;
export type Warmup = { readonly steps: number; readonly ms: number; readonly settled: boolean };

/** The shortest warm-up: short steps would otherwise be over before the clocks have risen. */
export const LEAST_WARMUP_MS = 100;

type WarmupLimits = Pick<Timing, 'minWarmupMs' | 'maxWarmupMs'>;

/**
 * Runs batches until their steps have settled and `minWarmupMs` is over, or until `maxWarmupMs` is over. It runs at least one batch,
 * which pays for what a provider does only once. Where steps are so slow that too few fit, `settled` is false, and the record says so.
 */
export async function warmUp(run: Run, stepsPerBatch: number, limits: WarmupLimits, now: NowMs): Promise<Warmup> {
  const { maxWarmupMs } = limits;
  const leastMs = Math.min(limits.minWarmupMs ?? LEAST_WARMUP_MS, maxWarmupMs);
  const times: number[] = [];
  let steps = 0;
  const start = now();
  const done = (settled: boolean) => ({ steps, ms: now() - start, settled });
  do {
    times.push(...stepTimes(await run(stepsPerBatch)));
    steps += stepsPerBatch;
    if (now() - start >= leastMs && isSettled(times)) return done(true);
  } while (now() - start < maxWarmupMs);
  return done(false);
}

/**
 * Milliseconds a step, in the order they were taken: one sample a batch, its time ÷ its steps, or one a step where the device
 * times each. tinybench sorts the samples it keeps
 * and drops the first of a second run, so the task times itself, keeps its own list, and ends the run by AbortSignal. Ends when
 * the window is long enough and has `minSteps` samples, and with the last batch that ends at `maxSteps` or before.
 */
export async function timeBatches(
  run: Run,
  stepsPerBatch: number,
  timing: Timing,
  now: NowMs,
): Promise<readonly number[]> {
  const samplesMs: number[] = [];
  const enough = new AbortController();
  const start = now();
  const most = Math.max(1, Math.floor(timing.maxSteps / stepsPerBatch));
  let batches = 0;
  const bench = new Bench({ iterations: most, time: 0, warmup: false, throws: true, signal: enough.signal });
  bench.add('batch', async () => {
    const groups = await run(stepsPerBatch);
    batches += 1;
    samplesMs.push(...stepTimes(groups));
    const done = now() - start >= timing.minWindowMs && samplesMs.length >= timing.minSteps;
    if (done || batches >= most) enough.abort();
    return { overriddenDuration: groups.reduce((sum, { ms }) => sum + ms, 0) / stepsPerBatch };
  });
  await bench.run();
  return samplesMs;
}

/** Milliseconds a step of each group. */
function stepTimes(groups: readonly Group[]): readonly number[] {
  return groups.map(({ steps, ms }) => ms / steps);
}
