/** Sessions started, interrupted and resumed by plain calls, on a machine made of tables. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { SearchWorld } from '../../harness/detect/runners/interpreters.ts';
import { Interrupted } from '../../harness/interrupt.ts';
import type { Job, Result } from '../../harness/runners/job.ts';
import { NO_SERVERS } from '../../harness/runners/process/serve.ts';
import type { SessionEvent } from '../../harness/session/events.ts';
import type { RunRequest } from '../../harness/session/request.ts';
import type { Surroundings } from '../../harness/session/surroundings.ts';
import { resumeSession, runSession, type SessionParts, selftestSession } from '../../harness/session.ts';
import { unavailable } from '../../results/schema/reading.ts';
import { readRecords } from '../../results/store.ts';
import { UsageError } from '../../suites/usage-error.ts';
import { overheadOf } from '../results/selftest/twin-record.ts';
import { measuredResult, NO_ENERGY, provenResult } from '../results/small-record.ts';
import { HOST, worldOf } from './detect/world.ts';

const out = mkdtempSync(join(tmpdir(), 'moebench-session-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** No Python is searched for where the variable is empty. */
const NO_PYTHONS: SearchWorld = {
  variable: name => (name === 'MOEBENCH_PYTHON' ? '' : undefined),
  folder: out,
  place: () => 'nothing',
  realPath: path => path,
  readText: () => null,
};

const answerTo = (job: Job): Result => {
  if (job.kind === 'prove') return provenResult;
  if (job.kind === 'time') return measuredResult;
  const { samplerShare: _, ...overhead } = overheadOf(0.001, 0.002);
  return { kind: 'overhead', overhead };
};

type Stage = {
  readonly world?: Surroundings['world'];
  /** Interrupts the session at this job, counted from 1. */
  readonly interruptAt?: number;
};

/** The parts of a session, and what it did to the machine around it. */
function staged({ world = worldOf({}), interruptAt }: Stage = {}) {
  const events: SessionEvent[] = [];
  const jobs: Job[] = [];
  const log: string[] = [];
  const interrupt = new AbortController();
  let ticks = 0;
  const openMeter = (name: string) => async () => {
    log.push(`${name} opened`);
    return {
      read: async () => ({ energy: NO_ENERGY, device: unavailable('no-sensor') }),
      samplerShare: () => unavailable('no-sensor'),
      stop: () => log.push(`${name} stopped`),
    };
  };
  const here: Surroundings = {
    world,
    search: NO_PYTHONS,
    clock: {
      now: () => new Date('2026-03-01T01:00:00Z'),
      monotonicMs: () => {
        ticks += 1;
        return ticks;
      },
    },
    executor: async job => {
      jobs.push(job);
      if (jobs.length !== interruptAt) return answerTo(job);
      interrupt.abort();
      throw new Interrupted('interrupted');
    },
    openMeter: openMeter('meter'),
    openSelftestMeter: openMeter('self-test meter'),
    startServers: async () => ({ ...NO_SERVERS, end: async () => void log.push('servers ended') }),
    pause: async () => void log.push('waited'),
    holdMachine: () => {
      log.push('locked');
      return { takenOverFrom: null, release: () => log.push('released') };
    },
  };
  const parts: SessionParts = { report: event => events.push(event), interrupt: interrupt.signal, here };
  return { parts, events, jobs, log };
}

/** Kinds of events in order, without the end of detection's tries, which every session reports. */
const kinds = (events: readonly SessionEvent[]) =>
  [...new Set(events.map(({ kind }) => kind))].filter(kind => kind !== 'trying');
const eventOf = (kind: SessionEvent['kind'], events: readonly SessionEvent[]) =>
  events.find(event => event.kind === kind);

/** A layer so small that the plan is its proof, the layer, and products. */
const REQUEST: RunRequest = {
  suite: 'quick',
  workload: {
    request: {
      model: 'ling-lite',
      part: 'moe-layer',
      scale: { tokens: 64, hidden: 32, ffn: 48, experts: 8, topK: 2, sharedExperts: 0 },
      pass: 'forward',
      dtype: 'float32',
      routing: 'balanced',
      dispatch: null,
      seed: 1,
    },
    fit: false,
  },
  rounds: 1,
  out,
  command: ['run', '--model', 'ling-lite'],
};

