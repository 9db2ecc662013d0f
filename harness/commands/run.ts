/** `moebench run`: plan, run, record. */

import { Command } from 'commander';
import { jsonWithTexts } from '../../reports/words/report-document.ts';
import { printableInColour } from '../../results/printable.ts';
import type { RunRecord, Target } from '../../results/record.ts';
import { note } from '../../results/schema/note.ts';
import { createRun, readRecords } from '../../results/store.ts';
import {
  DISTURBED_POLICIES,
  type DisturbedPolicy,
  loadSuite,
  resolveWork,
  type Suite,
  type SuiteWorks,
  suiteSha256,
  suiteWorks,
} from '../../suites/suite.ts';
import { runInWorker } from '../cells/cell.ts';
import { buildContext } from '../context.ts';
import { detect } from '../detect/detect.ts';
import type { MachineName } from '../detect/host.ts';
import { generatedNameText } from '../detect/machine-name.ts';
import type { Asked } from '../detect/runners/detect.ts';
import { thisMachine } from '../detect/world.ts';
import { type Meter, startMeter } from '../energy/meter.ts';
import { EXIT, UsageError, unknownName } from '../errors.ts';
import { holdMachine } from '../machine-lock.ts';
import { memoryToFit } from '../memory/device.ts';
import { lookAtHost } from '../quiet/host-look.ts';
import { type RunOptions, type RunSummary, runPlan } from '../run.ts';
import { startServers } from '../runners/process/serve.ts';
import { selectTargets } from '../select.ts';
import { AUTO_SUITE, isAccelerator, suiteFor, targetsFor } from '../suite-choice.ts';
import { meetInFolder } from '../timing/meeting.ts';
import { CLOCK } from './clock.ts';
import { type Interrupt, onInterrupt } from './interrupt.ts';
import { addMachineOption, nameHere } from './options/machine-option.ts';
import { askedByRun, pythonOption, runnersHere } from './options/runner-options.ts';
import {
  addWorkloadOptions,
  requestFromOptions,
  WORKLOAD_OPTIONS,
  type WorkloadOptions,
  whole,
} from './options/workload-options.ts';
import { type Prepared, resumeOf, takenOverText } from './resume.ts';
import { estimateText } from './text/estimate-text.ts';
import { disturbedText, notQuietText } from './text/quiet-text.ts';
import { endsRound, type Milestone, reportProgress } from './text/run-progress.ts';
import { runDocument, runText } from './text/run-text.ts';

export type RunCommandOptions = WorkloadOptions & {
  readonly fit?: boolean;
  readonly suite: string;
  /** The suite where `auto` finds no accelerator; not said: `quick`. */
  readonly otherwise?: string;
  readonly target: readonly string[];
  readonly strategy: readonly string[];
  readonly rounds?: number;
  readonly disturbed?: DisturbedPolicy;
  readonly concurrent?: boolean;
  readonly out: string;
  readonly machine?: string;
  readonly resume?: string;
  readonly includeSoftware?: boolean;
  readonly python: readonly string[];
  /** What runners are asked, by --python and --target. */
  readonly asked?: Asked;
};

export type FinishedRun = RunSummary & { readonly record: RunRecord };

export function runCommand(): Command {
  return addWorkloadOptions(addRunOptions(new Command('run')))
    .description('run a suite, or one workload, on every accelerator here, and record it')
    .option('--fit', 'with --model: cut layers, vocabulary, experts, tokens until it fits the memory')
    .option('--resume <file>', 'go on with an interrupted record')
    .option('--json', 'print one JSON document (docs/schemas/run.schema.json)')
    .action(async (options: RunCommandOptions & { json?: boolean }, command: Command) => {
      checkTogether(command, options);
      const finished = await performRun(options, ['run', ...(command.parent?.args.slice(1) ?? [])]);
      process.stdout.write(
        options.json === true
          ? `${jsonWithTexts(runDocument(finished, null))}\n`
          : printableInColour(runText(finished)),
      );
      process.exitCode = exitCodeOf(finished);
    });
}

