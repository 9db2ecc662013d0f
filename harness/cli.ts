#!/usr/bin/env node
/** The entry point: reads argv, runs a command, sets the exit code. */
import { CommanderError } from 'commander';
import { moebenchProgram } from './commands/program.ts';
import { nothingLeftText } from './commands/text/nothing-left-text.ts';
import { EXIT, RunFault, UsageError } from './errors.ts';
import { Interrupted } from './interrupt.ts';
import { NothingLeft } from './nothing-left.ts';

for (const stream of [process.stdout, process.stderr]) stream.on('error', readerGone);

try {
  await moebenchProgram().parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

/** `moebench … | head` reads no further. A run goes on: what it measures is written to a file. */
function readerGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
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
  if (error instanceof NothingLeft) {
    process.stderr.write(`moebench: ${nothingLeftText(error)}\n`);
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
