/**
 * A session on this machine: a run, a self-test, or the rest of one that was interrupted. It prints nothing: `report` is called with
 * what happens, and the record is on disk when the promise is fulfilled. A caller needs no command line:
 *
 *     await runSession({ suite: 'quick', out: 'results/runs', command: ['run'] }, { report, interrupt })
 *
 * Each function throws UsageError for a request that cannot be carried out, before the machine is locked where that is known by then.
 */
import { lockWithin } from './lock-wait.ts';
import { carryOut } from './session/carry-out.ts';
import type { FinishedRun } from './session/finished-run.ts';
import type { Prepare, SessionContext } from './session/prepared.ts';
import type { ResumeRequest, RunRequest, SelftestRequest } from './session/request.ts';
import { resumeOf } from './session/resume-run.ts';
import { startOf } from './session/start-run.ts';
import { selftestOf } from './session/start-selftest.ts';
import { HERE, type Surroundings } from './session/surroundings.ts';

/** `here`: the machine around the session; not given: this machine. */
export type SessionParts = Omit<SessionContext, 'here'> & { readonly here?: Surroundings };

/** Runs a suite, or one workload, on the targets here. */
export function runSession(request: RunRequest, parts: SessionParts): Promise<FinishedRun> {
  return measured(session => startOf(request, session), 'openMeter', request, parts);
}

/** Measures this machine's noise and the harness's overhead. */
export function selftestSession(request: SelftestRequest, parts: SessionParts): Promise<FinishedRun> {
  return measured(session => selftestOf(request, session), 'openSelftestMeter', request, parts);
}

/** Goes on with an interrupted run or self-test. */
export function resumeSession(request: ResumeRequest, parts: SessionParts): Promise<FinishedRun> {
  const meter = request.begunBy === 'selftest' ? 'openSelftestMeter' : 'openMeter';
  return measured(session => resumeOf(request, session), meter, request, parts);
}

/** Checks the request, then measures while no other session does on this machine. */
async function measured(
  check: (session: SessionContext) => Prepare,
  meter: 'openMeter' | 'openSelftestMeter',
  { waitMinutes = 0 }: Pick<RunRequest, 'waitMinutes'>,
  { report, interrupt, here = HERE }: SessionParts,
): Promise<FinishedRun> {
  const session = { report, interrupt, here };
  const prepare = check(session);
  const lock = await lockWithin(here.holdMachine, {
    maxMs: waitMinutes * 60_000,
    monotonicMs: here.clock.monotonicMs,
    pause: ms => here.pause(ms, interrupt),
    onWaiting: why => report({ kind: 'waiting', why, minutes: waitMinutes }),
  });
  try {
    report({ kind: 'machine-held' });
    if (lock.takenOverFrom !== null) report({ kind: 'lock-taken-over', path: null, holder: lock.takenOverFrom });
    return await carryOut(await prepare(), here[meter], session);
  } finally {
    lock.release();
  }
}
