/** A cell of the self-test: steps in a bare loop beside steps as a timed cell takes them, in turns, in one process. */
import type { OverheadBlock } from '../../../results/overhead.ts';
import { mean } from '../../../results/statistics.ts';
import { peakHostMemory } from '../../measure/memory.ts';
import { type NowMs, type Step, timeSteps, warmUp } from '../../measure/window.ts';
import type { Job, Result } from '../job.ts';
import { program } from './program.ts';
import { openSteps } from './steps.ts';

/** An even number: each kind goes first as often as the other. */
const BLOCKS = 20;
/** Readings of the clock, one right after the other. */
const READINGS = 20_000;

const now: NowMs = () => performance.now();

export async function overhead({ workload, target, timing }: Extract<Job, { kind: 'overhead' }>): Promise<Result> {
  const { step, close } = await openSteps(program(workload), target);
  await step();
  const warmup = await warmUp(step, timing.maxWarmupMs, now);
  const enough = Math.ceil((timing.minWindowMs * warmup.steps) / warmup.ms);
  const steps = Math.min(timing.maxSteps, Math.max(timing.minSteps, enough));
  const blocks: OverheadBlock[] = [];
  for (let i = 0; i < BLOCKS; i += 1) blocks.push(await block(step, steps, i % 2 === 0 ? 'bare' : 'window'));
  await close();
  return { kind: 'overhead', overhead: { steps, blocks, clock: clock() } };
}

async function block(step: Step, steps: number, first: OverheadBlock['first']): Promise<OverheadBlock> {
  if (first === 'window') {
    const timed = await inWindow(step, steps);
    return { first, ...timed, bareMs: await bare(step, steps) };
  }
  const bareMs = await bare(step, steps);
  return { first, bareMs, ...(await inWindow(step, steps)) };
}

async function bare(step: Step, steps: number): Promise<number> {
  const start = now();
  for (let i = 0; i < steps; i += 1) await step();
  return (now() - start) / steps;
}

/** All that `time.ts` does between the first fingerprint and the last. */
async function inWindow(step: Step, steps: number): Promise<Pick<OverheadBlock, 'recordedMs' | 'windowMs'>> {
  const start = now();
  const endMemoryWindow = peakHostMemory();
  const timing = { minWindowMs: 0, minSteps: steps, maxSteps: steps, maxWarmupMs: 0, timeoutMs: 0 };
  const samplesMs = await timeSteps(step, timing, now);
  endMemoryWindow();
  return { recordedMs: mean(samplesMs), windowMs: (now() - start) / steps };
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
