/** A timed cell: warm up, step through the window, and say what the numbers stand on. */

import type { Fingerprint } from '../../../results/outcome.ts';
import { unavailable } from '../../../results/reading.ts';
import { roundStatistics } from '../../../results/statistics.ts';
import { accountFor } from '../../measure/account.ts';
import { monotonicMs } from '../../measure/clock.ts';
import { type Beside, stepUntilAll } from '../../measure/meeting.ts';
import { peakHostMemory, residentHostMemory } from '../../measure/memory.ts';
import { timeSteps, warmUp } from '../../measure/window.ts';
import type { Job, Result } from '../job.ts';
import { fingerprint, notNumbers } from './outputs.ts';
import { program } from './program.ts';
import { sessionOptions } from './session.ts';
import { openSteps } from './steps.ts';
import { traceStep } from './trace.ts';

const NOT_TRACED = {
  placement: unavailable('not-traced'),
  parts: unavailable('not-traced'),
};

/** What a cell that runs by itself waited for. */
const ALONE = { steps: 0, all: true } as const;

/** The host waits for the device at every step. */
const PER_STEP = {
  kind: 'host-synchronised',
  stepsPerBatch: 1,
  fenceMs: unavailable('not-measured'),
  idleMs: unavailable('not-measured'),
} as const;

/** Since this process began. */
const now = (): number => performance.now();

export async function time(job: Extract<Job, { kind: 'time' }>): Promise<Result> {
  const { workload, target, timing, beside } = job;
  const prepared = program(workload);
  const opening = now();
  const steps = await openSteps(prepared, target);
  const createMs = now() - opening;

  const resident = residentHostMemory();
  const inputsBytes = prepared.inputs.reduce((sum, { values }) => sum + values.byteLength, 0);
  await steps.step();
  const first = fingerprint(await steps.outputs());
  const warmup = await warmUp(steps.step, timing.maxWarmupMs, now);
  const met = beside === undefined ? ALONE : await stepUntilAll(beside, 'ready', steps.step, now);
  if (!met.all) return notMet(beside);
  const endMemoryWindow = peakHostMemory();
  const startMs = monotonicMs();
  const samplesMs = await timeSteps(steps.step, timing, now);
  const endMs = monotonicMs();
  const peakHostBytes = endMemoryWindow();
  const last: Fingerprint = fingerprint(await steps.outputs());
  if (beside !== undefined) await stepUntilAll(beside, 'done', steps.step, now);
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
      warmup: { ...warmup, steps: 1 + warmup.steps + met.steps },
      open: { createMs, options: { ...sessionOptions(target, workload.dtype) }, kernel: null, notes: [] },
      clock: PER_STEP,
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
      memory: accountFor(workload, target, { resident, peak: peakHostBytes, inputsBytes }),
      ...(job.trace ? await traceStep(prepared, target) : NOT_TRACED),
    },
  };
}

/** A window that would be timed while others still warm up is not of all targets at once. */
function notMet(beside: Beside | undefined): Result {
  const message = `the other targets had not warmed up after ${Math.round((beside?.untilMs ?? 0) / 1000)} s`;
  return { kind: 'fault', fault: { code: 'timeout', message, detail: '' } };
}
