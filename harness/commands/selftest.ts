/** `moebench selftest`: this machine's noise, the harness's overhead, and whether sensors agree. Its result is a record. */
import { Command } from 'commander';
import type { Language } from '../../reports/words/language.ts';
import type { Cell } from '../../results/record.ts';
import type { Progress } from '../cells/run-options.ts';
import { EXIT, UsageError } from '../errors.ts';
import type { SelftestRequest } from '../session/request.ts';
import { resumeSession, selftestSession } from '../session.ts';
import { exitCodeOf } from './exit-code.ts';
import { addMachineOption } from './options/machine-option.ts';
import { collect, typedCommand } from './options/suite-options.ts';
import { screenOf, verboseOption } from './options/verbose-option.ts';
import { wholeNumber } from './options/workload-options.ts';
import { reported } from './session-report.ts';
import { type SelftestDocument, selftestDocument, selftestText } from './text/selftest-text.ts';

type SelftestOptions = {
  readonly pairs: number;
  readonly rounds?: number;
  readonly target: readonly string[];
  readonly out: string;
  readonly machine?: string;
  readonly resume?: string;
  readonly includeSoftware?: boolean;
  readonly lang?: Language;
  readonly verbose?: boolean;
  readonly json?: boolean;
};

/** Minutes: enough for a percentile of the differences within pairs, not for a proof. */
const PAIRS = 25;
/** A pair of fewer has no interval that could be judged. */
const FEWEST_ROUNDS = 5;
/** Lines of progress in a log. */
const MILESTONES = 20;

export function selftestCommand(): Command {
  return addMachineOption(new Command('selftest'))
    .description("measure this machine's noise, the overhead of moebench, and whether its sensors agree")
    .option('--pairs <n>', 'comparisons of a layer with itself; 200 for a proof', wholeNumber('--pairs'), PAIRS)
    .option('--rounds <n>', 'rounds of each pair (default: 5)', wholeNumber('--rounds'))
    .option('--target <id>', 'test only this target; may be repeated', collect, [])
    .option('--out <folder>', 'folder for the record', 'results/runs')
    .option('--include-software', 'also test software adapters')
    .option('--resume <file>', 'continue an interrupted self-test')
    .addOption(verboseOption())
    .option('--json', 'print one JSON document (docs/schemas/selftest.schema.json)')
    .action(async (options: SelftestOptions, command: Command) => {
      checkTogether(command, options);
      const { resume: path } = options;
      const finished = await reported(
        parts =>
          path === undefined
            ? selftestSession(requestOf(options, typedCommand(command)), parts)
            : resumeSession({ path, begunBy: 'selftest' }, parts),
        isTwentieth,
        options.lang,
      );
      const document = selftestDocument(finished);
      process.stdout.write(
        options.json === true
          ? `${JSON.stringify(document)}\n`
          : selftestText(document, screenOf(options.verbose, options.lang)),
      );
      process.exitCode = exitCode(document, exitCodeOf(finished));
    });
}

function checkTogether(command: Command, { resume, pairs, rounds }: SelftestOptions): void {
  if (pairs < 1) throw new UsageError('--pairs is 0; give at least 1');
  if (rounds !== undefined && rounds < FEWEST_ROUNDS) {
    throw new UsageError(`--rounds is ${rounds}; give at least ${FEWEST_ROUNDS}: fewer have no interval to judge`);
  }
  const typed = command.options.filter(option => command.getOptionValueSource(option.attributeName()) === 'cli');
  const idle = typed.find(
    option => resume !== undefined && !['resume', 'verbose', 'lang', 'json'].includes(option.attributeName()),
  );
  if (idle !== undefined) throw new UsageError(`${idle.long} has no effect with --resume: leave it out`);
}

function requestOf(options: SelftestOptions, command: readonly string[]): SelftestRequest {
  const { target: targets, verbose: _verbose, lang: _lang, ...rest } = options;
  return { ...rest, targets, command };
}

/** A pair has so many rounds that a line a round would fill a log. */
function isTwentieth(plan: readonly Cell[], { status, done, total }: Progress): boolean {
  const share = (cells: number) => Math.floor((cells * MILESTONES) / total);
  return status !== 'started' && (share(done) > share(done - 1) || done === plan.length);
}

/** As of a run; and 1 where a check does not hold. */
function exitCode({ selftest }: SelftestDocument, ofRun: number): number {
  return ofRun === EXIT.done && !selftest.holds ? EXIT.cellsFailed : ofRun;
}
