/** `--machine NAME`: the option, and the variable that is used where the option is not given. */
import type { Command } from 'commander';
import type { MachineName } from '../../detect/host.ts';
import { MACHINE_VARIABLE, machineName, requestedName } from '../../detect/machine-name.ts';
import { thisMachine } from '../../detect/world.ts';

export function addMachineOption(command: Command): Command {
  return command.option(
    '--machine <name>',
    `a fixed name for this machine, for a container whose hostname changes (or ${MACHINE_VARIABLE})`,
    (value: string) => machineName(value),
  );
}

/** The name that the user gave this machine. */
export function nameHere(option: MachineName): MachineName {
  return requestedName(option, thisMachine.variable(MACHINE_VARIABLE));
}
