/** The program: its commands, each with the options, examples and exit codes that --help and docs/CLI.md show. */
import { Command } from 'commander';
import { programVersion } from '../context.ts';
import { bundleCommand } from './bundle.ts';
import { compareCommand } from './compare.ts';
import { completionCommand } from './completion.ts';
import { conformCommand } from './conform.ts';
import { detectCommand } from './detect.ts';
import { acceptCommand } from './history/accept.ts';
import { checkCommand } from './history/check.ts';
import { diffCommand } from './history/diff.ts';
import { exportCommand } from './history/export.ts';
import { importCommand } from './import.ts';
import { listCommand } from './list.ts';
import { examplesAndExits } from './manual/help-text.ts';
import { nightlyCommand } from './nightly/nightly.ts';
import { addLanguage } from './options/language-option.ts';
import { pruneCommand } from './prune/prune.ts';
import { reportCommand } from './report.ts';
import { reproduceCommand } from './reproduce.ts';
import { runCommand } from './run.ts';
import { selftestCommand } from './selftest.ts';
import { serveCommand } from './serve/serve.ts';
import { signCommand } from './sign.ts';
import { sqlCommand } from './sql/sql.ts';
import { verifyCommand } from './verify.ts';

/** In the order of --help: look, measure, read, check, pass on. */
const COMMANDS = [
  detectCommand,
  listCommand,
  runCommand,
  nightlyCommand,
  checkCommand,
  acceptCommand,
  diffCommand,
  exportCommand,
  reportCommand,
  serveCommand,
  compareCommand,
  reproduceCommand,
  sqlCommand,
  conformCommand,
  selftestCommand,
  verifyCommand,
  signCommand,
  importCommand,
  pruneCommand,
  bundleCommand,
  completionCommand,
];

/** Throws CommanderError for bad usage, and for --help and --version after they are printed. */
export function moebenchProgram(): Command {
  const program = new Command('moebench')
    .description('what it costs to train a Mixture-of-Experts model on a chip, compared with a reference chip')
    .version(programVersion());
  for (const command of COMMANDS) program.addCommand(command());
  addLanguage(program);
  for (const command of program.commands) command.addHelpText('after', examplesAndExits(command.name()));
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .configureOutput({ outputError: () => undefined })
      .showSuggestionAfterError();
  }
  return program;
}