/** UsageError for options that would be without effect beside those given. */
function checkTogether(command: Command, { resume, model }: RunCommandOptions): void {
  const given = command.options.filter(option => command.getOptionValueSource(option.attributeName()) === 'cli');
  const ofWorkload = ['fit', ...WORKLOAD_OPTIONS];
  const idle = given.find(option =>
    resume === undefined
      ? model === undefined && ofWorkload.includes(option.attributeName())
      : !['resume', 'json'].includes(option.attributeName()),
  );
  if (idle === undefined) return;
  const why =
    resume === undefined
      ? 'says something about one workload: give --model as well'
      : 'has no effect with --resume: leave it out';
  throw new UsageError(`${idle.long} ${why}`);
}

/** The options every command has that runs something. */
export function addRunOptions(command: Command, suite = 'quick'): Command {
  return addMachineOption(command)
    .option('--suite <name>', 'a suite (moebench list suites), auto, or the path of a .yaml', suite)
    .option('--target <id>', 'run on this target only; may be given again', collect, [])
    .option('--strategy <name>', 'only this way of doing the work; may be given again', collect, [])
    .option('--rounds <n>', "rounds, instead of the suite's", whole('--rounds'))
    .option('--disturbed <policy>', 'of cells that others disturbed: warn (default), retry once, or fail', policyOf)
    .option('--concurrent', 'all targets at once, a case at a time: compared only with runs of the same kind')
    .option('--out <folder>', 'folder for the records', 'results/runs')
    .option('--include-software', 'run on software adapters too')
    .addOption(pythonOption());
}

/** Detects, plans and runs, or goes on where `--resume` says. What was measured is on disk, whatever happens. */
export async function performRun(options: RunCommandOptions, command: readonly string[]): Promise<FinishedRun> {
  const interrupt = onInterrupt();
  // What a user gets wrong is told before anything starts, and whoever measures now is not asked to wait for it.
  const { signal } = interrupt;
  const asked = () => askedByRun(runnersHere(options.python), options.target, signal);
  const prepare =
    options.resume === undefined
      ? startOf({ ...options, asked: asked() }, command)
      : resumeOf(options.resume, 'run', signal);
  return onThisMachine(async () => carryOut(await prepare(), interrupt, startMeter, endsRound));
}

/** Measures while no other run does on this machine. */
export async function onThisMachine<T>(measure: () => Promise<T>): Promise<T> {
  const lock = holdMachine();
  try {
    if (lock.takenOverFrom !== null) process.stderr.write(takenOverText('this machine', lock.takenOverFrom));
    return await measure();
  } finally {
    lock.release();
  }
}

/** Runs what is prepared, with the sensors around it. `isMilestone`: what a log has a line of. */
export async function carryOut(
  prepared: Prepared,
  interrupt: Interrupt,
  openMeter: (interrupt: AbortSignal) => Promise<Meter & Pick<RunOptions, 'beforeCell'>>,
  isMilestone: Milestone,
): Promise<FinishedRun> {
  const { context, writer } = prepared;
  const meter = await openMeter(interrupt.signal);
  const servers = await startServers(context.targets, interrupt.signal);
  const progress = reportProgress(context, process.stderr, isMilestone);
  try {
    const summary = await runPlan({
      ...prepared,
      executor: runInWorker,
      readSensors: meter.read,
      lookAtHost: () => lookAtHost(thisMachine),
      samplerShare: meter.samplerShare,
      ...(meter.beforeCell === undefined ? {} : { beforeCell: meter.beforeCell }),
      meet: meetInFolder,
      serveOf: servers.socketOf,
      clock: CLOCK,
      interrupt: interrupt.signal,
      onProgress: progress.note,
    });
    const [record] = readRecords(writer.path).records;
    if (record === undefined) throw new Error(`${writer.path} cannot be read back`);
    progress.end();
    process.stderr.write(disturbedText(record));
    return { ...summary, record };
  } finally {
    progress.end();
    meter.stop();
    await servers.end();
    writer.close();
    interrupt.ignoreFromNow();
  }
}

