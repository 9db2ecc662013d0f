/** Conditions of a machine that would distort a run. Their sentences, with the fix for each, are in commands/text/quiet-words.ts. Pure. */
import type { Machine } from '../../results/schema/machine.ts';
import type { Note } from '../../results/schema/note.ts';
import type { MachineState } from '../../results/schema/quiet.ts';
import type { Reading } from '../../results/schema/reading.ts';
import { mostOtherCores } from './cell-quiet.ts';

export const NOT_QUIET_CODES = [
  'device-in-use',
  'cpus-in-use',
  'cpus-stolen',
  'quota-below-cpus',
  'governor-unsteady',
  'processor-hot',
  'memory-swapped',
] as const;

export type NotQuiet = { readonly code: (typeof NOT_QUIET_CODES)[number]; readonly values: Note['values'] };

/** A use by others that is unknown, and the reason. `devices`: of boards, those that have this reason. */
export type UnknownUse = {
  readonly use: 'cpus' | 'hypervisor' | 'boards';
  readonly devices: readonly string[];
  readonly reason: Note;
};

/** Above this idle temperature clocks will soon fall. */
const HOT_C = 80;
/** Share of the memory in swap that is tolerated: idle programs may be swapped out. */
const MOST_SWAPPED = 0.01;
/** The governor that holds clocks at their highest. */
const STEADY = 'performance';

/** A row for each kind of condition, in the order of how much they disturb. */
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

/** Empty: no such condition was seen; what could not be looked at is in `unknownUses`. */
export function notQuiet(state: MachineState, machine: Judged): readonly NotQuiet[] {
  return RULES.flatMap(rule => rule(state, machine));
}

/** Uses by others that are unknown here, each with the reason: such a machine is not called quiet. */
export function unknownUses({ otherCores, stolenCores, devices }: MachineState): readonly UnknownUse[] {
  const unread = (use: UnknownUse['use'], reading: Reading): readonly UnknownUse[] =>
    reading.available ? [] : [{ use, devices: [], reason: reasonOf(reading) }];
  return [
    ...unread('cpus', otherCores),
    // Where others' time is unknown, stolen time is unknown for the same reason: one line for both.
    ...(otherCores.available ? unread('hypervisor', stolenCores) : []),
    ...unreadBoards(devices),
  ];
}

/** Boards with the same reason together. */
function unreadBoards(devices: MachineState['devices']): readonly UnknownUse[] {
  const byReason = new Map<string, UnknownUse>();
  for (const { device, otherProcesses } of devices) {
    if (otherProcesses.available) continue;
    const reason = reasonOf(otherProcesses);
    const key = JSON.stringify(reason);
    byReason.set(key, { use: 'boards', devices: [...(byReason.get(key)?.devices ?? []), device], reason });
  }
  return [...byReason.values()];
}

const reasonOf = ({ code, values }: Note): Note => ({ code, values });

/** CPUs that others' time is counted on: those this process may run on. */
export function countedCpus({ cpu, limits }: Pick<Machine, 'cpu' | 'limits'>): number {
  return limits?.cpus ?? cpu.cores;
}

function devicesInUse({ devices }: MachineState): readonly NotQuiet[] {
  return devices.flatMap(({ device, name, otherProcesses: processes }): readonly NotQuiet[] =>
    processes.available && processes.value > 0
      ? [{ code: 'device-in-use', values: { processes: processes.value, name, device } }]
      : [],
  );
}

function processorsInUse({ otherCores: used }: MachineState, machine: Judged): readonly NotQuiet[] {
  const cpus = countedCpus(machine);
  if (!used.available || used.value <= mostOtherCores(cpus)) return [];
  return [{ code: 'cpus-in-use', values: { usedCores: used.value, cpus } }];
}

function processorsStolen({ stolenCores: stolen }: MachineState, machine: Judged): readonly NotQuiet[] {
  const cpus = countedCpus(machine);
  if (!stolen.available || stolen.value <= mostOtherCores(cpus)) return [];
  return [{ code: 'cpus-stolen', values: { stolenCores: stolen.value, cpus } }];
}

/** A quota above the usable CPUs has no effect. */
function quotaBelowProcessors(_: MachineState, { limits }: Judged): readonly NotQuiet[] {
  if (limits?.cpuQuota.status !== 'limited' || limits.cpuQuota.cores >= limits.cpus) return [];
  return [{ code: 'quota-below-cpus', values: { quotaCores: limits.cpuQuota.cores, cpus: limits.cpus } }];
}

function unsteadyClocks({ governors }: MachineState): readonly NotQuiet[] {
  if (!governors.available) return [];
  const allCores = Object.values(governors.cores).reduce((sum, count) => sum + count, 0);
  return Object.entries(governors.cores)
    .filter(([governor]) => governor !== STEADY)
    .map(([governor, cores]) => ({
      code: 'governor-unsteady',
      values: { governor, cores, allCores, steady: STEADY },
    }));
}

function heat({ temperatureC: hottest }: MachineState): readonly NotQuiet[] {
  if (!hottest.available || hottest.value < HOT_C) return [];
  return [{ code: 'processor-hot', values: { temperatureC: hottest.value } }];
}

function swapped(
  { swapUsedBytes: used }: MachineState,
  { memoryBytes }: Pick<Machine, 'memoryBytes'>,
): readonly NotQuiet[] {
  if (!used.available || used.value <= MOST_SWAPPED * memoryBytes) return [];
  return [{ code: 'memory-swapped', values: { swappedBytes: used.value } }];
}
