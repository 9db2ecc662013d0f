/** The options of every command that runs a suite, and the request they make of a session. */
import type { Command } from 'commander';
import type { Language } from '../../../reports/words/language.ts';
import { DISTURBED_POLICIES, type DisturbedPolicy } from '../../../suites/suite.ts';
import { unknownName } from '../../errors.ts';
import type { RunRequest } from '../../session/request.ts';
import { addMachineOption } from './machine-option.ts';
import { pythonOption } from './runner-options.ts';
import { verboseOption } from './verbose-option.ts';
import { positiveNumber, wholeNumber } from './workload-options.ts';

export type SuiteOptions = {
  readonly suite: string;
  readonly target: readonly string[];
  readonly strategy: readonly string[];
  readonly rounds?: number;
  readonly disturbed?: DisturbedPolicy;
  readonly maxMinutes?: number;
  /** Minutes. */
  readonly wait?: number;
  readonly concurrent?: boolean;
  readonly out: string;
  readonly machine?: string;
  readonly includeSoftware?: boolean;
  readonly python: readonly string[];
  readonly verbose?: boolean;
  readonly lang?: Language;
};

const MAX_MINUTES = 'minutes that the run may take: the plan is cut to fit, and what is not run by then is skipped';
const WAIT = 'wait so many minutes for another measurement here to end (default: do not wait)';

export function addSuiteOptions(command: Command, suite = 'quick'): Command {
  return addMachineOption(command)
    .option('--suite <name>', 'a suite (moebench list suites), auto, or the path of a .yaml file', suite)
    .option('--target <id>', 'run only on this target (moebench detect); may be repeated', collect, [])
    .option('--strategy <name>', 'run only this strategy where a target has several; may be repeated', collect, [])
    .option('--rounds <n>', "number of rounds (default: the suite's)", wholeNumber('--rounds'))
    .option(
      '--disturbed <policy>',
      "cells that other processes disturbed: warn, retry once, or fail those of works (default: the suite's, else warn)",
      policyOf,
    )
    .option('--max-minutes <n>', MAX_MINUTES, positiveNumber('--max-minutes'))
    .option('--wait <minutes>', WAIT, positiveNumber('--wait'))
    .option('--concurrent', 'run all targets at once, one case at a time; compared only with runs of this kind')
    .option('--out <folder>', 'folder for the records', 'results/runs')
    .option('--include-software', 'also run on software adapters')
    .addOption(pythonOption())
    .addOption(verboseOption());
}

/** `command`: what was typed, the program's own path left out. */
export function runRequestOf(options: SuiteOptions, command: readonly string[]): RunRequest {
  const {
    target: targets,
    strategy: strategies,
    python: pythons,
    wait,
    verbose: _verbose,
    lang: _lang,
    ...rest
  } = options;
  return { ...rest, targets, strategies, pythons, ...(wait === undefined ? {} : { waitMinutes: wait }), command };
}

function policyOf(value: string): DisturbedPolicy {
  const policy = DISTURBED_POLICIES.find(name => name === value);
  if (policy === undefined) throw unknownName('policy', value, DISTURBED_POLICIES, 'moebench run --help');
  return policy;
}

/** A parser for an option that may be repeated. */
export function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

/** What was typed behind the program's name. */
export function typedCommand(command: Command): readonly string[] {
  return [command.name(), ...(command.parent?.args.slice(1) ?? [])];
}
