import { expect, test } from 'vitest';
import { resultSchema } from '../../../harness/runners/job.ts';
import { openOnnx } from '../../../harness/runners/onnx/open.ts';
import { overhead } from '../../../harness/runners/overhead.ts';
import { layer, target } from '../../results/small-record.ts';

test('as many blocks have the bare loop first as last, of equally many steps, and a window takes longer than its steps', async () => {
  const timing = { minWindowMs: 2, minSteps: 4, maxSteps: 8, maxWarmupMs: 5, timeoutMs: 60_000 };
  const result = await overhead(
    { kind: 'overhead', workload: layer, target: target('cpu'), strategy: 'session', timing },
    openOnnx(),
  );
  expect(resultSchema.safeParse(result).success).toBe(true);
  if (result.kind !== 'overhead') throw new Error(result.kind);
  const { steps, blocks, clock } = result.overhead;
  expect(steps).toBeGreaterThanOrEqual(4);
  expect(steps).toBeLessThanOrEqual(8);
  expect(blocks.filter(({ first }) => first === 'bare')).toHaveLength(blocks.length / 2);
  expect(blocks.filter(({ recordedMs, windowMs }) => recordedMs > windowMs)).toEqual([]);
  expect(clock.tickMs).toBeLessThan(0.1);
});
