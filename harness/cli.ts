#!/usr/bin/env node
/** The entry point: reads argv, runs a command, sets the exit code. */
import { Command, CommanderError } from 'commander';
import { bundleCommand } from './commands/bundle.ts';
import { compareCommand } from './commands/compare.ts';
import { conformCommand } from './commands/conform.ts';
import { detectCommand } from './commands/detect.ts';
import { importCommand } from './commands/import.ts';
import { listCommand } from './commands/list.ts';
import { nightlyCommand } from './commands/nightly.ts';
import { reportCommand } from './commands/report.ts';
import { reproduceCommand } from './commands/reproduce.ts';
import { runCommand } from './commands/run.ts';
import { selftestCommand } from './commands/selftest.ts';
import { signCommand } from './commands/sign.ts';
import { verifyCommand } from './commands/verify.ts';
import { programVersion } from './context.ts';
import { EXIT, RunFault, UsageError } from './errors.ts';
import { Interrupted } from './interrupt.ts';

const COMMANDS = [
  detectCommand,
  listCommand,
  runCommand,
  reportCommand,
  nightlyCommand,
  conformCommand,
  selftestCommand,
  compareCommand,
  verifyCommand,
  signCommand,
  importCommand,
  bundleCommand,
  reproduceCommand,
];

const program = new Command('moebench')
  .description('what it costs to train a Mixture-of-Experts model on this chip, beside a reference chip')
  .version(programVersion());
for (const command of COMMANDS) program.addCommand(command());
for (const command of [program, ...program.commands]) {
  command
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .showSuggestionAfterError();
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

/** Says what went wrong: a line for what a user can mend, a stack for a bug. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    const message = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
    process.stderr.write(
      `moebench: ${message === '(outputHelp)' ? 'no command given; see moebench --help' : message}\n`,
    );
    return EXIT.usage;
  }
  if (error instanceof UsageError || error instanceof RunFault) {
    process.stderr.write(`moebench: ${error.message}\n`);
    return error instanceof UsageError ? EXIT.usage : EXIT.cellsFailed;
  }
  if (error instanceof Interrupted) return EXIT.interrupted;
  process.stderr.write(`moebench: this is a bug\n${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  return EXIT.cellsFailed;
}
