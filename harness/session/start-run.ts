/** Starts a run: checks the request, looks at the machine, chooses targets and suite, and creates the record. */
import type { Target } from '../../results/record.ts';
import { note } from '../../results/schema/note.ts';
import { createRun } from '../../results/store.ts';
import { casesOf } from '../../suites/cases.ts';
import { ALL_CASES, onlyCases } from '../../suites/request/only-cases.ts';
import type { DisturbedPolicy, Suite } from '../../suites/suite.ts';
import { loadSuite } from '../../suites/suite-files.ts';
import { resolveWork, type SuiteWorks, suiteSha256, suiteWorks } from '../../suites/suite-works.ts';
import { limitFrom } from '../cells/run-limit.ts';
import { buildContext, type ContextParts } from '../context.ts';
import { type Detection, detect } from '../detect/detect.ts';
import type { MachineName } from '../detect/host.ts';
import { nameHere } from '../detect/machine-name.ts';
import { type Asked, askedByRun } from '../detect/runners/detect.ts';
import { seekRunners } from '../detect/runners/interpreters.ts';
import { UsageError } from '../errors.ts';
import { memoryToFit } from '../memory/device.ts';
import { selectTargets } from '../select.ts';
import { AUTO_SUITE, isAccelerator, suiteFor, targetsFor } from '../suite-choice.ts';
import type { SessionSuite } from './events.ts';
import type { Prepare, PreparedRun, SessionContext } from './prepared.ts';
import type { RunRequest } from './request.ts';

/** UsageError for a suite, name, workload or Python that cannot be used. */
export function startOf(request: RunRequest, session: SessionContext): Prepare {
  const { world, search } = session.here;
  const { targets = [], pythons = [] } = request;
  const suite = request.suite === AUTO_SUITE ? null : loadSuite(request.suite);
  const name = nameHere(request.machine, world);
  if (request.rounds === 0) throw new UsageError('--rounds is 0; give at least 1');
  if (suite !== null) checkNames(request, suite);
  const say = (what: string | null) => session.report({ kind: 'trying', what });
  const asked = askedByRun(seekRunners(pythons, search), targets, say, session.interrupt);
  return () => startRun(request, suite, name, asked, session);
}

async function startRun(
  request: RunRequest,
  namedSuite: Suite | null,
  name: MachineName,
  asked: Asked,
  { report, here }: SessionContext,
): Promise<PreparedRun> {
  const limit = limitFrom(here.clock, request.maxMinutes);
  const detection = await detect(here.world, name, asked);
  const { suite, targets, skipped } = chosenFor(request, namedSuite, detection.targets);
  const disturbed = request.disturbed ?? suite.disturbed ?? 'warn';
  const concurrent = request.concurrent === true;
  if (concurrent) checkConcurrent(targets, disturbed);
  const { machine, accelerators, state } = detection;
  const { works, refused } = worksOf(request, suite, memoryToFit(targets, machine, accelerators));
  const context = buildContext({
    startedAt: here.clock.now(),
    machine,
    machineState: state,
    disturbed,
    concurrent,
    targets,
    suite: {
      name: request.workload === undefined ? suite.name : 'workload',
      sha256: suiteSha256(suite),
      rounds: request.rounds ?? suite.rounds,
      timing: suite.timing,
      sustained: suite.sustained,
    },
    works,
    only: request.only ?? ALL_CASES,
    strategies: request.strategies ?? [],
    ...minutesFor(request, suite),
    skipped: [
      ...skipped,
      ...refused.map(({ what, reason }) => ({ what, ...note('does-not-fit', { detail: reason }) })),
    ],
    command: request.command,
  });
  const writer = createRun(request.out, context);
  report({ kind: 'started', context, suite: suiteFact(request, suite, namedSuite, targets) });
  return { context, writer, ...limit };
}

/** UsageError for a work that cannot be, and for a case that is not in the suite: what is cut to fit has a name here alone. */
function checkNames(request: RunRequest, suite: Suite): void {
  const { works } = worksOf(request, suite, Number.POSITIVE_INFINITY);
  const isCut = request.workload?.fit ?? suite.workloads.some(({ fit }) => fit);
  if (!isCut) onlyCases(casesOf(works), request.only ?? ALL_CASES);
}

/** The suite, named or chosen, with the targets here that it is for. */
function chosenFor(request: RunRequest, namedSuite: Suite | null, found: Detection['targets']) {
  const { targets: wanted = [], includeSoftware = false, suiteWithoutAccelerator = 'quick' } = request;
  const selected = selectTargets(found, { targets: wanted, includeSoftware });
  const suite = namedSuite ?? loadSuite(suiteFor(selected.targets, suiteWithoutAccelerator));
  return { suite, ...targetsFor(suite, selected, wanted) };
}

/** A user's limit stands in place of the suite's. */
function minutesFor(request: RunRequest, suite: Suite): Pick<ContextParts, 'maxMinutes' | 'limitedBy'> {
  if (request.maxMinutes !== undefined) return { maxMinutes: request.maxMinutes, limitedBy: 'user' };
  return suite.maxMinutes === undefined ? {} : { maxMinutes: suite.maxMinutes, limitedBy: 'suite' };
}

function suiteFact(
  request: RunRequest,
  suite: Suite,
  namedSuite: Suite | null,
  targets: readonly Target[],
): SessionSuite {
  const accelerators = targets.filter(isAccelerator).map(({ id }) => id);
  return {
    name: suite.name,
    chosenFor: namedSuite === null ? accelerators : null,
    maxMinutes: minutesFor(request, suite).maxMinutes ?? null,
    limitedBy: request.maxMinutes === undefined ? 'suite' : 'user',
  };
}

function checkConcurrent(targets: readonly Target[], disturbed: DisturbedPolicy): void {
  if (targets.length < 2) {
    const ids = targets.map(({ id }) => id).join();
    throw new UsageError(`--concurrent runs all targets at once, and ${ids} is the only one: leave it out`);
  }
  if (disturbed === 'retry') {
    throw new UsageError('--disturbed retry repeats one cell alone, which --concurrent cannot: give warn or fail');
  }
}

/** The requested workload, or else those of the suite. */
function worksOf({ workload }: RunRequest, suite: Suite, fitBytes: number): SuiteWorks {
  if (workload === undefined) return suiteWorks(suite, fitBytes);
  const work = resolveWork(workload.request, workload.fit ? fitBytes : null);
  return { works: [{ ...work, sustained: false }], refused: [] };
}
