/** Software and system of a target in a run, by dotted path: what may change between two nights that are compared. Pure. */
import type { ContextLine, Target } from '../record.ts';
import type { MachineState } from '../schema/quiet.ts';

/** `{'runtimes.node': '20.20.2', driver: '570.86', 'system.kernel': '6.8.0', 'target.torch': '2.13.0'}` */
export function setupOf(context: Pick<ContextLine, 'program' | 'machine' | 'machineState' | 'suite'>, target: Target) {
  const { program, machine, machineState, suite } = context;
  const values: Readonly<Record<string, string | null>> = {
    'program.version': program.version,
    'program.origin': program.origin,
    ...prefixed('runtimes', program.runtimes),
    driver: driverOf(machine, target),
    'system.os': machine.os,
    'system.kernel': machine.kernel,
    'system.cpu': machine.cpu.name,
    'system.cores': String(machine.cpu.cores),
    'system.governor': governorsOf(machineState),
    'suite.name': suite.name,
    'suite.sha256': suite.sha256,
    'target.device': target.device.name,
    'target.threads': target.threads === null ? null : String(target.threads),
    ...prefixed('target', target.process?.versions ?? {}),
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([path, value]) => (value === null ? [] : [[path, value] as const])),
  );
}

/** Versions by dotted path: `{'runtimes.node': '20.20.2'}`. */
export const prefixed = (path: string, values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${path}.${name}`, value]));

/** The driver of the boards of the target's name; boards of one machine may have several. */
export function driverOf({ accelerators }: ContextLine['machine'], { device }: Target): string | null {
  const boards = accelerators.filter(({ vendor, name }) => vendor === device.vendor && name === device.name);
  const drivers = [...new Set(boards.flatMap(({ driver }) => driver ?? []))].toSorted();
  return drivers.length === 0 ? null : drivers.join(' + ');
}

/** `performance`; of a machine whose cores differ, all of them. */
export function governorsOf(state: MachineState | undefined): string | null {
  if (state?.governors.available !== true) return null;
  return Object.keys(state.governors.cores).toSorted().join(' + ');
}
