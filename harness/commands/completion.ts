/** `moebench completion SHELL`: a script that completes commands, options and their values. */
import { Argument, Command } from 'commander';
import { loadCatalog } from '../../reports/catalog/load.ts';
import { CLAIM_NAMES } from '../../reports/reproduce/claims.ts';
import { loadModels } from '../../suites/models.ts';
import { suiteNames } from '../../suites/suite-files.ts';
import { bashScript } from './completion/bash.ts';
import { fishScript } from './completion/fish.ts';
import { type CompletedCommand, completedCommands, type KnownValues } from './completion/table.ts';
import { zshScript } from './completion/zsh.ts';
import { LIST_KINDS } from './list.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } satisfies Readonly<
  Record<string, (commands: readonly CompletedCommand[]) => string>
>;
type Shell = keyof typeof SCRIPTS;

export function completionCommand(): Command {
  const command = new Command('completion');
  return command
    .description('print a script that completes commands, options and values in a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SCRIPTS)))
    .action((shell: Shell) => {
      const program = command.parent;
      if (program === null) throw new TypeError('completion is a command of the program');
      process.stdout.write(SCRIPTS[shell](completedCommands(program, knownValues())));
    });
}

/** By the name of the option or argument. */
function knownValues(): KnownValues {
  return {
    model: loadModels().map(({ id }) => id),
    suite: suiteNames(),
    reference: loadCatalog().chips.map(({ id }) => id),
    what: LIST_KINDS,
    name: CLAIM_NAMES,
  };
}
