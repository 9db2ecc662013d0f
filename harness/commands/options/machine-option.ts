/** `--machine NAME`: the option; a variable stands in for it. */
import type { Command } from 'commander';
import { MACHINE_VARIABLE, machineName } from '../../detect/machine-name.ts';

export function addMachineOption(command: Command): Command {
  return command.option(
    '--machine <name>',
    `a name for this machine whose hostname changes, as a container's does (or ${MACHINE_VARIABLE})`,
    (value: string) => machineName(value),
  );
}