export function exitCodeOf({ status, measured, failed }: RunSummary): number {
  if (status === 'interrupted') return EXIT.interrupted;
  if (measured === 0) return EXIT.nothingMeasured;
  return failed > 0 ? EXIT.cellsFailed : EXIT.done;
}

/** Checks what was asked for; what it returns looks at the machine and begins the run. */
function startOf(options: RunCommandOptions, command: readonly string[]): () => Promise<Prepared> {
  const suite = options.suite === AUTO_SUITE ? null : loadSuite(options.suite);
  const name = nameHere(options.machine);
  if (options.rounds === 0) throw new UsageError('--rounds is 0; give at least 1');
  if (suite !== null) worksOf(options, suite, Number.POSITIVE_INFINITY);
  return () => startRun(options, suite, command, name);
}

async function startRun(
  options: RunCommandOptions,
  named: Suite | null,
  command: readonly string[],
  name: MachineName,
): Promise<Prepared> {
  const { machine, accelerators, targets: found, state } = await detect(thisMachine, name, options.asked);
  const wanted = { targets: options.target, includeSoftware: options.includeSoftware === true };
  const selected = selectTargets(found, wanted);
  const suite = named ?? loadSuite(suiteFor(selected.targets, options.otherwise ?? 'quick'));
  const { targets, skipped } = targetsFor(suite, selected, options.target);
  const disturbed = options.disturbed ?? suite.disturbed ?? 'warn';
  const concurrent = options.concurrent === true;
  if (concurrent) checkConcurrent(targets, disturbed);
  const { works, refused } = worksOf(options, suite, memoryToFit(targets, machine, accelerators));
  const context = buildContext({
    startedAt: CLOCK.now(),
    machine,
    machineState: state,
    disturbed,
    concurrent,
    targets,
    suite: {
      name: options.model === undefined ? suite.name : 'workload',
      sha256: suiteSha256(suite),
      rounds: options.rounds ?? suite.rounds,
      timing: suite.timing,
      sustained: suite.sustained,
    },
    works,
    strategies: options.strategy,
    ...(suite.maxMinutes === undefined ? {} : { maxMinutes: suite.maxMinutes }),
    skipped: [
      ...skipped,
      ...refused.map(({ what, reason }) => ({ what, ...note('does-not-fit', { detail: reason }) })),
    ],
    command,
  });
  const writer = createRun(options.out, context);
  // Behind everything that may be refused: what a user gets wrong is one line.
  const chosen = named === null ? chosenText(suite, targets) : '';
  const minutes = estimateText(context, suite.maxMinutes ?? null);
  process.stderr.write(generatedNameText(machine) + notQuietText(state, machine) + chosen + minutes);
  return { context, writer };
}

/** Which suite was chosen where none was named, and why. */
function chosenText({ name }: Suite, targets: readonly Target[]): string {
  const accelerators = targets.filter(isAccelerator).map(({ id }) => id);
  const why = accelerators.length === 0 ? 'no accelerator takes part' : `for ${accelerators.join(', ')}`;
  return `Suite ${name}: ${why}; --suite names another.\n`;
}

function checkConcurrent(targets: readonly Target[], disturbed: DisturbedPolicy): void {
  if (targets.length < 2) {
    const only = targets.map(({ id }) => id).join();
    throw new UsageError(`--concurrent runs all targets at once, and ${only} is the only one: leave it out`);
  }
  if (disturbed === 'retry') {
    throw new UsageError(
      '--disturbed retry takes a cell again by itself, which --concurrent cannot: give warn or fail',
    );
  }
}

function policyOf(value: string): DisturbedPolicy {
  const policy = DISTURBED_POLICIES.find(name => name === value);
  if (policy === undefined) throw unknownName('policy', value, DISTURBED_POLICIES, 'moebench run --help');
  return policy;
}

/** The workload the options name, or else those of the suite. */
function worksOf(options: RunCommandOptions, suite: Suite, fitBytes: number): SuiteWorks {
  if (options.model === undefined) return suiteWorks(suite, fitBytes);
  const work = resolveWork(requestFromOptions(options), options.fit === true ? fitBytes : null);
  return { works: [{ ...work, sustained: false }], refused: [] };
}

export function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}
