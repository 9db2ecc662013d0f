/** `--machine NAME`: the option, and the variable that stands in for it. */
import type { Command } from 'commander';
import type { MachineName } from '../../detect/host.ts';
import { MACHINE_VARIABLE, machineName, requestedName } from '../../detect/machine-name.ts';
import { thisMachine } from '../../detect/world.ts';

export function addMachineOption(command: Command): Command {
  return command.option(
    '--machine <name>',
    `a name for this machine whose hostname changes, as a container's does (or ${MACHINE_VARIABLE})`,
    (value: string) => machineName(value),
  );
}

/** What the user calls this machine. */
export function nameHere(option: MachineName): MachineName {
  return requestedName(option, thisMachine.variable(MACHINE_VARIABLE));
}
