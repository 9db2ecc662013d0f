/** The name a user gives a machine whose hostname changes. Pure. */

import { PLAIN_NAME } from '../../results/plain-name.ts';
import type { Machine } from '../../results/schema/machine.ts';
import { UsageError } from '../errors.ts';
import type { MachineName } from './host.ts';
import type { World } from './world.ts';

/** The variable that stands in for `--machine`: a container's image can set it once. */
export const MACHINE_VARIABLE = 'MOEBENCH_MACHINE';

/** A folder is named by it, and many a file system ends at 255 bytes. */
const LONGEST = 64;
/** The folder beside the machines' that holds records of others. */
const IMPORTED = 'imported';

/** UsageError for a name that cannot be a folder's. `from`: where the user gave it. */
export function machineName(name: string, from = '--machine'): string {
  if (!PLAIN_NAME.test(name) || name.length > LONGEST) {
    throw new UsageError(
      `${from} is '${name}'; give 1 to ${LONGEST} letters, digits, dots, dashes or underlines, the first a letter or digit`,
    );
  }
  if (name.toLowerCase() === IMPORTED) {
    throw new UsageError(`${from} is '${name}', the folder of imported records; give another name`);
  }
  return name;
}

/** The option before the variable; a variable that is empty is not set. */
export function requestedName(option: MachineName, variable: string | undefined): MachineName {
  if (option !== undefined) return option;
  return variable === undefined || variable === '' ? undefined : machineName(variable, MACHINE_VARIABLE);
}

/** The name that the user gives this machine. UsageError for one that cannot be a folder's. */
export function nameHere(option: MachineName, { variable }: Pick<World, 'variable'>): MachineName {
  const name = option === undefined ? undefined : machineName(option);
  return requestedName(name, variable(MACHINE_VARIABLE));
}

/** Docker and Podman name a container by 12 digits of its id, Kubernetes a pod by its template's hash and 5 letters. */
const GENERATED = [/^[0-9a-f]{12}$/, /-[0-9a-f]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/];

/** Whether a machine goes by a hostname that looks generated, so that its next run counts as another machine's. */
export const hasGeneratedName = ({ hostname, named }: Pick<Machine, 'hostname' | 'named'>): boolean =>
  !named && GENERATED.some(pattern => pattern.test(hostname));