describe('a session', () => {
  test('runs one workload with the machine locked, and leaves a sealed record', async () => {
    const { parts, events, jobs, log } = staged();
    const { status, failed, measured, record } = await runSession(REQUEST, parts);
    expect({ status, failed, sealed: record.sealed }).toEqual({ status: 'finished', failed: 0, sealed: true });
    expect(measured).toBe(record.cells.filter(({ outcome }) => outcome.status === 'measured').length);
    expect(jobs.map(({ kind }) => kind)).toContain('prove');
    expect(log).toEqual(['locked', 'meter opened', 'meter stopped', 'servers ended', 'released']);
    expect(record.context.command).toEqual(['run', '--model', 'ling-lite']);
    expect(kinds(events)).toEqual(['machine-held', 'started', 'progress']);
    expect(eventOf('started', events)).toMatchObject({ suite: { name: 'quick', chosenFor: null } });
  });

  test('says for which accelerators it chose a suite that was not named', async () => {
    const { parts, events } = staged();
    await runSession({ ...REQUEST, suite: 'auto', suiteWithoutAccelerator: 'nightly' }, parts);
    expect(eventOf('started', events)).toMatchObject({ suite: { name: 'nightly', chosenFor: [] } });
  });

  test.each<[string, Partial<RunRequest>, RegExp]>([
    ['suite', { suite: 'quik' }, /quik/],
    ['machine name', { machine: 'a/b' }, /'a\/b'/],
    ['number of rounds', { rounds: 0 }, /--rounds is 0/],
    ['Python', { pythons: ['/nowhere/python3'] }, /\/nowhere\/python3/],
  ])('refuses a wrong %s before the machine is locked', async (_, changes, message) => {
    const { parts, log } = staged();
    const refused = runSession({ ...REQUEST, ...changes }, parts);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
    expect(log).toEqual([]);
  });

  test('releases the machine where the target asked for is not here', async () => {
    const { parts, log } = staged();
    await expect(runSession({ ...REQUEST, targets: ['cuda'] }, parts)).rejects.toThrow(UsageError);
    expect(log).toEqual(['locked', 'released']);
  });
});

describe('an interrupted session', () => {
  test('leaves an open record, and resumed runs what is left and seals it', async () => {
    const all = staged();
    await runSession(REQUEST, all.parts);
    const first = staged({ interruptAt: 3 });
    const cut = await runSession(REQUEST, first.parts);
    expect({ status: cut.status, sealed: cut.record.sealed }).toEqual({ status: 'interrupted', sealed: false });
    expect(first.log.slice(-3)).toEqual(['meter stopped', 'servers ended', 'released']);

    const second = staged();
    const rest = await resumeSession({ path: cut.record.path, begunBy: 'run' }, second.parts);
    expect(rest.record).toMatchObject({ path: cut.record.path, sealed: true });
    expect(kinds(second.events)).toEqual(['machine-held', 'resumed', 'progress']);
    // The job under way at the interrupt runs again.
    expect([...first.jobs.slice(0, 2), ...second.jobs]).toEqual(all.jobs);
  });

  test('on another kernel is not continued: a new run of the same work begins beside it', async () => {
    const cut = await runSession(REQUEST, staged({ interruptAt: 3 }).parts);
    const hostFacts = async () => ({ ...HOST, os: { ...HOST.os, kernel: '6.2.0' } });
    const { parts, events } = staged({ world: { ...worldOf({}), hostFacts } });
    const { status, record } = await resumeSession({ path: cut.record.path, begunBy: 'run' }, parts);
    expect(status).toBe('finished');
    const differences = [{ what: 'machine.kernel', before: '6.1.0', now: '6.2.0' }];
    expect(eventOf('restarted', events)).toMatchObject({
      path: cut.record.path,
      newPath: record.path,
      differences,
    });
    expect(record.context.insteadOf).toEqual({ runId: cut.record.context.runId, differences });
    expect(readRecords(cut.record.path).records[0]?.sealed).toBe(false);
  });

  test('is continued by the command that began it alone', async () => {
    const cut = await runSession(REQUEST, staged({ interruptAt: 3 }).parts);
    const { parts, log } = staged();
    const refused = resumeSession({ path: cut.record.path, begunBy: 'selftest' }, parts);
    await expect(refused).rejects.toThrow(`was begun by run: moebench run --resume ${cut.record.path}`);
    expect(log).toEqual([]);
  });
});

test('a self-test runs its pairs with its own sensors, and needs no suite', async () => {
  const { parts, events, jobs, log } = staged();
  const { status, record } = await selftestSession({ pairs: 1, out, command: ['selftest'] }, parts);
  expect({ status, pairs: record.context.selftest?.pairs }).toEqual({ status: 'finished', pairs: 1 });
  expect(new Set(jobs.map(({ kind }) => kind))).toEqual(new Set(['prove', 'time', 'overhead']));
  // The made-up machine has no sensor: nothing is looked at in a long window.
  expect(record.context.plan.some(({ kind }) => kind === 'sustained')).toBe(false);
  expect(log).toContain('self-test meter opened');
  expect(eventOf('started', events)).toMatchObject({ suite: null });
});
