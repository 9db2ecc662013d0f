import { describe, expect, test } from 'vitest';
import type { Progress, RunOptions } from '../../harness/cells/run-options.ts';
import type { DeviceLooks } from '../../harness/energy/device-looks.ts';
import { Interrupted } from '../../harness/interrupt.ts';
import { cellOf } from '../../harness/plan.ts';
import type { HostLook } from '../../harness/quiet/host-look.ts';
import { runPlan } from '../../harness/run.ts';
import type { Job, Result } from '../../harness/runners/job.ts';
import type { Cell, RunRecord } from '../../results/record.ts';
import type { Fault } from '../../results/schema/outcome.ts';
import { unavailable } from '../../results/schema/reading.ts';
import type { Unchained } from '../../results/seal.ts';
import type { RunWriter } from '../../results/store.ts';
import { workCase } from '../../suites/cases.ts';
import { shrink } from '../../suites/shrink.ts';
import { sha256 } from '../../suites/identity.ts';
import { overheadOf } from '../results/selftest/twin-record.ts';
import {
  contextOf,
  layer,
  layerA,
  layerB,
  measuredResult,
  NO_ENERGY,
  proofThat,
  provenResult,
  type RunParts,
  target,
  WORKER_PID,
  workOf,
} from '../results/small-record.ts';
import { spoken } from '../spoken.ts';

const faultOf = (code: Fault['code']): Result => ({ kind: 'fault', fault: { code, message: 'made up', detail: '' } });
const well = (job: Job): Result => (job.kind === 'prove' ? provenResult : measuredResult);
/** What a job is about, for expectations: `time cpu balanced`. */
const nameOf = ({ kind, target: where, workload }: Job): string =>
  `${kind} ${where?.id} ${workload.part === 'moe-layer' ? workload.routing.kind : 'gemm'}`;

type Play = (job: Job, count: number) => Result | Promise<Result>;
type Stage = RunParts & {
  readonly play?: Play;
  readonly before?: readonly Unchained[];
  readonly interrupt?: AbortSignal;
  /** The host after so many jobs; in nobody else's hands, unless told otherwise. */
  readonly look?: (jobs: number) => HostLook;
  readonly device?: DeviceLooks;
  readonly onLine?: (line: Unchained) => void;
  /** In place of the timed cells. */
  readonly cells?: readonly Cell[];
} & Pick<RunOptions, 'beforeCell' | 'samplerShare'>;

/** Runs a small plan against an executor that plays back results and a writer that only remembers. */
async function staged({
  play = well,
  before,
  interrupt = new AbortController().signal,
  look = jobs => hostAfter(jobs),
  device = unavailable('on-the-host'),
  onLine = () => undefined,
  ...parts
}: Stage) {
  const { cells, beforeCell, samplerShare } = parts;
  const planned = contextOf(parts);
  const proofs = planned.plan.filter(({ kind }) => kind === 'proof');
  const context = cells === undefined ? planned : { ...planned, plan: [...proofs, ...cells] };
  const events: string[] = [];
  const lines: Unchained[] = [];
  const jobs: Job[] = [];
  const progress: Progress[] = [];
  const meetings: string[] = [];
  const writer: RunWriter = {
    path: 'memory',
    append: line => {
      lines.push(line);
      onLine(line);
      events.push(line.kind === 'proof' || line.kind === 'cell' ? `wrote ${line.outcome.status}` : line.kind);
    },
    appendSamples: (cell, samplesMs) => {
      events.push(`samples ${samplesMs.join(' ')}`);
      return sha256(cell);
    },
    seal: finishedAt => events.push(`sealed ${finishedAt}`),
    close: () => undefined,
  };
  let ticks = 0;
  const monotonicMs = () => {
    ticks += 1;
    return 10 * ticks;
  };
  const options: RunOptions = {
    context,
    writer,
    clock: { now: () => new Date('2026-03-01T01:00:00Z'), monotonicMs },
    interrupt,
    executor: async job => {
      jobs.push(job);
      events.push(nameOf(job));
      return play(job, jobs.length);
    },
    readSensors: async (where, window) => {
      events.push(`energy of ${where.id} from ${window.startMs} to ${window.endMs}`);
      return { energy: NO_ENERGY, device };
    },
    lookAtHost: async () => look(jobs.length),
    meet: size => {
      meetings.push(`${size} meet`);
      return {
        place: (member, untilMs) => ({ folder: 'memory', self: String(member), others: [], untilMs }),
        gone: member => meetings.push(`${member} gone`),
        end: () => meetings.push('over'),
      };
    },
    onProgress: step => progress.push(step),
    ...(before === undefined ? {} : { before: asRead(before) }),
    ...(beforeCell === undefined ? {} : { beforeCell }),
    ...(samplerShare === undefined ? {} : { samplerShare }),
  };
  const run = runPlan(options);
  const settled = await run.catch((error: unknown) => error);
  return { context, events, lines, jobs, meetings, progress, summary: settled };
}

