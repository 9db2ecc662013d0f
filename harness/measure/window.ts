/** One timed window: steps until enough time and enough steps, each timed by itself, in order. tinybench drives. */
import { Bench } from 'tinybench';
import { standardScore } from '../../results/statistics/trend.ts';
import { median } from '../../results/statistics.ts';
import type { Timing } from '../../suites/suite.ts';

export type Step = () => Promise<void>;
export type NowMs = () => number;
export type Warmup = { readonly steps: number; readonly ms: number; readonly settled: boolean };

/** What is looked at: the last half of all steps, so that a slow start is seen over longer and longer stretches. */
const [FEWEST_LOOKED_AT, MOST_LOOKED_AT] = [6, 64];
/** The medians of the earlier and the later part of those are this near to each other … */
const SETTLED = 0.03;
/** … and the steps fall by no more than steps in no order do in 5 of 6 cases (Mann–Kendall, −1 deviation). */
const FALLS = -1;

/**
 * Runs steps until they have settled or `maxWarmupMs` is over. At least one step is run, so that what a provider does only
 * once is done. A step so slow that six do not fit leaves `settled` false: the record says so.
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

/** `node test/bench/settling.mjs` prints what this rule leaves of a slow start, and how many steps it takes. */
export function isSettled(times: readonly number[]): boolean {
  if (times.length < FEWEST_LOOKED_AT) return false;
  const half = Math.ceil(times.length / 2);
  const last = times.slice(-Math.min(MOST_LOOKED_AT, Math.max(FEWEST_LOOKED_AT, half)));
  const middle = Math.floor(last.length / 2);
  const [earlier, later] = [median(last.slice(0, middle)), median(last.slice(middle))];
  return Math.abs(later - earlier) <= SETTLED * earlier && standardScore(last) > FALLS;
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
