/** `moebench selftest`: this machine's noise, what the harness costs, and whether sensors agree. Its result is a record. */
import { Command } from 'commander';
import type { Cell } from '../../results/record.ts';
import { usableMemoryBytes } from '../../results/schema/limits.ts';
import { createRun } from '../../results/store.ts';
import { loadSuite } from '../../suites/suite-files.ts';
import { suiteSha256, suiteWorks } from '../../suites/suite-works.ts';
import { detect } from '../detect/detect.ts';
import { generatedNameText } from '../detect/machine-name.ts';
import { thisMachine } from '../detect/world.ts';
import { EXIT, UsageError } from '../errors.ts';
import type { Progress } from '../run.ts';
import { findSensorsInChild } from '../sampler/child.ts';
import { selectTargets } from '../select.ts';
import { startSelftestMeter } from '../selftest/meter.ts';
import { selftestContext } from '../selftest/selftest.ts';
import { CLOCK } from './clock.ts';
import { onInterrupt } from './interrupt.ts';
import { addMachineOption, nameHere } from './options/machine-option.ts';
import { whole } from './options/workload-options.ts';
import { type Prepared, resumeOf } from './resume.ts';
import { carryOut, collect, exitCodeOf, onThisMachine } from './run.ts';
import { notQuietText } from './text/quiet-text.ts';
import { type SelftestDocument, selftestDocument, selftestText } from './text/selftest-text.ts';

type SelftestOptions = {
  readonly pairs: number;
  readonly rounds?: number;
  readonly target: readonly string[];
  readonly out: string;
  readonly machine?: string;
  readonly resume?: string;
  readonly includeSoftware?: boolean;
  readonly json?: boolean;
};

/** Minutes: enough for a percentile of what pairs differ by, not for a proof. */
const PAIRS = 25;
/** A pair of fewer has no interval that could be judged. */
const FEWEST_ROUNDS = 5;
/** In a log, progress is told so many times. */
const MILESTONES = 20;

export function selftestCommand(): Command {
  return addMachineOption(new Command('selftest'))
    .description("measure this machine's noise, the harness's own cost, and whether sensors agree")
    .option('--pairs <n>', 'comparisons of a layer with itself; 200 are a proof', whole('--pairs'), PAIRS)
    .option('--rounds <n>', 'rounds of a pair (default: 5)', whole('--rounds'))
    .option('--target <id>', 'on this target only; may be given again', collect, [])
    .option('--out <folder>', 'folder for the record', 'results/runs')
    .option('--include-software', 'on software adapters too')
    .option('--resume <file>', 'go on with an interrupted self-test')
    .option('--json', 'print one JSON document (docs/schemas/selftest.schema.json)')
    .action(async (options: SelftestOptions, command: Command) => {
      checkTogether(command, options);
      const interrupt = onInterrupt();
      const typed = ['selftest', ...(command.parent?.args.slice(1) ?? [])];
      const prepare =
        options.resume === undefined
          ? () => begin(options, typed)
          : resumeOf(options.resume, 'selftest', interrupt.signal);
      const finished = await onThisMachine(async () =>
        carryOut(await prepare(), interrupt, startSelftestMeter, isTwentieth),
      );
      const document = selftestDocument(finished);
      process.stdout.write(options.json === true ? `${JSON.stringify(document)}\n` : selftestText(document));
      process.exitCode = exitCode(document, exitCodeOf(finished));
    });
}

function checkTogether(command: Command, { resume, pairs, rounds }: SelftestOptions): void {
  if (pairs < 1) throw new UsageError('--pairs is 0; give at least 1');
  if (rounds !== undefined && rounds < FEWEST_ROUNDS) {
    throw new UsageError(`--rounds is ${rounds}; give at least ${FEWEST_ROUNDS}: fewer have no interval to judge`);
  }
  const given = command.options.filter(option => command.getOptionValueSource(option.attributeName()) === 'cli');
  const idle = given.find(option => resume !== undefined && !['resume', 'json'].includes(option.attributeName()));
  if (idle !== undefined) throw new UsageError(`${idle.long} has no effect with --resume: leave it out`);
}

async function begin(options: SelftestOptions, command: readonly string[]): Promise<Prepared> {
  const suite = loadSuite('selftest');
  const { machine, targets: found, state } = await detect(thisMachine, nameHere(options.machine));
  const wanted = { targets: options.target, includeSoftware: options.includeSoftware === true };
  const { targets, skipped } = selectTargets(found, wanted);
  // Without a sensor there is nothing to look at in a long window.
  const { sensors } = await findSensorsInChild();
  const [work] = suiteWorks(suite, usableMemoryBytes(machine)).works;
  if (work === undefined) throw new Error('the suite selftest has no workload');
  const context = selftestContext({
    startedAt: CLOCK.now(),
    machine,
    machineState: state,
    // Whatever others do to this machine is its noise.
    disturbed: 'warn',
    concurrent: false,
    targets,
    suite: {
      name: suite.name,
      sha256: suiteSha256(suite),
      rounds: options.rounds ?? suite.rounds,
      timing: suite.timing,
      sustained: sensors.length === 0 ? null : suite.sustained,
    },
    skipped,
    command,
    work,
    pairs: options.pairs,
  });
  const writer = createRun(options.out, context);
  process.stderr.write(generatedNameText(machine) + notQuietText(state, machine));
  return { context, writer };
}

/** A pair has rounds enough that a line a round would fill a log. */
function isTwentieth(plan: readonly Cell[], { status, done, total }: Progress): boolean {
  const share = (cells: number) => Math.floor((cells * MILESTONES) / total);
  return status !== 'started' && (share(done) > share(done - 1) || done === plan.length);
}

/** As of a run; and 1 where a check does not hold. */
function exitCode({ selftest }: SelftestDocument, ofRun: number): number {
  return ofRun === EXIT.done && !selftest.holds ? EXIT.cellsFailed : ofRun;
}
