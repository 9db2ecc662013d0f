/** One machine for each source, with one sensor whose raw figure the test gives: what it says, or how it refuses. */
import type { Library, NativeArgument, SensorWorld } from '../../../harness/vendors/sensing/world.ts';
import { sensorWorldOf } from './world.ts';

/** A raw figure in the source's own unit (µJ, mJ, mW, hundredths of a second), text in its place, or no permission. */
export type Figure = number | bigint | string | 'denied';
export type Machine = (figure: () => Figure) => SensorWorld;

const ZONE = '/sys/class/powercap/intel-rapl:0';

const raplMachine: Machine = figure =>
  sensorWorldOf({
    files: {
      [`${ZONE}/name`]: 'package-0\n',
      [`${ZONE}/max_energy_range_uj`]: '262143328850\n',
      [`${ZONE}/constraint_0_max_power_uw`]: '205000000\n',
      [`${ZONE}/constraint_0_power_limit_uw`]: '205000000\n',
      [`${ZONE}/energy_uj`]: () => (figure() === 'denied' ? { status: 'denied' } : `${figure()}\n`),
    },
  });

/** Energy closed to users, the TDP open, and the busy time of one core. */
const estimatedMachine: Machine = figure => {
  let seconds = 0;
  return sensorWorldOf({
    files: {
      [`${ZONE}/energy_uj`]: { status: 'denied' },
      [`${ZONE}/constraint_0_max_power_uw`]: '205000000\n',
      '/proc/stat': () => {
        const busy = figure();
        if (busy === 'denied') return { status: 'denied' };
        seconds += typeof busy === 'number' ? 1 : 0;
        return `cpu  ${busy} 0 0 ${seconds * 100} 0 0 0 0 0 0\ncpu0 ${busy} 0 0 0 0 0 0 0 0 0\n`;
      },
    },
  });
};

/** NVML with one device that supports these calls and no others. */
const nvmlMachine =
  (call: 'nvmlDeviceGetTotalEnergyConsumption' | 'nvmlDeviceGetPowerUsage'): Machine =>
  figure => {
    const answers: Readonly<Record<string, (out: NativeArgument | undefined) => number>> = {
      nvmlInit_v2: () => 0,
      nvmlDeviceGetCount_v2: out => put(out, 1),
      nvmlDeviceGetHandleByIndex_v2: out => put(out, 1),
      nvmlDeviceGetName: out => put(out, 78),
      nvmlDeviceGetUUID: out => put(out, 71),
      nvmlDeviceGetEnforcedPowerLimit: out => put(out, 700_000),
      [call]: out => (figure() === 'denied' ? 4 : typeof figure() === 'string' ? 999 : put(out, figure())),
    };
    const library: Library = {
      bind: declaration => {
        const name = /\w+(?=\()/.exec(declaration)?.[0] ?? '';
        return (...argv) => answers[name]?.(argv.find(argument => typeof argument === 'object')) ?? 3;
      },
    };
    return sensorWorldOf({ libraries: { 'libnvidia-ml.so.1': library } });
  };

function put(out: NativeArgument | undefined, value: Figure): number {
  if (out instanceof BigUint64Array) out[0] = BigInt(value);
  else if (out instanceof Uint32Array || out instanceof Uint8Array) out[0] = Number(value);
  return 0;
}

export const MACHINES: readonly { readonly source: string; readonly reads: string; readonly machine: Machine }[] = [
  { source: 'rapl', reads: 'counter', machine: raplMachine },
  { source: 'nvml', reads: 'counter', machine: nvmlMachine('nvmlDeviceGetTotalEnergyConsumption') },
  { source: 'nvml', reads: 'power', machine: nvmlMachine('nvmlDeviceGetPowerUsage') },
  { source: 'estimated', reads: 'estimate', machine: estimatedMachine },
];
