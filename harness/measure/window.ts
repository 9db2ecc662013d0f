/** One timed window: steps until enough time and enough steps, each timed by itself, in order. tinybench drives. */
import { Bench } from 'tinybench';
import type { Timing } from '../../suites/suite.ts';

export type Step = () => Promise<void>;
export type NowMs = () => number;
export type Warmup = { readonly steps: number; readonly ms: number; readonly settled: boolean };

/** Warm-up ends when two consecutive groups of this many steps have medians within `SETTLED` of each other. */
const GROUP = 3;
const SETTLED = 0.03;

/**
 * Runs steps until they have settled or `maxWarmupMs` is over. At least one step is run, so that what a provider does only
 * once is done. A step so slow that two groups do not fit leaves `settled` false: the record says so.
 */
export async function warmUp(step: Step, maxWarmupMs: number, now: NowMs): Promise<Warmup> {
  const times: number[] = [];
  const start = now();
  do {
    const before = now();
    await step();
    times.push(now() - before);
    if (isSettled(times)) return { steps: times.length, ms: now() - start, settled: true };
  } while (now() - start < maxWarmupMs);
  return { steps: times.length, ms: now() - start, settled: false };
}

export function isSettled(times: readonly number[]): boolean {
  if (times.length < 2 * GROUP) return false;
  const [later, earlier] = [middle(times.slice(-GROUP)), middle(times.slice(-2 * GROUP, -GROUP))];
  return Math.abs(later - earlier) <= SETTLED * earlier;
}

/**
 * Step times in milliseconds, in the order they were taken. tinybench sorts the samples it keeps and drops the first of a
 * second run, so the task times itself, keeps its own list, and ends the run by AbortSignal.
 */
export async function timeSteps(step: Step, timing: Timing, now: NowMs): Promise<readonly number[]> {
  const samplesMs: number[] = [];
  const enough = new AbortController();
  const start = now();
  const bench = new Bench({
    iterations: timing.maxSteps,
    time: 0,
    warmup: false,
    throws: true,
    signal: enough.signal,
  });
  bench.add('step', async () => {
    const before = now();
    await step();
    const after = now();
    samplesMs.push(after - before);
    const done = after - start >= timing.minWindowMs && samplesMs.length >= timing.minSteps;
    if (done || samplesMs.length >= timing.maxSteps) enough.abort();
    return { overriddenDuration: after - before };
  });
  await bench.run();
  return samplesMs;
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
