/** Conditions of a machine that would distort a run, each with its fix. Pure. */
import { noteText } from '../../results/note-text.ts';
import type { Machine } from '../../results/schema/machine.ts';
import type { MachineState } from '../../results/schema/quiet.ts';
import type { Reading } from '../../results/schema/reading.ts';
import { significant } from '../../results/significant.ts';
import { formatMemory } from '../../suites/moe/footprint.ts';
import { mostOtherCores } from './cell-quiet.ts';

export type NotQuiet = { readonly what: string; readonly fix: string };

/** Above this idle temperature clocks will soon fall. */
const HOT_C = 80;
/** Share of the memory in swap that is tolerated: idle programs may be swapped out. */
const MOST_SWAPPED = 0.01;
/** The governor that holds clocks at their highest. */
const STEADY = 'performance';

/** One row a kind of trouble, in the order of how much they disturb. */
const RULES: readonly ((state: MachineState, machine: Judged) => readonly NotQuiet[])[] = [
  devicesInUse,
  processorsInUse,
  processorsStolen,
  quotaBelowProcessors,
  unsteadyClocks,
  heat,
  swapped,
];

type Judged = Pick<Machine, 'cpu' | 'memoryBytes' | 'limits'>;

/** Empty: no such condition was seen; what could not be looked at is in `cannotBeTold`. */
export function notQuiet(state: MachineState, machine: Judged): readonly NotQuiet[] {
  return RULES.flatMap(rule => rule(state, machine));
}

/** Uses by others that are unknown here, each with the reason: such a machine is not called quiet. */
export function cannotBeTold({ otherCores, stolenCores, devices }: MachineState): readonly string[] {
  const unread = (what: string, reading: Reading) => (reading.available ? [] : [{ what, reason: noteText(reading) }]);
  const boards = devices.flatMap(({ device, otherProcesses }) => unread(device, otherProcesses));
  const reasons = [...new Set(boards.map(({ reason }) => reason))];
  return [
    ...unread('who else uses the CPUs', otherCores),
    // Where others' time is unknown, stolen time is unknown for the same reason: one line for both.
    ...(otherCores.available ? unread('what a hypervisor gives to others', stolenCores) : []),
    ...reasons.map(reason => {
      const names = boards.filter(board => board.reason === reason).map(({ what }) => what);
      return { what: `who else computes on ${names.join(', ')}`, reason };
    }),
  ].map(({ what, reason }) => `${what} is unknown: ${reason}`);
}

/** CPUs that others' time is counted on: those this process may run on. */
export function countedCpus({ cpu, limits }: Pick<Machine, 'cpu' | 'limits'>): number {
  return limits?.cpus ?? cpu.cores;
}

function devicesInUse({ devices }: MachineState): readonly NotQuiet[] {
  return devices.flatMap(({ device, name, otherProcesses: count }) => {
    if (!count.available || count.value === 0) return [];
    const many = count.value === 1 ? '1 process computes' : `${count.value} processes compute`;
    return [{ what: `${many} on ${name} (${device})`, fix: 'end what its own tool lists there, or run on another' }];
  });
}

function processorsInUse({ otherCores: used }: MachineState, machine: Judged): readonly NotQuiet[] {
  const cpus = countedCpus(machine);
  if (!used.available || used.value <= mostOtherCores(cpus)) return [];
  return [{ what: `others use ${significant(used.value)} of ${cpus} cores`, fix: 'see top, and end what can wait' }];
}

function processorsStolen({ stolenCores: stolen }: MachineState, machine: Judged): readonly NotQuiet[] {
  const cpus = countedCpus(machine);
  if (!stolen.available || stolen.value <= mostOtherCores(cpus)) return [];
  const what = `the hypervisor gives others ${significant(stolen.value)} of ${cpus} cores`;
  return [{ what, fix: 'run on a machine with cores of its own' }];
}

/** A quota above the usable CPUs has no effect. */
function quotaBelowProcessors(_: MachineState, { limits }: Judged): readonly NotQuiet[] {
  if (limits?.cpuQuota.status !== 'limited' || limits.cpuQuota.cores >= limits.cpus) return [];
  const what = `a quota of ${significant(limits.cpuQuota.cores)} of ${limits.cpus} CPUs stops this process in each period`;
  return [{ what, fix: 'give the container CPUs of its own in place of a quota (docker --cpuset-cpus)' }];
}

function unsteadyClocks({ governors }: MachineState): readonly NotQuiet[] {
  if (!governors.available) return [];
  const all = Object.values(governors.cores).reduce((sum, count) => sum + count, 0);
  return Object.entries(governors.cores)
    .filter(([governor]) => governor !== STEADY)
    .map(([governor, count]) => ({
      what: `governor ${governor} on ${count} of ${all} cores`,
      fix: `sudo cpupower frequency-set -g ${STEADY}`,
    }));
}

function heat({ temperatureC: hottest }: MachineState): readonly NotQuiet[] {
  if (!hottest.available || hottest.value < HOT_C) return [];
  return [{ what: `the processor is at ${hottest.value} °C before the run`, fix: 'let it cool, and see to its fans' }];
}

function swapped(
  { swapUsedBytes: used }: MachineState,
  { memoryBytes }: Pick<Machine, 'memoryBytes'>,
): readonly NotQuiet[] {
  if (!used.available || used.value <= MOST_SWAPPED * memoryBytes) return [];
  const what = `${formatMemory(used.value)} are swapped out`;
  return [{ what, fix: 'end what holds the memory, then sudo swapoff -a && sudo swapon -a' }];
}
