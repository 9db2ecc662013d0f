import { describe, expect, test } from 'vitest';
import { read, unavailable } from '../../../results/schema/reading.ts';
import { cellCost, harnessCost } from '../../../results/selftest/overhead.ts';
import { spoken } from '../../spoken.ts';
import { CPU, overheadOf, twinRecord } from './twin-record.ts';

const stepMs = () => 10;

describe('what the harness costs', () => {
  test('is how much longer a recorded step is than a bare one, with an interval over processes', () => {
    const overheads = [0.01, 0.02, 0.03, 0.02, 0.02].map(share => overheadOf(share, 2 * share));
    const { recordedStep, wholeWindow, processes } = harnessCost(twinRecord({ pairs: 1, stepMs, overheads }), CPU);
    expect(processes).toBe(5);
    const geometric = (1.01 * 1.02 ** 3 * 1.03) ** (1 / 5) - 1;
    expect(recordedStep).toMatchObject({ available: true, kind: 'confidence-95', rounds: 5 });
    expect(recordedStep.available ? recordedStep.point : 0).toBeCloseTo(geometric, 12);
    expect(recordedStep.available && recordedStep.low < geometric && recordedStep.high > geometric).toBe(true);
    expect(wholeWindow.available ? wholeWindow.point : 0).toBeCloseTo((1.02 * 1.04 ** 3 * 1.06) ** (1 / 5) - 1, 12);
  });

  test('is the middle of a process: a block that was interrupted decides nothing', () => {
    const calm = overheadOf(0.01, 0.01, 5);
    const [first, ...others] = calm.blocks;
    const interrupted = first === undefined ? calm : { ...calm, blocks: [{ ...first, recordedMs: 40 }, ...others] };
    const { recordedStep } = harnessCost(twinRecord({ pairs: 1, stepMs, overheads: [interrupted] }), CPU);
    expect(recordedStep.available ? recordedStep.point : 0).toBeCloseTo(0.01, 12);
  });

  test('where it was not measured is no figure, and not 0', () => {
    expect(spoken(harnessCost(twinRecord({ pairs: 1, stepMs }), CPU))).toEqual({
      processes: 0,
      recordedStep: { available: false, reason: 'it was not measured' },
      wholeWindow: { available: false, reason: 'it was not measured' },
      clock: null,
      samplerShare: { available: false, reason: 'it was not measured' },
    });
  });

  test('takes the finest tick that any process saw, and of the sampler what it took in all', () => {
    const [one, other] = [overheadOf(0, 0), overheadOf(0, 0)];
    const overheads = [
      {
        ...one,
        clock: { tickMs: 2e-5, readingMs: 1e-4 },
        samplerShare: unavailable('window-short-for-count', { seconds: 9 }),
      },
      { ...other, clock: { tickMs: 4e-5, readingMs: 1e-4 }, samplerShare: read(0.003, 'processor-time', 'sampler') },
    ];
    expect(harnessCost(twinRecord({ pairs: 1, stepMs, overheads }), CPU)).toMatchObject({
      clock: { tickMs: 2e-5, readingMs: 1e-4 },
      samplerShare: { value: 0.003 },
    });
  });
});

test('a cell is its graph, session, warm-up, window and the rest; its first round, which is traced, left out', () => {
  const record = twinRecord({ pairs: 1, stepMs: (_, round) => (round === 0 ? 1000 : 10) });
  // 400 ms: 3 graph, 12 session, 30 warm-up, 3 steps of 10.
  expect(cellCost(record, CPU)).toEqual({
    proofMs: 350,
    cellMs: 400,
    graphMs: 3,
    sessionMs: 12,
    warmupMs: 30,
    windowMs: 30,
    restMs: 325,
  });
  expect(cellCost(record, 'webgpu')).toBeNull();
});
