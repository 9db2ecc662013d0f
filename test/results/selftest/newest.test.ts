import { describe, expect, test } from 'vitest';
import type { RunRecord } from '../../../results/record.ts';
import { machineNoise } from '../../../results/selftest/newest.ts';
import { smallestDifference, twinRounds } from '../../../results/selftest/pairs.ts';
import { spoken } from '../../spoken.ts';
import { contextOf } from '../small-record.ts';
import { CPU, type Twins, twinRecord } from './twin-record.ts';

const wobble: Twins['stepMs'] = (name, round) => 10 + Math.sin(round * (name === 'a' ? 7 : 5));

function selftest(day: number, pairs: number): RunRecord {
  const record = twinRecord({ pairs, stepMs: wobble });
  const context = { ...record.context, runId: `day-${day}`, startedAt: `2026-03-0${day}T00:00:00.000Z` };
  return { path: `day-${day}.jsonl`, ...record, context, attempts: [], sealed: true };
}

describe('the noise of a machine', () => {
  const run: RunRecord = {
    path: 'run.jsonl',
    context: { ...contextOf(), previousSha256: null, startedAt: '2026-03-09T00:00:00.000Z' },
    proofs: [],
    cells: [],
    attempts: [],
    sealed: true,
  };

  test('is that of its newest self-test, at the rounds that are asked for', () => {
    const newest = selftest(3, 20);
    const noise = machineNoise([selftest(2, 40), newest, run, selftest(1, 30)], 'lab-1', CPU, 8);
    expect(noise).toMatchObject({ available: true, run: 'day-3', ...smallestDifference(twinRounds(newest, CPU), 8) });
  });

  test('passes over a self-test too short to tell', () => {
    expect(machineNoise([selftest(2, 40), selftest(3, 4)], 'lab-1', CPU, 5)).toMatchObject({ run: 'day-2' });
  });

  test('is not that of another machine, of another target, or of a run', () => {
    const reason = 'no self-test of this machine has measured it on cpu: moebench selftest';
    expect(spoken(machineNoise([selftest(2, 40)], 'lab-2', CPU, 5))).toEqual({ available: false, reason });
    expect(spoken(machineNoise([run], 'lab-1', CPU, 5))).toEqual({ available: false, reason });
    expect(machineNoise([selftest(2, 40)], 'lab-1', 'webgpu', 5)).toMatchObject({ available: false });
  });
});
