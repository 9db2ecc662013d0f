import { describe, expect, test } from 'vitest';
import type { DeviceLooks } from '../../harness/energy/device-looks.ts';
import type { Case } from '../../suites/cases.ts';
import { layerA, layerB, target, WORKER_PID } from '../results/small-record.ts';
import { spoken } from '../spoken.ts';
import { hostAfter, nameOf, outcomes, staged } from './staged.ts';

describe('a cell that others disturbed', () => {
  /** Others use the processors from the second job on, which is the first that is timed, to the job before `quietFrom`. */
  const loudUntil = (quietFrom: number) => (jobs: number) =>
    hostAfter(jobs, 60 * Math.max(0, Math.min(jobs, quietFrom - 1) - 1));
  const always = loudUntil(Number.POSITIVE_INFINITY);
  const cause = {
    code: 'cpu-others',
    message: 'other processes used 0.6 of 2 cores, where 0.1 is quiet, the busiest of them 77 (chess) with 0.6',
  };

  test('is kept and says so, unless told otherwise', async () => {
    const { lines, summary } = await staged({ look: always });
    expect(spoken(outcomes(lines))).toMatchObject([
      { status: 'measured', quiet: { otherCores: { value: 0.6 }, disturbed: [cause.message] } },
    ]);
    expect(summary).toEqual({ status: 'finished', measured: 1, failed: 0, unsupported: 0 });
  });

  test('is not one that nobody disturbed', async () => {
    const { lines } = await staged({ disturbed: 'fail' });
    expect(outcomes(lines)).toMatchObject([{ status: 'measured', quiet: { otherCores: { value: 0 }, disturbed: [] } }]);
  });

  test('with retry is taken once more, and both are in the record', async () => {
    const { events, lines, jobs } = await staged({ disturbed: 'retry', look: loudUntil(3) });
    expect(jobs.map(nameOf)).toEqual(['prove cpu balanced', 'time cpu balanced', 'time cpu balanced']);
    expect(spoken(lines.slice(1))).toMatchObject([
      {
        kind: 'attempt',
        reason: `disturbed, and taken again: ${cause.code}`,
        outcome: { status: 'measured', quiet: { disturbed: [cause.message] } },
      },
      { kind: 'cell', outcome: { status: 'measured', quiet: { disturbed: [] } } },
    ]);
    expect(events.filter(event => event.startsWith('samples'))).toHaveLength(2);
  });

  test('with retry, and disturbed again, is kept as that', async () => {
    const { lines, jobs, summary } = await staged({ disturbed: 'retry', look: always });
    expect(lines.map(({ kind }) => kind)).toEqual(['proof', 'attempt', 'cell']);
    expect(spoken(outcomes(lines))).toMatchObject([{ status: 'measured', quiet: { disturbed: [cause.message] } }]);
    expect(jobs).toHaveLength(3);
    expect(summary).toEqual({ status: 'finished', measured: 1, failed: 0, unsupported: 0 });
  });

  test('with retry is not taken a third time when the run was cut off in between', async () => {
    const parts = { disturbed: 'retry', look: always } as const;
    const { lines } = await staged(parts);
    const resumed = await staged({ ...parts, look: jobs => always(jobs + 2), before: lines.slice(0, 2) });
    expect(resumed.lines.map(({ kind }) => kind)).toEqual(['cell']);
    expect(resumed.jobs).toHaveLength(1);
  });

  test('with fail is a fault, its measurement is kept beside it, and the next round is tried', async () => {
    const { lines, summary } = await staged({ disturbed: 'fail', rounds: 2, look: loudUntil(3) });
    expect(spoken(lines.slice(1))).toMatchObject([
      { kind: 'attempt', reason: `disturbed, which fails the cell: ${cause.code}`, outcome: { status: 'measured' } },
      { kind: 'cell', outcome: { status: 'fault', fault: { code: 'disturbed', message: '', why: [cause.message] } } },
      { kind: 'cell', outcome: { status: 'measured' } },
    ]);
    expect(summary).toEqual({ status: 'finished', measured: 1, failed: 1, unsupported: 0 });
  });

  /** A work's products, a race between strategies and the long cell, each of which may be disturbed. */
  const product = (role: Case['role']): Case => ({ ...layerB, role });
  const ofProducts = (role: Case['role']) =>
    ({ disturbed: 'fail', cases: [product(role)], look: loudUntil(3) }) as const;
  const ROLES: readonly Case['role'][] = [
    { kind: 'largest-matmul' },
    { kind: 'stream' },
    { kind: 'expert-matmuls', of: [layerA.sha256] },
  ];

  test.each(ROLES)('with fail, of role $kind is taken once more and fails nothing', async role => {
    const { lines, summary } = await staged(ofProducts(role));
    expect(spoken(lines.slice(1))).toMatchObject([
      { kind: 'attempt', reason: `disturbed, and taken again: ${cause.code}` },
      { kind: 'cell', outcome: { status: 'measured', quiet: { disturbed: [] } } },
    ]);
    expect(summary).toEqual({ status: 'finished', measured: 1, failed: 0, unsupported: 0 });
  });

  test.each(ROLES)('with fail, of role $kind and disturbed again, is kept as that', async role => {
    const { lines, summary } = await staged({ ...ofProducts(role), look: always });
    expect(lines.map(({ kind }) => kind)).toEqual(['proof', 'attempt', 'cell']);
    expect(spoken(outcomes(lines))).toMatchObject([{ status: 'measured', quiet: { disturbed: [cause.message] } }]);
    expect(summary).toMatchObject({ failed: 0 });
  });

  test('with fail, of a product, is not taken a third time when the run was cut off in between', async () => {
    const parts = { ...ofProducts({ kind: 'stream' }), look: always };
    const { lines } = await staged(parts);
    const resumed = await staged({ ...parts, look: jobs => always(jobs + 2), before: lines.slice(0, 2) });
    expect(resumed.lines.map(({ kind }) => kind)).toEqual(['cell']);
    expect(resumed.jobs).toHaveLength(1);
  });

  test('with fail, of a product timed with all targets at once, is kept and says so', async () => {
    const targets = [target('cpu'), target('webgpu')];
    const { lines, summary } = await staged({
      ...ofProducts({ kind: 'stream' }),
      concurrent: true,
      targets,
      look: always,
    });
    expect(lines.map(({ kind }) => kind)).not.toContain('attempt');
    expect(spoken(outcomes(lines))).toContainEqual(
      expect.objectContaining({
        quiet: expect.objectContaining({ disturbed: [expect.stringMatching(/^other processes/)] }),
      }),
    );
    expect(summary).toMatchObject({ measured: 2, failed: 0 });
  });

  test('with fail, of a race is taken once more: it chooses, and is no result', async () => {
    const raced = [target('cpu', { strategies: ['session', 'other', 'third'] })];
    const { lines, summary } = await staged({ disturbed: 'fail', targets: raced, look: loudUntil(5) });
    const attempts = lines.flatMap(line => (line.kind === 'attempt' ? [line.cell] : []));
    expect(attempts.length).toBeGreaterThan(0);
    expect(attempts.filter(id => !id.includes('race'))).toEqual([]);
    expect(summary).toMatchObject({ failed: 0 });
  });

  test('with fail, of the long cell of a work, is a fault', async () => {
    const sustained = { minWindowMs: 5, minSteps: 2, maxSteps: 9, maxWarmupMs: 5, timeoutMs: 1000 };
    const { lines, summary } = await staged({ disturbed: 'fail', sustained, look: always });
    expect(spoken(outcomes(lines))).toMatchObject([
      { status: 'fault', fault: { code: 'disturbed' } },
      { status: 'fault', fault: { code: 'disturbed' } },
    ]);
    expect(summary).toMatchObject({ measured: 0, failed: 2 });
  });

  test('with fail, a proof is not timed and does not fail', async () => {
    const { lines } = await staged({ disturbed: 'fail', look: jobs => hostAfter(jobs, 60 * jobs) });
    expect(lines[0]).toMatchObject({ kind: 'proof', outcome: { status: 'proven' } });
  });

  test('by another process on its board says which; the worker is none of them', async () => {
    const blank = { clocksMHz: {}, temperatureC: null, powerLimitW: null, throttled: null };
    const seen = (pids: readonly number[]): DeviceLooks => ({
      available: true,
      source: 'nvml',
      looks: [{ ...blank, processes: pids.map(pid => ({ pid, memoryBytes: 2e9 })), memoryBytes: 9e9 }],
    });
    const shared = await staged({ device: seen([WORKER_PID, 77]) });
    expect(spoken(outcomes(shared.lines))).toMatchObject([
      {
        quiet: {
          disturbed: ['another process computed on a made-up cpu: 77 (chess)'],
        },
        // Only what the worker held, of all that was held there.
        measurement: { peakDeviceBytes: { value: 2e9, scope: 'process, timed window' } },
      },
    ]);
    const alone = await staged({ device: seen([WORKER_PID]) });
    expect(outcomes(alone.lines)).toMatchObject([{ quiet: { otherProcesses: { value: 0 }, disturbed: [] } }]);
  });
});
