/** The machine's state before a run: frequency governors, temperature, other users. */
import type { MachineState } from '../../results/schema/quiet.ts';
import { type Reading, read, unavailable } from '../../results/schema/reading.ts';
import type { DeviceConditions } from '../sampler/recording.ts';
import { otherProcesses } from './device-use.ts';
import { type HostFiles, type HostLook, lookAtHost } from './host-look.ts';
import { type OthersTime, othersTime } from './processor-time.ts';

/** `before`: an earlier look, from which others' time is counted. */
export async function machineState(
  files: HostFiles,
  before: HostLook,
  devices: readonly DeviceConditions[],
): Promise<MachineState> {
  const [now, governors, swapUsedBytes] = await Promise.all([
    lookAtHost(files),
    readGovernors(files),
    readSwapUsed(files),
  ]);
  const { otherCores, stolenCores } = othersBetween(before, now);
  const { loadAverage, temperatureC, sharesPids } = now;
  return {
    loadAverage,
    otherCores,
    stolenCores,
    governors,
    temperatureC,
    swapUsedBytes,
    devices: devices.flatMap(({ sensor: { device, source }, conditions }) => {
      if (device === null) return [];
      const { vendor, index, name } = device;
      const looks = { available: true, source, looks: [conditions] } as const;
      const { count } = otherProcesses(looks, { pids: [], workers: 0, sharesPids });
      return [{ device: `${vendor}/${index}`, name, otherProcesses: count }];
    }),
  };
}

/** Others' processor time between two looks, or why it is unknown. */
export function othersBetween(before: HostLook, after: HostLook): OthersTime {
  if (before.processors.available && after.processors.available) {
    return othersTime(before.processors, after.processors, after.self);
  }
  const [blind] = [after.processors, before.processors].filter(seen => !seen.available);
  const none = blind ?? unavailable('no-file', { path: '/proc/stat' });
  return { otherCores: none, stolenCores: none, most: null };
}

async function readGovernors(files: HostFiles): Promise<MachineState['governors']> {
  const folder = '/sys/devices/system/cpu';
  const cpus = (await files.list(folder)).filter(name => /^cpu\d+$/.test(name));
  const governors = await Promise.all(cpus.map(cpu => files.readText(`${folder}/${cpu}/cpufreq/scaling_governor`)));
  const cores: Record<string, number> = {};
  for (const governor of governors) {
    if (governor !== null) cores[governor.trim()] = (cores[governor.trim()] ?? 0) + 1;
  }
  if (Object.keys(cores).length > 0) return { available: true, cores };
  return unavailable('no-cpufreq');
}

async function readSwapUsed(files: HostFiles): Promise<Reading> {
  const text = (await files.readText('/proc/meminfo')) ?? '';
  const kibibytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]);
  const used = (kibibytes('SwapTotal') - kibibytes('SwapFree')) * 1024;
  return Number.isFinite(used) ? read(used, '/proc/meminfo', 'host') : unavailable('no-meminfo');
}
