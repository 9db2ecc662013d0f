import { describe, expect, test } from 'vitest';
import { cellOf } from '../../harness/plan.ts';
import type { Job, Result } from '../../harness/runners/job.ts';
import { unavailable } from '../../results/schema/reading.ts';
import { workCase } from '../../suites/cases.ts';
import { sha256 } from '../../suites/identity.ts';
import { shrink } from '../../suites/shrink.ts';
import { overheadOf } from '../results/selftest/twin-record.ts';
import { layer, layerA, layerB, measuredResult, target, workOf } from '../results/small-record.ts';
import { spoken } from '../spoken.ts';
import { faultOf, nameOf, outcomes, type Play, staged, well } from './staged.ts';

describe('a run', () => {
  test('has each line on disk, samples and the energy of its window first, before the next job starts, and seals at the end', async () => {
    const { events, summary } = await staged({ rounds: 2 });
    expect(events).toEqual([
      'prove cpu balanced',
      'wrote proven',
      'time cpu balanced',
      'samples 4 6 5',
      'energy of cpu from 1000 to 1015',
      'wrote measured',
      'time cpu balanced',
      'samples 4 6 5',
      'energy of cpu from 1000 to 1015',
      'wrote measured',
      'sealed 2026-03-01T01:00:00.000Z',
    ]);
    expect(summary).toEqual({ status: 'finished', measured: 2, failed: 0, unsupported: 0 });
  });

  test('names in each measured line the hash of the samples it stands on', async () => {
    const { lines, context } = await staged({});
    const [, timed] = context.plan;
    expect(outcomes(lines)).toMatchObject([{ measurement: { samplesSha256: sha256(timed?.id ?? '') } }]);
  });

  test('proves the small workload and times the large one, traced in its first round only', async () => {
    const large = workCase(workOf({ ...layer, tokens: 512 }));
    const { jobs, context } = await staged({ cases: [large], rounds: 3 });
    expect(jobs.map(({ workload }) => workload)).toEqual([
      shrink(large.workload),
      large.workload,
      large.workload,
      large.workload,
    ]);
    expect(jobs.map(job => (job.kind === 'time' ? job.trace : null))).toEqual([null, true, false, false]);
    expect(jobs.map(job => (job.kind === 'time' ? job.timing : null)).slice(1)).toEqual(
      Array(3).fill(context.suite.timing),
    );
  });

  test('tells of each cell when it starts, and when it is on disk with how long it took', async () => {
    const { progress } = await staged({});
    expect(progress.map(({ status, done, total, wallMs }) => [status, done, total, wallMs])).toEqual([
      ['started', 0, 2, null],
      ['proven', 1, 2, 10],
      ['started', 1, 2, null],
      ['measured', 2, 2, 10],
    ]);
  });

  test('waits for what is to be done before each cell', async () => {
    const before: string[] = [];
    await staged({
      beforeCell: async ({ kind }) => {
        await Promise.resolve();
        before.push(`${kind} after ${before.length}`);
      },
      play: job => {
        before.push(`ran ${job.kind}`);
        return well(job);
      },
    });
    expect(before).toEqual(['proof after 0', 'ran prove', 'time after 2', 'ran time']);
  });

  test('of a cell that holds the harness against a bare loop has what the worker found, and the share of the sampler', async () => {
    const { samplerShare, ...found } = overheadOf(0.001, 0.002);
    const cells = [cellOf('overhead', target('cpu'), layerA, 0)];
    const play = (job: Job): Result => (job.kind === 'overhead' ? { kind: 'overhead', overhead: found } : well(job));
    const { lines, summary, jobs } = await staged({ play, cells, samplerShare: () => unavailable('not-asked') });
    expect(jobs.map(({ kind }) => kind)).toEqual(['prove', 'overhead']);
    expect(outcomes(lines)).toEqual([
      { cell: `cpu/${layerA.id}/overhead-1`, status: 'overhead', overhead: { ...found, samplerShare } },
    ]);
    expect(summary).toEqual({ status: 'finished', measured: 1, failed: 0, unsupported: 0 });
  });

  test('goes on after a crash, and tries the case again in the next round', async () => {
    const { lines, summary } = await staged({ rounds: 2, play: (job, n) => (n === 2 ? faultOf('crash') : well(job)) });
    expect(outcomes(lines).map(({ status }) => status)).toEqual(['fault', 'measured']);
    expect(summary).toEqual({ status: 'finished', measured: 1, failed: 1, unsupported: 0 });
  });

  test.each(['timeout', 'out-of-memory', 'provider-missing', 'unsupported'] as const)(
    'does not try again what ended in %s, and goes on with the other case and the other target',
    async code => {
      const play: Play = job => (nameOf(job) === 'time cpu balanced' ? faultOf(code) : well(job));
      const parts = { targets: [target('cpu'), target('gpu')], cases: [layerA, layerB], rounds: 3, play };
      const { lines, summary } = await staged(parts);
      const ofA = outcomes(lines).filter(({ cell }) => cell.startsWith(`cpu/${layerA.id}/`));
      expect(spoken(ofA)).toMatchObject([
        { status: 'fault', fault: { code } },
        { status: 'skipped', reason: `round 1 ended in ${code}` },
        { status: 'skipped', reason: `round 1 ended in ${code}` },
      ]);
      const counts = code === 'unsupported' ? { failed: 0, unsupported: 1 } : { failed: 1, unsupported: 0 };
      expect(summary).toEqual({ status: 'finished', measured: 9, ...counts });
    },
  );

  describe('that would overrun', () => {
    // 5 ms a step of the made-up measurement; layer B is said to be 10⁵ times the work of A.
    const heavy = { ...layerB, flopsPerStep: layerA.flopsPerStep * 1e5 };
    // (2 + 2 steps) · 5 ms · 10⁵ = 2000 s, of 1 s allowed.
    const reason = /^about 33 min at [\d.]+ \w?FLOP\/s measured; the suite allows 1 s$/;

    test('is skipped in every round, by what was measured before it, with the estimate', async () => {
      const { lines, jobs, summary } = await staged({ cases: [layerA, heavy], rounds: 2 });
      expect(spoken(outcomes(lines))).toMatchObject([
        { status: 'measured' },
        { status: 'skipped', reason: expect.stringMatching(reason) },
        { status: 'measured' },
        { status: 'skipped', reason: expect.stringMatching(reason) },
      ]);
      expect(jobs.filter(({ kind }) => kind === 'time')).toHaveLength(2);
      expect(summary).toEqual({ status: 'finished', measured: 2, failed: 0, unsupported: 0 });
    });

    test('is run where nothing was measured before, and then in every round', async () => {
      const { lines } = await staged({ cases: [heavy, layerA], rounds: 2 });
      expect(outcomes(lines).map(({ status }) => status)).toEqual(Array(4).fill('measured'));
    });

    test('is skipped when the run is resumed too: what was measured is in the record', async () => {
      const cases = [layerA, heavy];
      const { lines } = await staged({ cases });
      const before = lines.slice(0, 3);
      const resumed = await staged({ cases, before });
      expect(resumed.jobs).toEqual([]);
      expect(spoken(outcomes(resumed.lines))).toMatchObject([
        { status: 'skipped', reason: expect.stringMatching(reason) },
      ]);
    });
  });

  test('times a sustained cell by its own timing, once, and keeps how the step time went', async () => {
    const sustained = { minWindowMs: 600_000, minSteps: 2, maxSteps: 9, maxWarmupMs: 5, timeoutMs: 900_000 };
    const minutes = Array<number>(12).fill(20_000);
    const { jobs, lines } = await staged({
      sustained,
      play: job =>
        job.kind === 'time' && job.timing.minWindowMs === 600_000
          ? { ...measuredResult, samplesMs: minutes }
          : well(job),
    });
    expect(jobs.map(job => (job.kind === 'time' ? [job.timing.minWindowMs, job.trace] : null))).toEqual([
      null,
      [5, true],
      [600_000, false],
    ]);
    const [round, long] = outcomes(lines);
    expect(round).not.toHaveProperty('measurement.drift');
    expect(long).toMatchObject({
      cell: `cpu/${layerA.id}/sustained`,
      measurement: { drift: { everyMs: 60_000, parts: Array(4).fill({ steps: 3, sumMs: 60_000 }), steadyFrom: 0 } },
    });
  });
});