/** A promise, and what fulfils it. */
function gated() {
  let open = () => {};
  const gate = new Promise<void>(fulfil => {
    open = fulfil;
  });
  return { gate, open: () => open() };
}

/** Two cores and 100 ticks on each for every job, half of it ours; others used `otherTicks` of it, and hold 7 all the while. */
function hostAfter(jobs: number, otherTicks = 0): HostLook {
  const none = unavailable('not-asked');
  const processes = new Map([
    [1, { parent: 0, name: 'init', ticks: 7, endedTicks: 0 }],
    [WORKER_PID, { parent: 40, name: 'node', ticks: 100 * jobs, endedTicks: 0 }],
    [40, { parent: 1, name: 'node', ticks: 5, endedTicks: 0 }],
    [77, { parent: 1, name: 'chess', ticks: otherTicks, endedTicks: 0 }],
  ]);
  const busyTicks = 112 + 100 * jobs + otherTicks;
  const processors = {
    available: true as const,
    cores: 2,
    totalTicks: 1000 + 200 * jobs,
    busyTicks,
    stolenTicks: 0,
    processes,
  };
  const readings = { loadAverage: none, temperatureC: none, swappedInPages: none };
  return { self: 40, processors, ...readings, sharesPids: true, throttling: [] };
}

/** Lines as a reader of the record gets them. */
function asRead(lines: readonly Unchained[]): Pick<RunRecord, 'proofs' | 'cells' | 'attempts'> {
  const link = { previousSha256: sha256('the line before') };
  return {
    proofs: lines.flatMap(line => (line.kind === 'proof' ? [{ ...line, ...link }] : [])),
    cells: lines.flatMap(line => (line.kind === 'cell' ? [{ ...line, ...link }] : [])),
    attempts: lines.flatMap(line => (line.kind === 'attempt' ? [{ ...line, ...link }] : [])),
  };
}

