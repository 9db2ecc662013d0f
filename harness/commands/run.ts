/** `moebench run`: plan, run, record. */
import { Command } from 'commander';
import { jsonWithTexts } from '../../reports/words/report/report-document.ts';
import { printableInColour } from '../../results/printable.ts';
import { requestedModel } from '../../suites/resolve.ts';
import { UsageError } from '../errors.ts';
import type { RunRequest } from '../session/request.ts';
import { resumeSession, runSession, type SessionParts } from '../session.ts';
import { exitCodeOf } from './exit-code.ts';
import { addSuiteOptions, collect, runRequestOf, type SuiteOptions, typedCommand } from './options/suite-options.ts';
import { screenOf } from './options/verbose-option.ts';
import {
  addWorkloadOptions,
  namesWorkload,
  OWN_SIZE_EXAMPLE,
  requestFromOptions,
  WORKLOAD_OPTIONS,
  type WorkloadOptions,
} from './options/workload-options.ts';
import { reported } from './session-report.ts';
import { keptText } from './text/kept-text.ts';
import { endsRound } from './text/run-progress.ts';
import { runDocument, runText } from './text/run-text.ts';

type RunCommandOptions = SuiteOptions &
  WorkloadOptions & {
    readonly only: readonly string[];
    readonly products: boolean;
    readonly fit?: boolean;
    readonly resume?: string;
    readonly json?: boolean;
  };

export function runCommand(): Command {
  return addWorkloadOptions(addSuiteOptions(new Command('run')))
    .description('run a suite or one workload on every accelerator of this machine, and record the results')
    .option('--only <case>', 'run only this case of the suite, with its matrix products; may be repeated', collect, [])
    .option('--no-products', 'without the matrix products that works are held against; --only keeps those it names')
    .option('--fit', 'with one workload: cut layers, vocabulary, experts and tokens until the workload fits the memory')
    .option('--resume <file>', 'continue an interrupted record')
    .option('--json', 'print one JSON document (docs/schemas/run.schema.json)')
    .action(async (options: RunCommandOptions, command: Command) => {
      checkTogether(command, options);
      const { resume: path } = options;
      const finished = await reported(
        parts =>
          path === undefined
            ? runSession(requestOf(options, typedCommand(command)), sayingWhatIsKept(options, parts))
            : resumeSession({ path, begunBy: 'run', ...limitsOf(options) }, parts),
        endsRound,
        options.lang,
      );
      process.stdout.write(
        options.json === true
          ? `${jsonWithTexts(runDocument(finished, null))}\n`
          : printableInColour(runText(finished, screenOf(options.verbose, options.lang))),
      );
      process.exitCode = exitCodeOf(finished);
    });
}

/** UsageError for an option that has no effect with the others given. */
function checkTogether(command: Command, options: RunCommandOptions): void {
  const { resume } = options;
  const typed = command.options.filter(option => command.getOptionValueSource(option.attributeName()) === 'cli');
  const ofWorkload = ['fit', ...WORKLOAD_OPTIONS];
  const idle = typed.find(option =>
    resume === undefined
      ? !namesWorkload(options) && ofWorkload.includes(option.attributeName())
      : !['resume', 'maxMinutes', 'wait', 'verbose', 'lang', 'json'].includes(option.attributeName()),
  );
  if (idle === undefined) return;
  const why =
    resume === undefined
      ? `applies to one workload: give --model as well, or a layer of your own, ${OWN_SIZE_EXAMPLE}`
      : 'has no effect with --resume: leave it out';
  throw new UsageError(`${idle.long} ${why}`);
}

/** Limits of a run that goes on: of this start, not of the start before. */
function limitsOf({ maxMinutes, wait }: RunCommandOptions): Pick<RunRequest, 'maxMinutes' | 'waitMinutes'> {
  return { ...(maxMinutes === undefined ? {} : { maxMinutes }), ...(wait === undefined ? {} : { waitMinutes: wait }) };
}

function requestOf(options: RunCommandOptions, command: readonly string[]): RunRequest {
  const { only: names, products, ...suiteOptions } = options;
  const suiteRequest = runRequestOf(suiteOptions, command);
  const request = { ...suiteRequest, only: { names, products } };
  if (!namesWorkload(options)) return request;
  return { ...request, workload: { request: requestFromOptions(options), fit: options.fit === true } };
}

/** A workload that keeps something of a model says so where the run starts: what is refused before that starts nothing. */
function sayingWhatIsKept(options: RunCommandOptions, parts: SessionParts): SessionParts {
  if (!namesWorkload(options)) return parts;
  const workload = requestFromOptions(options);
  const report: SessionParts['report'] = event => {
    if (event.kind === 'started') process.stderr.write(keptText(workload, requestedModel(workload), options.lang));
    parts.report(event);
  };
  return { ...parts, report };
}
