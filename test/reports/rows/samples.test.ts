import { describe, expect, test } from 'vitest';
import { roundOf } from '../../../reports/rows/recorded.ts';
import { stepsInWindow } from '../../../results/readings/rounds.ts';
import { HOST_CLOCK, measurementOf } from '../../results/small-record.ts';

const fenceMs = { available: true, value: 0.5, method: 'fence', scope: 'device' } as const;
const batches = { ...HOST_CLOCK, stepsPerBatch: 10, stepsPerSample: 10, fenceMs };
const events = { ...HOST_CLOCK, kind: 'device-events' as const, stepsPerBatch: 10, stepsPerSample: 1, fenceMs };

describe('three samples of 5 ms a step, in batches of ten', () => {
  const { stepMs } = measurementOf([5, 5, 5]);

  test('are of thirty steps where the host timed batches, and of three where the device timed steps', () => {
    expect(stepsInWindow({ stepMs, clock: batches })).toBe(30);
    expect(stepsInWindow({ stepMs, clock: events })).toBe(3);
  });

  test('have one wait a batch either way: 0.5 of 50 ms', () => {
    const of = (clock: typeof batches | typeof events) =>
      roundOf({
        round: 0,
        measurement: { ...measurementOf([5, 5, 5]), clock, samplesSha256: '' },
        disturbed: [],
        useUnknown: null,
      });
    expect([of(batches).fenceShare, of(events).fenceShare]).toEqual([0.01, 0.01]);
    expect([of(batches).stepsPerSample, of(events).stepsPerSample]).toEqual([10, 1]);
  });
});