const outcomes = (lines: readonly Unchained[]) =>
  lines.flatMap(line => (line.kind === 'cell' ? [{ cell: line.cell, ...line.outcome }] : []));

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

  test('records a proof that does not hold as a mismatch with its tensors, and times nothing that stands on it', async () => {
    const unproven = { ...provenResult, proof: proofThat(false) };
    const { lines, jobs, summary } = await staged({ rounds: 2, play: () => unproven });
    const message = "not the oracle's result: grad:router is off by 0.5";
    expect(lines[0]).toMatchObject({
      kind: 'proof',
      outcome: { status: 'fault', fault: { code: 'mismatch', message }, proof: { tensors: proofThat(false).tensors } },
    });
    expect(spoken(outcomes(lines))).toMatchObject([
      { status: 'skipped', reason: 'its proof does not hold' },
      { status: 'skipped', reason: 'its proof does not hold' },
    ]);
    expect(jobs).toHaveLength(1);
    expect(summary).toEqual({ status: 'finished', measured: 0, failed: 1, unsupported: 0 });
  });

  test('does not say of what could not be proven that its proof does not hold', async () => {
    const play: Play = job => (job.kind === 'prove' ? faultOf('unsupported') : well(job));
    const { lines, summary } = await staged({ play });
    expect(spoken(outcomes(lines))).toMatchObject([{ status: 'skipped', reason: 'its proof ended in unsupported' }]);
    expect(summary).toEqual({ status: 'finished', measured: 0, failed: 0, unsupported: 1 });
  });

  test('says of a proof that failed by its choices that it was the choices', async () => {
    const proof = {
      ...proofThat(true),
      routing: { choices: 128, flips: 3, unexplained: 2, recomputed: false },
      holds: false,
    };
    const { lines } = await staged({ play: () => ({ ...provenResult, proof }) });
    const message = "not the oracle's result: 2 of 128 choices of experts differ and are not ties";
    expect(lines[0]).toMatchObject({ outcome: { fault: { code: 'mismatch', message } } });
  });

  test('says of a proof that failed by its loss that it was the loss', async () => {
    const loss = { value: 0.3, oracle: 0.25, error: 0.05, tolerance: 1e-4 };
    const { lines } = await staged({
      play: () => ({ ...provenResult, proof: { ...proofThat(true), loss, holds: false } }),
    });
    expect(lines[0]).toMatchObject({ outcome: { fault: { message: "not the oracle's result: loss is off by 0.05" } } });
  });

  test('names a tensor that is no number before one that is far off', async () => {
    const tensors = [
      { name: 'y', error: 0.9, tolerance: 1e-4 },
      { name: 'grad:x', error: null, tolerance: 1e-4 },
    ];
    const { lines } = await staged({ play: () => ({ ...provenResult, proof: { ...proofThat(false), tensors } }) });
    const message = "not the oracle's result: grad:x is off by a value that is no number";
    expect(lines[0]).toMatchObject({ outcome: { fault: { code: 'mismatch', message } } });
  });

  test('skips on one target what that target could not prove, and runs it on the other', async () => {
    const play: Play = job => (nameOf(job) === 'prove gpu balanced' ? faultOf('crash') : well(job));
    const { lines } = await staged({ targets: [target('cpu'), target('gpu')], play });
    expect(lines[1]).toMatchObject({ outcome: { status: 'fault', fault: { code: 'crash' }, proof: null } });
    expect(outcomes(lines).map(({ status }) => status)).toEqual(['measured', 'skipped']);
  });

  test('records an answer of the wrong kind as an internal fault', async () => {
    const { lines } = await staged({ play: job => (job.kind === 'prove' ? provenResult : provenResult) });
    const fault = { code: 'internal', message: 'the worker answered with a proof' };
    expect(outcomes(lines)).toMatchObject([{ status: 'fault', fault }]);
  });

  test('stops at a bug, with what was measured kept and no seal', async () => {
    const bug = new TypeError('a bug');
    const play: Play = (job, n) => {
      if (n === 3) throw bug;
      return well(job);
    };
    const { summary, events } = await staged({ rounds: 2, play });
    expect(summary).toBe(bug);
    expect(events.filter(event => event.startsWith('wrote'))).toEqual(['wrote proven', 'wrote measured']);
    expect(events.some(event => event.startsWith('sealed'))).toBe(false);
  });
});

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
        reason: `disturbed, and taken again: ${cause.message}`,
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
      { kind: 'attempt', reason: `disturbed, which fails the cell: ${cause.message}`, outcome: { status: 'measured' } },
      { kind: 'cell', outcome: { status: 'fault', fault: { code: 'disturbed', message: cause.message } } },
      { kind: 'cell', outcome: { status: 'measured' } },
    ]);
    expect(summary).toEqual({ status: 'finished', measured: 1, failed: 1, unsupported: 0 });
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

