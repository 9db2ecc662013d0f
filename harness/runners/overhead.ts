/** A cell of the self-test: steps in a bare loop beside steps as a timed cell takes them, in turns, in one process. */
import type { OverheadBlock } from '../../results/schema/overhead.ts';
import { mean } from '../../results/statistics.ts';
import { peakHostMemory } from '../memory/host.ts';
import { type NowMs, type Run, timeBatches, warmUp } from '../timing/window.ts';
import type { Job, Result } from './job.ts';
import type { Open } from './steps.ts';
import { batchOf } from './time.ts';

/** An even number: each kind goes first as often as the other. */
const BLOCKS = 20;
/** Readings of the clock, one right after the other. */
const READINGS = 20_000;

const now: NowMs = () => performance.now();

export async function overhead(job: Extract<Job, { kind: 'overhead' }>, open: Open): Promise<Result> {
  const { workload, target, strategy, timing } = job;
  const { steps: opened } = await open({ workload, target, strategy, deterministic: false });
  await opened.run(1);
  const { stepsPerBatch } = await batchOf(opened, timing);
  const warmup = await warmUp(opened.run, stepsPerBatch, timing, now);
  const enough = Math.ceil((timing.minWindowMs * warmup.steps) / (warmup.ms * stepsPerBatch));
  const most = Math.max(1, Math.floor(timing.maxSteps / stepsPerBatch));
  const batched = { run: opened.run, stepsPerBatch, batches: Math.min(most, Math.max(timing.minSteps, enough)) };
  const blocks: OverheadBlock[] = [];
  for (let i = 0; i < BLOCKS; i += 1) blocks.push(await block(batched, i % 2 === 0 ? 'bare' : 'window'));
  await opened.close();
  const steps = batched.batches * stepsPerBatch;
  return { kind: 'overhead', overhead: { steps, blocks, clock: clock() } };
}

/** A block's steps, in the batches that a timed cell would take them in. */
type Batched = { readonly run: Run; readonly stepsPerBatch: number; readonly batches: number };

async function block(batched: Batched, first: OverheadBlock['first']): Promise<OverheadBlock> {
  if (first === 'window') {
    const timed = await inWindow(batched);
    return { first, ...timed, bareMs: await bare(batched) };
  }
  const bareMs = await bare(batched);
  return { first, bareMs, ...(await inWindow(batched)) };
}

async function bare({ run, stepsPerBatch, batches }: Batched): Promise<number> {
  const start = now();
  for (let i = 0; i < batches; i += 1) await run(stepsPerBatch);
  return (now() - start) / (batches * stepsPerBatch);
}

/** All that `time.ts` does between the first fingerprint and the last. */
async function inWindow({
  run,
  stepsPerBatch,
  batches,
}: Batched): Promise<Pick<OverheadBlock, 'recordedMs' | 'windowMs'>> {
  const start = now();
  const endMemoryWindow = peakHostMemory();
  const maxSteps = batches * stepsPerBatch;
  const timing = { minWindowMs: 0, minSteps: batches, maxSteps, maxWarmupMs: 0, timeoutMs: 0 };
  const samplesMs = await timeBatches(run, stepsPerBatch, timing, now);
  endMemoryWindow();
  return { recordedMs: mean(samplesMs), windowMs: (now() - start) / maxSteps };
}

/** The clock that steps are timed with, as it is seen: its least step, and what it costs to read it. */
function clock(): { readonly tickMs: number; readonly readingMs: number } {
  const start = now();
  let [last, tickMs] = [start, Number.POSITIVE_INFINITY];
  for (let i = 0; i < READINGS; i += 1) {
    const reading = now();
    if (reading > last) tickMs = Math.min(tickMs, reading - last);
    last = reading;
  }
  return { tickMs, readingMs: (last - start) / READINGS };
}
