/** A timed cell: warm up, step through the window, and record what the numbers rest on. */

import { codedFault } from '../../results/schema/coded-fault.ts';
import { note } from '../../results/schema/note.ts';
import type { Measurement } from '../../results/schema/outcome.ts';
import { type Reading, read, unavailable } from '../../results/schema/reading.ts';
import { significant } from '../../results/significant.ts';
import { roundStatistics } from '../../results/statistics.ts';
import { accountFor } from '../memory/account.ts';
import { collectGarbage, PROC, peakHostMemory, residentHostMemory } from '../memory/host.ts';
import { batchFor, fenceMs } from '../timing/batch.ts';
import { monotonicMs } from '../timing/clock.ts';
import { type GroupPlace, stepUntilAll } from '../timing/meeting.ts';
import { timeBatches, warmUp } from '../timing/window.ts';
import { fingerprint, notNumbers } from './fingerprint.ts';
import type { Job, Result } from './job.ts';
import type { Open, Steps } from './steps.ts';

type TimeJob = Extract<Job, { kind: 'time' }>;

const NOT_TRACED = {
  placement: unavailable('not-traced'),
  parts: unavailable('not-traced'),
};

/** The wait of a cell that runs alone. */
const ALONE = { steps: 0, all: true } as const;

/** Since this process began. */
const now = (): number => performance.now();

/** Warms up, times, and closes what `open` opens. */
export async function time(job: TimeJob, open: Open): Promise<Result> {
  const { workload, target, strategy, timing, group } = job;
  const opened = await open({ workload, target, strategy, deterministic: false });
  const { steps } = opened;

  // Garbage of building the program is no part of an empty session, and would be collected during the window.
  collectGarbage();
  const resident = residentHostMemory();
  await steps.run(1);
  const first = fingerprint(await steps.summary());
  const { fence, stepsPerBatch, steps: tried } = await batchOf(steps, timing);
  const warmup = await warmUp(steps.run, stepsPerBatch, timing, now);
  const batch = async () => {
    await steps.run(stepsPerBatch);
  };
  const met = group === undefined ? ALONE : await stepUntilAll(group, 'ready', batch, now);
  if (!met.all) return notMet(group);
  const endMemoryWindow = peakHostMemory(PROC, opened.pids[0] ?? 'self');
  const startMs = monotonicMs();
  const samplesMs = await timeBatches(steps.run, stepsPerBatch, timing, now);
  const endMs = monotonicMs();
  const peakHostBytes = endMemoryWindow();
  const peakDeviceBytes = await opened.peakDeviceBytes();
  const last = fingerprint(await steps.summary());
  if (group !== undefined) await stepUntilAll(group, 'done', batch, now);
  const traced = job.trace ? await opened.traceAndClose() : NOT_TRACED;
  if (!job.trace) await steps.close();

  const lost = new Set([...notNumbers(first), ...notNumbers(last)]);
  if (lost.size > 0) {
    const why = note('step-no-number', { tensors: [...lost].join(', ') });
    return { kind: 'fault', fault: codedFault('mismatch', why) };
  }
  const stepsPerSample = opened.clock === 'device-events' ? 1 : stepsPerBatch;
  const untimed = opened.pids.length === 0 ? null : mostlyUntimed(endMs - startMs, samplesMs, stepsPerSample);
  if (untimed !== null) return untimed;
  return {
    kind: 'measurement',
    pids: [...new Set([process.pid, ...opened.pids])],
    samplesMs: [...samplesMs],
    measurement: {
      stepMs: roundStatistics(samplesMs),
      warmup: { ...warmup, steps: 1 + tried + warmup.steps + met.steps * stepsPerBatch },
      open: opened.open,
      clock: {
        kind: opened.clock,
        stepsPerBatch,
        stepsPerSample,
        fenceMs: fence,
        idleMs: idleIn(endMs - startMs, samplesMs, stepsPerSample),
      },
      ...(opened.onnx === undefined ? {} : { onnx: opened.onnx }),
      first,
      last,
      window: { startMs, endMs },
      peakHostBytes,
      peakDeviceBytes,
      memory: accountFor(workload, target, { resident, peak: peakHostBytes, inputsBytes: opened.inputsBytes }),
      ...traced,
    },
  };
}

type Batching = { readonly fence: Reading; readonly stepsPerBatch: number; readonly steps: number };

/** On a device, batches whose final wait is at most a hundredth of them; on the host a step is a batch. */
export async function batchOf({ run, fence }: Steps, timing: TimeJob['timing']): Promise<Batching> {
  if (fence === null) return { fence: unavailable('no-fence'), stepsPerBatch: 1, steps: 0 };
  const waitMs = await fenceMs(fence, now);
  return { fence: read(waitMs, 'median-of-waits', 'batch'), ...(await batchFor(run, waitMs, timing, now)) };
}

/** Time of the window in which no batch ran: the harness between two batches. Idle time within a batch is not seen. */
function idleIn(
  windowMs: number,
  samplesMs: readonly number[],
  stepsPerSample: number,
): Measurement['clock']['idleMs'] {
  const busyMs = samplesMs.reduce((sum, ms) => sum + ms * stepsPerSample, 0);
  return read(Math.max(0, windowMs - busyMs), 'window-less-steps', 'window');
}

/** Between batches a runner of its own process waits for a request, a small part of a window: batchOf sees to that. */
const LEAST_TIMED_SHARE = 0.1;

/** A runner times its own steps. Where they are a small part of the time waited for them, the times are of something else. */
function mostlyUntimed(windowMs: number, samplesMs: readonly number[], stepsPerSample: number): Result | null {
  const timedMs = samplesMs.reduce((sum, ms) => sum + ms * stepsPerSample, 0);
  if (timedMs >= LEAST_TIMED_SHARE * windowMs) return null;
  const steps = samplesMs.length * stepsPerSample;
  const why = note('steps-untimed', { steps, timedMs: significant(timedMs), windowMs: significant(windowMs) });
  return { kind: 'fault', fault: codedFault('protocol', why) };
}

/** A window timed while others still warm up would not be of all targets at once. */
function notMet(group: GroupPlace | undefined): Result {
  const why = note('others-not-warm', { seconds: Math.round((group?.untilMs ?? 0) / 1000) });
  return { kind: 'fault', fault: codedFault('timeout', why) };
}
