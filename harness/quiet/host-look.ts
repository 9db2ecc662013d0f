/** One look at the load of the host, from the kernel's files. */
import { type Absence, type Reading, read, unavailable } from '../../results/schema/reading.ts';
import { allowedList } from '../detect/limits/cpu-mask.ts';
import type { World } from '../detect/world.ts';
import { type ProcessLook, type ProcessorLook, parseProcessStat, parseProcStat } from './processor-time.ts';
import { lookAtThrottling, type ThrottleLook } from './throttling.ts';

/** The part of the world that a look needs. */
export type HostFiles = Pick<World, 'readText' | 'list' | 'pid'>;

export type HostLook = {
  /** The process that all of ours descend from. */
  readonly self: number;
  readonly processors: ProcessorsSeen;
  readonly loadAverage: Reading;
  readonly temperatureC: Reading;
  /** Read back from swap since the machine was started. */
  readonly swappedInPages: Reading;
  /** Whether drivers see our process numbers: not in a container with a numbering of its own. */
  readonly sharesPids: boolean;
  /** Of control groups that count throttled periods. */
  readonly throttling: readonly ThrottleLook[];
};

/** What the processors did, or why it is unknown: no Linux, or a sandbox that hides it. */
export type ProcessorsSeen = ({ readonly available: true } & ProcessorLook) | Absence;

/** Tests put made-up looks in. */
export type LookAtHost = () => Promise<HostLook>;

export async function lookAtHost(files: HostFiles): Promise<HostLook> {
  const [processors, loadAverage, temperatureC, swappedInPages, second, throttling] = await Promise.all([
    lookAtProcessors(files),
    readLoadAverage(files),
    readTemperature(files),
    numberIn(files, '/proc/vmstat', /^pswpin (\d+)$/m, 'host, pages'),
    files.readText('/proc/2/comm'),
    lookAtThrottling(files),
  ]);
  // Process 2 is the kernel's kthreadd only in the host's own numbering.
  const sharesPids = second?.trim() === 'kthreadd';
  return { self: files.pid, processors, loadAverage, temperatureC, swappedInPages, sharesPids, throttling };
}

async function lookAtProcessors(files: HostFiles): Promise<ProcessorsSeen> {
  const pids = (await files.list('/proc')).filter(name => /^\d+$/.test(name));
  const read = pids.map(async (pid): Promise<readonly [number, ProcessLook | null]> => {
    const text = await files.readText(`/proc/${pid}/stat`);
    return [Number(pid), text === null ? null : parseProcessStat(text)];
  });
  const [status, mountinfo, ...looks] = await Promise.all([
    files.readText('/proc/self/status'),
    files.readText('/proc/self/mountinfo'),
    ...read,
  ]);
  const stat = await files.readText('/proc/stat');
  if (stat === null) return unavailable('no-file', { path: '/proc/stat' });
  const laid = laidOver(mountinfo);
  if (laid !== null) return laid;
  const allowed = allowedList(status);
  if (allowed === undefined) return unavailable('no-cpu-list');
  const totals = parseProcStat(stat, allowed);
  if (!totals.available) return totals;
  const processes = new Map(looks.flatMap(([pid, look]) => (look === null ? [] : [[pid, look] as const])));
  return { ...totals, processes };
}

/** lxcfs and the like mount a file over /proc/stat that counts this container alone. */
function laidOver(mountinfo: string | null): Absence | null {
  const type = /^(?:\S+ ){4}\/proc\/stat .* - (\S+)/m.exec(mountinfo ?? '')?.[1];
  return type === undefined ? null : unavailable('stat-laid-over', { type });
}

/** Processes that ran or waited for a disk, on average over the last minute; ours are among them. */
export function readLoadAverage(files: HostFiles): Promise<Reading> {
  return numberIn(files, '/proc/loadavg', /^([\d.]+) /, 'host, 1 min');
}

/** Drivers of a processor's own thermometers, and what thermal zones call it. */
const PROCESSOR_DRIVERS = /^(coretemp|k10temp|zenpower|cpu_thermal)$/;
const PROCESSOR_ZONES = /^(x86_pkg_temp|cpu|soc)/i;
/** A reading outside these bounds is of a missing or broken thermometer. */
const [COLDEST_C, HOTTEST_C] = [0, 150];

/** The hottest of the processor's thermometers. */
export async function readTemperature(files: HostFiles): Promise<Reading> {
  const named = async (folder: string, name: RegExp, nameFile: string, wanted: RegExp) => {
    const entries = (await files.list(folder)).filter(entry => name.test(entry)).map(entry => `${folder}/${entry}`);
    const names = await Promise.all(entries.map(async entry => (await files.readText(`${entry}/${nameFile}`)) ?? ''));
    return entries.flatMap((entry, i) => (wanted.test(names[i]?.trim() ?? '') ? [entry] : []));
  };
  const monitors = await named('/sys/class/hwmon', /^hwmon\d+$/, 'name', PROCESSOR_DRIVERS);
  const inputs = await Promise.all(
    monitors.map(async folder =>
      (await files.list(folder)).filter(file => /^temp\d+_input$/.test(file)).map(file => `${folder}/${file}`),
    ),
  );
  const zones = await named('/sys/class/thermal', /^thermal_zone\d+$/, 'type', PROCESSOR_ZONES);
  for (const paths of [inputs.flat(), zones.map(zone => `${zone}/temp`)]) {
    const texts = await Promise.all(paths.map(path => files.readText(path)));
    const degrees = texts
      .map(text => Number.parseInt(text ?? '', 10) / 1000)
      .filter(value => value > COLDEST_C && value < HOTTEST_C);
    if (degrees.length > 0) return read(Math.max(...degrees), 'sysfs', `processor, hottest of ${degrees.length}`);
  }
  return unavailable('no-thermometer');
}

async function numberIn(files: HostFiles, path: string, pattern: RegExp, scope: string): Promise<Reading> {
  const text = await files.readText(path);
  if (text === null) return unavailable('no-file', { path });
  const found = pattern.exec(text)?.[1];
  return found === undefined ? unavailable('unreadable-file', { path }) : read(Number(found), path, scope);
}