describe('a run of all targets at once', () => {
  const parts = {
    targets: [target('cpu'), target('gpu')],
    cases: [layerA, layerB],
    rounds: 2,
    concurrent: true,
  } as const;
  const timed = (jobs: readonly Job[]) => jobs.filter(({ kind }) => kind === 'time').map(nameOf);

  /** Holds every timed job until all of its group have been started. */
  function together(groupSize: number): Play {
    let waiting: (() => void)[] = [];
    return async job => {
      if (job.kind === 'prove') return provenResult;
      await new Promise<void>(go => {
        waiting.push(go);
        if (waiting.length < groupSize) return;
        for (const start of waiting) start();
        waiting = [];
      });
      return measuredResult;
    };
  }

  test('starts the cells of a case and round together, group after group, each with a line of its own', async () => {
    const { jobs, lines, summary } = await staged({ ...parts, play: together(2) });
    const round = ['time cpu balanced', 'time gpu balanced', 'time cpu learned', 'time gpu learned'];
    expect(timed(jobs)).toEqual([...round, ...round]);
    expect(outcomes(lines).map(({ cell }) => cell)).toEqual(
      [1, 2].flatMap(number =>
        [layerA, layerB].flatMap(({ id }) => ['cpu', 'gpu'].map(where => `${where}/${id}/round-${number}`)),
      ),
    );
    expect(summary).toEqual({ status: 'finished', measured: 8, failed: 0, unsupported: 0 });
  });

  test('has the cells of a group wait for each other, and for none that has ended', async () => {
    const unproven: Play = job => (nameOf(job) === 'prove gpu learned' ? faultOf('crash') : well(job));
    const { jobs, meetings } = await staged({ ...parts, rounds: 1, play: unproven });
    expect(meetings.slice(0, 4).toSorted()).toEqual(['0 gone', '1 gone', '2 meet', 'over']);
    // What is skipped has ended at once.
    expect(meetings.slice(4, 6)).toEqual(['2 meet', '0 gone']);
    // 0.9 of the 1000 ms a cell may take.
    expect(jobs.flatMap(job => (job.kind === 'time' ? [job.group] : [])).slice(0, 2)).toEqual(
      ['0', '1'].map(self => ({ folder: 'memory', self, others: [], untilMs: 900 })),
    );
    expect((await staged({ rounds: 2 })).jobs.every(job => job.kind !== 'time' || job.group === undefined)).toBe(true);
  });

  test('times nothing alone: what one target cannot do is left out on the only other', async () => {
    const unproven: Play = job => (nameOf(job) === 'prove gpu learned' ? faultOf('crash') : well(job));
    const { lines } = await staged({ ...parts, rounds: 1, play: unproven });
    expect(spoken(outcomes(lines))).toMatchObject([
      { cell: `cpu/${layerA.id}/round-1`, status: 'measured' },
      { cell: `gpu/${layerA.id}/round-1`, status: 'measured' },
      {
        cell: `cpu/${layerB.id}/round-1`,
        status: 'skipped',
        reason: 'no other target runs it, and with all targets at once nothing is timed alone',
      },
      { cell: `gpu/${layerB.id}/round-1`, status: 'skipped', reason: 'its proof ended in crash' },
    ]);
  });

  test('proves one target after the other: nothing is timed then', async () => {
    const running = { now: 0, most: 0 };
    const play: Play = async job => {
      running.now += 1;
      if (job.kind === 'prove') running.most = Math.max(running.most, running.now);
      await new Promise(setImmediate);
      running.now -= 1;
      return well(job);
    };
    await staged({ ...parts, play });
    expect(running.most).toBe(1);
  });

  test('has what has ended on disk while the others of its group still run', async () => {
    const { gate, open } = gated();
    const play: Play = async job => {
      if (job.kind === 'time' && job.target.id === 'gpu') await gate;
      return well(job);
    };
    const run = staged({
      ...parts,
      cases: [layerA],
      rounds: 1,
      play,
      onLine: line => {
        if (line.kind === 'cell') open();
      },
    });
    const { lines } = await run;
    expect(outcomes(lines).map(({ cell }) => cell.split('/')[0])).toEqual(['cpu', 'gpu']);
  });

  test('that is interrupted waits for all of the group to be gone, and keeps what had ended', async () => {
    const play: Play = async job => {
      if (job.kind === 'time' && job.target.id === 'gpu') throw new Interrupted('interrupted');
      await new Promise(setImmediate);
      return well(job);
    };
    const { lines, summary } = await staged({ ...parts, play });
    expect(summary).toEqual({ status: 'interrupted', measured: 1, failed: 0, unsupported: 0 });
    expect(outcomes(lines)).toMatchObject([{ cell: `cpu/${layerA.id}/round-1`, status: 'measured' }]);
  });

  test('that is resumed runs the rest of a group beside what was measured of it, which is kept apart', async () => {
    const whole = await staged(parts);
    // Four proofs, and of the first group only the cell of the CPU.
    const { jobs, lines } = await staged({ ...parts, before: whole.lines.slice(0, 5) });
    expect(timed(jobs).slice(0, 2)).toEqual(['time cpu balanced', 'time gpu balanced']);
    expect(spoken(lines.slice(0, 2))).toMatchObject([
      {
        kind: 'attempt',
        cell: `cpu/${layerA.id}/round-1`,
        reason: 'run again beside what an interruption had left of its group',
      },
      { kind: 'cell', cell: `gpu/${layerA.id}/round-1` },
    ]);
    expect(outcomes([...whole.lines.slice(0, 5), ...lines])).toHaveLength(8);
  });
});

