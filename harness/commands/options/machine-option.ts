/** `--machine NAME`, and the variable that is used where the option is not given. */
import type { Command } from 'commander';
import { MACHINE_VARIABLE, machineName } from '../../detect/machine-name.ts';

export function addMachineOption(command: Command): Command {
  return command.option(
    '--machine <name>',
    `a fixed name for this machine, for a container whose hostname changes (or ${MACHINE_VARIABLE})`,
    (value: string) => machineName(value),
  );
}
