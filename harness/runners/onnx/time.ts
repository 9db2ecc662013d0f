/** A timed cell: warm up, step through the window, and say what the numbers stand on. */

import type { Measurement } from '../../../results/outcome.ts';
import { type Reading, read, unavailable } from '../../../results/reading.ts';
import { roundStatistics } from '../../../results/statistics.ts';
import { accountFor } from '../../measure/account.ts';
import { batchFor, fenceMs } from '../../measure/batch.ts';
import { monotonicMs } from '../../measure/clock.ts';
import { type Beside, stepUntilAll } from '../../measure/meeting.ts';
import { collectGarbage, peakHostMemory, residentHostMemory } from '../../measure/memory.ts';
import { timeBatches, warmUp } from '../../measure/window.ts';
import { fingerprint, notNumbers } from '../fingerprint.ts';
import type { Job, Result } from '../job.ts';
import type { Steps } from '../steps.ts';
import { type Program, program } from './program.ts';
import { sessionOptions } from './session.ts';
import { type OpenSteps, openSteps } from './steps.ts';
import { traceStep } from './trace.ts';

type TimeJob = Extract<Job, { kind: 'time' }>;

const NOT_TRACED = {
  placement: unavailable('not-traced'),
  parts: unavailable('not-traced'),
};

/** What a cell that runs by itself waited for. */
const ALONE = { steps: 0, all: true } as const;

/** Since this process began. */
const now = (): number => performance.now();

/** `open`: the seam that tests put mutants into. */
export async function time(job: TimeJob, open: OpenSteps = openSteps): Promise<Result> {
  const { workload, target, timing, beside } = job;
  const prepared = program(workload);
  const opening = now();
  const steps = await open(prepared, target);
  const createMs = now() - opening;

  // What building left behind is no part of an empty session, and would be collected at any time later.
  collectGarbage();
  const resident = residentHostMemory();
  await steps.run(1);
  const first = fingerprint(await steps.outputs(), workload);
  const { fence, stepsPerBatch, steps: tried } = await batchOf(steps, timing);
  const warmup = await warmUp(steps.run, stepsPerBatch, timing, now);
  const batch = () => steps.run(stepsPerBatch);
  const met = beside === undefined ? ALONE : await stepUntilAll(beside, 'ready', batch, now);
  if (!met.all) return notMet(beside);
  const endMemoryWindow = peakHostMemory();
  const startMs = monotonicMs();
  const samplesMs = await timeBatches(steps.run, stepsPerBatch, timing, now);
  const endMs = monotonicMs();
  const peakHostBytes = endMemoryWindow();
  const last = fingerprint(await steps.outputs(), workload);
  if (beside !== undefined) await stepUntilAll(beside, 'done', batch, now);
  await steps.close();

  const lost = new Set([...notNumbers(first), ...notNumbers(last)]);
  if (lost.size > 0) {
    const message = `a step returned what is no number: ${[...lost].join(', ')}`;
    return { kind: 'fault', fault: { code: 'mismatch', message, detail: '' } };
  }
  return {
    kind: 'measurement',
    pid: process.pid,
    samplesMs: [...samplesMs],
    measurement: {
      stepMs: roundStatistics(samplesMs),
      warmup: { ...warmup, steps: 1 + tried + warmup.steps + met.steps * stepsPerBatch },
      open: { createMs, options: { ...sessionOptions(target, workload.dtype) }, kernel: null, notes: [] },
      clock: {
        kind: 'host-synchronised',
        stepsPerBatch,
        fenceMs: fence,
        idleMs: idleIn(endMs - startMs, samplesMs, stepsPerBatch),
      },
      onnx: {
        graph: {
          sha256: prepared.sha256,
          nodes: prepared.graph.nodes.length,
          bytes: prepared.bytes.length,
          buildMs: prepared.buildMs,
        },
      },
      first,
      last,
      window: { startMs, endMs },
      peakHostBytes,
      peakDeviceBytes: unavailable('provider-silent'),
      memory: accountFor(workload, target, { resident, peak: peakHostBytes, inputsBytes: inputsBytes(prepared) }),
      ...(job.trace ? await traceStep(prepared, target) : NOT_TRACED),
    },
  };
}

type Batching = { readonly fence: Reading; readonly stepsPerBatch: number; readonly steps: number };

/** On a device, batches of which the wait at their end is a hundredth at most; on the host a step is a batch. */
export async function batchOf({ run, fence }: Steps, timing: TimeJob['timing']): Promise<Batching> {
  if (fence === null) return { fence: unavailable('no-fence'), stepsPerBatch: 1, steps: 0 };
  const waitMs = await fenceMs(fence, now);
  return { fence: read(waitMs, 'median-of-waits', 'batch'), ...(await batchFor(run, waitMs, timing, now)) };
}

/** What of the window no batch was running in: the harness between two of them. Within a batch nobody can tell. */
function idleIn(windowMs: number, samplesMs: readonly number[], stepsPerBatch: number): Measurement['clock']['idleMs'] {
  const busyMs = samplesMs.reduce((sum, ms) => sum + ms * stepsPerBatch, 0);
  return read(Math.max(0, windowMs - busyMs), 'window-less-batches', 'window');
}

/** What a step is given: its own batch of the ring is, the others lie there for steps to come. */
function inputsBytes({ inputs, batches }: Program): number {
  return [...inputs, ...batches.at(0)].reduce((sum, { values }) => sum + values.byteLength, 0);
}

/** A window that would be timed while others still warm up is not of all targets at once. */
function notMet(beside: Beside | undefined): Result {
  const message = `the other targets had not warmed up after ${Math.round((beside?.untilMs ?? 0) / 1000)} s`;
  return { kind: 'fault', fault: { code: 'timeout', message, detail: '' } };
}