describe('an interrupted run', () => {
  test('keeps what was measured, drops the cell under way, and is not sealed', async () => {
    const play: Play = (job, n) => {
      if (n === 3) throw new Interrupted('interrupted');
      return well(job);
    };
    const { summary, events } = await staged({ rounds: 2, play });
    expect(summary).toEqual({ status: 'interrupted', measured: 1, failed: 0, unsupported: 0 });
    expect(events.at(-1)).toBe('time cpu balanced');
    expect(events.filter(event => event.startsWith('wrote'))).toEqual(['wrote proven', 'wrote measured']);
  });

  test('starts nothing more when the interrupt comes between two cells', async () => {
    const interrupt = new AbortController();
    const play: Play = job => {
      interrupt.abort();
      return well(job);
    };
    const { summary, jobs, lines } = await staged({ interrupt: interrupt.signal, play });
    expect(summary).toEqual({ status: 'interrupted', measured: 0, failed: 0, unsupported: 0 });
    expect([jobs.length, lines.length]).toEqual([1, 1]);
  });

  test('resumed runs only what is left, counts all of it, and seals', async () => {
    const parts = { cases: [layerA, layerB], rounds: 2 };
    const whole = await staged(parts);
    for (let cut = 0; cut <= whole.lines.length; cut += 1) {
      const { jobs, lines, summary, events } = await staged({ ...parts, before: whole.lines.slice(0, cut) });
      expect(jobs.map(nameOf)).toEqual(whole.jobs.map(nameOf).slice(cut));
      expect(lines).toMatchObject(whole.lines.slice(cut).map(line => ('cell' in line ? { cell: line.cell } : {})));
      expect(summary).toEqual(whole.summary);
      expect(events.at(-1)).toMatch(/^sealed/);
    }
  });

  test('resumed still skips what had ended in a lasting fault', async () => {
    const before = (
      await staged({ rounds: 3, play: job => (job.kind === 'prove' ? provenResult : faultOf('timeout')) })
    ).lines;
    const { lines, jobs } = await staged({ rounds: 3, before: before.slice(0, 2) });
    expect(jobs).toEqual([]);
    expect(spoken(outcomes(lines))).toMatchObject([
      { status: 'skipped', reason: 'round 1 ended in timeout' },
      { status: 'skipped', reason: 'round 1 ended in timeout' },
    ]);
  });

  test('resumed still skips what its failed proof would have skipped', async () => {
    const before = (await staged({ play: () => ({ ...provenResult, proof: proofThat(false) }) })).lines;
    const { jobs, lines } = await staged({ before: before.slice(0, 1) });
    expect(jobs).toEqual([]);
    expect(spoken(outcomes(lines))).toMatchObject([{ status: 'skipped', reason: 'its proof does not hold' }]);
  });
});
