/** What of a machine's state would disturb a run, each with what to do about it. Pure. */
import type { MachineState } from '../../../results/quiet.ts';
import type { Machine } from '../../../results/record.ts';
import { mostOtherCores } from './cell-quiet.ts';

export type NotQuiet = { readonly what: string; readonly fix: string };

/** Hotter than this with nothing of ours running, and clocks will fall soon. */
const HOT_C = 80;
/** Of the memory: what sleeps may be swapped out, what is used may not. */
const MOST_SWAPPED = 0.01;
/** The governor that holds clocks at their highest. */
const STEADY = 'performance';

/** One row a kind of trouble, in the order of how much they disturb. */
const RULES: readonly ((state: MachineState, machine: Pick<Machine, 'cpu' | 'memoryBytes'>) => readonly NotQuiet[])[] =
  [devicesInUse, processorsInUse, processorsStolen, unsteadyClocks, heat, swapped];

/** Empty: nothing was seen that would disturb a run. */
export function notQuiet(state: MachineState, machine: Pick<Machine, 'cpu' | 'memoryBytes'>): readonly NotQuiet[] {
  return RULES.flatMap(rule => rule(state, machine));
}

function devicesInUse({ devices }: MachineState): readonly NotQuiet[] {
  return devices.flatMap(({ device, name, otherProcesses: count }) => {
    if (!count.available || count.value === 0) return [];
    const many = count.value === 1 ? '1 process computes' : `${count.value} processes compute`;
    return [{ what: `${many} on ${name} (${device})`, fix: 'end what its own tool lists there, or run on another' }];
  });
}

function processorsInUse({ otherCores: used }: MachineState, { cpu }: Pick<Machine, 'cpu'>): readonly NotQuiet[] {
  if (!used.available || used.value <= mostOtherCores(cpu.cores)) return [];
  return [
    { what: `others use ${threeDigits(used.value)} of ${cpu.cores} cores`, fix: 'see top, and end what can wait' },
  ];
}

function processorsStolen({ stolenCores: stolen }: MachineState, { cpu }: Pick<Machine, 'cpu'>): readonly NotQuiet[] {
  if (!stolen.available || stolen.value <= mostOtherCores(cpu.cores)) return [];
  const what = `the hypervisor gives others ${threeDigits(stolen.value)} of ${cpu.cores} cores`;
  return [{ what, fix: 'run on a machine with cores of its own' }];
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
  const what = `${(used.value / 2 ** 30).toFixed(1)} GiB are swapped out`;
  return [{ what, fix: 'end what holds the memory, then sudo swapoff -a && sudo swapon -a' }];
}

const threeDigits = (value: number): string => String(Number(value.toPrecision(3)));
