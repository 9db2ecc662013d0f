/** Starts a self-test: looks at the machine, plans one work under two names, and creates the record. */
import { usableMemoryBytes } from '../../results/schema/limits.ts';
import { createRun } from '../../results/store.ts';
import type { Suite } from '../../suites/suite.ts';
import { loadSuite } from '../../suites/suite-files.ts';
import { suiteSha256, suiteWorks } from '../../suites/suite-works.ts';
import { detect } from '../detect/detect.ts';
import type { MachineName } from '../detect/host.ts';
import { nameHere } from '../detect/machine-name.ts';
import { selectTargets } from '../select.ts';
import { selftestContext } from '../selftest/selftest.ts';
import type { Prepare, PreparedRun, SessionContext } from './prepared.ts';
import type { SelftestRequest } from './request.ts';

const SUITE = 'selftest';

/** UsageError for a machine's name that cannot be used. */
export function selftestOf(request: SelftestRequest, session: SessionContext): Prepare {
  const name = nameHere(request.machine, session.here.world);
  return () => startSelftest(request, loadSuite(SUITE), name, session);
}

async function startSelftest(
  request: SelftestRequest,
  suite: Suite,
  name: MachineName,
  { report, here }: SessionContext,
): Promise<PreparedRun> {
  const { machine, targets: found, state, energy } = await detect(here.world, name);
  const { targets: wanted = [], includeSoftware = false } = request;
  const { targets, skipped } = selectTargets(found, { targets: wanted, includeSoftware });
  const [work] = suiteWorks(suite, usableMemoryBytes(machine)).works;
  if (work === undefined) throw new Error(`the suite ${SUITE} has no workload`);
  const context = selftestContext({
    startedAt: here.clock.now(),
    machine,
    machineState: state,
    // Other users of this machine are part of its noise.
    disturbed: 'warn',
    concurrent: false,
    targets,
    suite: {
      name: suite.name,
      sha256: suiteSha256(suite),
      rounds: request.rounds ?? suite.rounds,
      timing: suite.timing,
      // The long cell compares sensors: without one it is left out.
      sustained: energy.sensors.length === 0 ? null : suite.sustained,
    },
    skipped,
    command: request.command,
    work,
    pairs: request.pairs,
  });
  const writer = createRun(request.out, context);
  report({ kind: 'started', context, suite: null });
  return { context, writer };
}
