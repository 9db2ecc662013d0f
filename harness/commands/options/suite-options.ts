/** The options of every command that runs a suite, and the request they make of a session. */
import type { Command } from 'commander';
import { DISTURBED_POLICIES, type DisturbedPolicy } from '../../../suites/suite.ts';
import { unknownName } from '../../errors.ts';
import type { RunRequest } from '../../session/request.ts';
import { addMachineOption } from './machine-option.ts';
import { pythonOption } from './runner-options.ts';
import { wholeNumber } from './workload-options.ts';

export type SuiteOptions = {
  readonly suite: string;
  readonly target: readonly string[];
  readonly strategy: readonly string[];
  readonly rounds?: number;
  readonly disturbed?: DisturbedPolicy;
  readonly concurrent?: boolean;
  readonly out: string;
  readonly machine?: string;
  readonly includeSoftware?: boolean;
  readonly python: readonly string[];
};

export function addSuiteOptions(command: Command, suite = 'quick'): Command {
  return addMachineOption(command)
    .option('--suite <name>', 'a suite (moebench list suites), auto, or the path of a .yaml', suite)
    .option('--target <id>', 'run on this target only; may be given again', collect, [])
    .option('--strategy <name>', 'only this way of doing the work; may be given again', collect, [])
    .option('--rounds <n>', "rounds, instead of the suite's", wholeNumber('--rounds'))
    .option('--disturbed <policy>', 'of cells that others disturbed: warn (default), retry once, or fail', policyOf)
    .option('--concurrent', 'all targets at once, a case at a time: compared only with runs of the same kind')
    .option('--out <folder>', 'folder for the records', 'results/runs')
    .option('--include-software', 'run on software adapters too')
    .addOption(pythonOption());
}

/** `command`: what was typed, the program's own path left out. */
export function runRequestOf(options: SuiteOptions, command: readonly string[]): RunRequest {
  const { target: targets, strategy: strategies, python: pythons, ...rest } = options;
  return { ...rest, targets, strategies, pythons, command };
}

function policyOf(value: string): DisturbedPolicy {
  const policy = DISTURBED_POLICIES.find(name => name === value);
  if (policy === undefined) throw unknownName('policy', value, DISTURBED_POLICIES, 'moebench run --help');
  return policy;
}

/** A parser for an option that may be given again. */
export function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

/** What was typed behind the program's name. */
export function typedCommand(command: Command): readonly string[] {
  return [command.name(), ...(command.parent?.args.slice(1) ?? [])];
}
