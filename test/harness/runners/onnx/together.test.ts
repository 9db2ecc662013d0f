/** Two timed cells of a group, with the runtime itself: neither window begins before both have warmed up. */
import { expect, test } from 'vitest';
import type { Job } from '../../../../harness/runners/job.ts';
import { openOnnx } from '../../../../harness/runners/onnx/open.ts';
import { time } from '../../../../harness/runners/time.ts';
import { meetInFolder } from '../../../../harness/timing/meeting.ts';
import { layer, target } from '../../../results/small-record.ts';

const jobOf = (minWindowMs: number, maxWarmupMs: number, group: NonNullable<(Job & { kind: 'time' })['group']>) => ({
  kind: 'time' as const,
  workload: layer,
  target: target('cpu', { threads: 1 }),
  strategy: 'session',
  timing: { minWindowMs, minSteps: 2, maxSteps: 1_000_000, maxWarmupMs, timeoutMs: 60_000 },
  trace: false,
  group,
});
/** performance.now() counts from the start of this process, which may be long ago. */
const soon = (ms: number) => performance.now() + ms;

test('a worker that is ready, or done, steps on until the other is, and only its window is timed', async () => {
  const meeting = meetInFolder(2);
  const quick = jobOf(150, 0, meeting.place(0, soon(30_000)));
  // Six steps at least before it settles, each longer than many of the other's.
  const long = jobOf(300, 1000, meeting.place(1, soon(30_000)));
  const slow = { ...long, workload: { ...layer, tokens: 2048 } };
  const run = async (job: typeof quick, member: number) => {
    const result = await time(job, openOnnx());
    meeting.gone(member);
    if (result.kind !== 'measurement') throw new Error(JSON.stringify(result));
    return result;
  };
  const [first, second] = await Promise.all([run(quick, 0), run(slow, 1)]);
  meeting.end();
  const [a, b] = [first.measurement.window, second.measurement.window];
  expect(Math.abs(a.startMs - b.startMs)).toBeLessThan(150);
  expect(first.measurement.warmup.steps).toBeGreaterThan(2);
  const timedMs = first.samplesMs.reduce((sum, ms) => sum + ms, 0);
  expect(timedMs).toBeLessThanOrEqual(a.endMs - a.startMs);
  expect(first.samplesMs).toHaveLength(first.measurement.stepMs.steps);
});

test('a worker whose others never come is a fault, not a window alone', async () => {
  const meeting = meetInFolder(2);
  const result = await time(jobOf(5, 0, meeting.place(0, soon(50))), openOnnx());
  meeting.end();
  expect(result).toMatchObject({
    kind: 'fault',
    fault: { code: 'timeout', why: [{ code: 'others-not-warm' }] },
  });
});
