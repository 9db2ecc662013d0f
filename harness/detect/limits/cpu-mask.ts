/** The CPUs that a process may run on, and the physical cores that they are on. */
import type { World } from '../world.ts';

const CPUS = '/sys/devices/system/cpu';
/** Two names of one list, the older one first: the CPUs that share a core. */
const SIBLINGS = ['thread_siblings_list', 'core_cpus_list'] as const;

/** Linux is built for 8192 at most. */
const MOST_CPUS = 65_536;

export type CpuMask = { readonly cpus: number; readonly cores: number };

/** What is known without the kernel's files: how many CPUs the scheduler allows, and the machine's cores (0: not known). */
export type Countable = { readonly usableCores: number; readonly physicalCores: number };

/**
 * Threads of one core share its arithmetic units, so that CPUs which are siblings count as one core. Without topology files
 * (a container without /sys) /proc/cpuinfo tells them on x86; where neither does, each CPU counts, up to the machine's cores.
 */
export async function readCpuMask(
  files: Pick<World, 'readText'>,
  { usableCores, physicalCores }: Countable,
): Promise<CpuMask> {
  const { allowed, running } = await readLists(files);
  // Where Node counts a quota as well (from libuv 1.49 on), the scheduler's figure is less than the mask.
  const cpus = Math.max(1, usableCores, running.length);
  // lxcfs tells which CPUs are online by its own numbers; then what may be used is the whole mask.
  const mask = running.length < cpus ? allowed : running;
  const byTopology = (await Promise.all(mask.map(cpu => coreOf(files, cpu)))).filter(core => core !== null);
  const known: readonly (number | string)[] =
    byTopology.length > 0 ? byTopology : coresByCpuinfo(await files.readText('/proc/cpuinfo'), mask);
  if (known.length === 0) return { cpus, cores: Math.min(cpus, physicalCores || cpus) };
  // A CPU without a topology beside others that have one is a core of its own.
  const unknown = Math.max(0, cpus - known.length);
  return { cpus, cores: Math.min(cpus, new Set(known).size + unknown) };
}

/** `allowed`: the mask, which lists what may ever be plugged in; `running`: those of it that are online. */
async function readLists(files: Pick<World, 'readText'>) {
  const [status, online] = await Promise.all([files.readText('/proc/self/status'), files.readText(`${CPUS}/online`)]);
  const allowed = [...parseCpuList(allowedList(status) ?? '')];
  const running = parseCpuList((online ?? '').trim());
  return { allowed, running: allowed.filter(cpu => running.has(cpu)) };
}

/** Of /proc/self/status, as it is written there: `0-3,8`. */
export function allowedList(status: string | null): string | undefined {
  return /^Cpus_allowed_list:\s*(\S+)$/m.exec(status ?? '')?.[1];
}

/** A core by the lowest of its CPUs; null where nothing tells. A list that lacks its own CPU is none. */
async function coreOf(files: Pick<World, 'readText'>, cpu: number): Promise<number | null> {
  for (const name of SIBLINGS) {
    const siblings = parseCpuList(((await files.readText(`${CPUS}/cpu${cpu}/topology/${name}`)) ?? '').trim());
    if (siblings.has(cpu)) return Math.min(...siblings);
  }
  return null;
}

/**
 * The cores of these CPUs by /proc/cpuinfo, as socket and number in it. None where it does not number them, or puts more CPUs on
 * one core than it says a core has (`siblings` ÷ `cpu cores`), as hypervisors do.
 */
function coresByCpuinfo(cpuinfo: string | null, mask: readonly number[]): readonly string[] {
  const blocks = (cpuinfo ?? '').split(/\n\s*\n/).map(block => {
    const fact = (key: string) => new RegExp(`^${key}\\s*:\\s*(\\d+)\\s*$`, 'm').exec(block)?.[1];
    const [socket, core] = [fact('physical id'), fact('core id')];
    const threads = Number(fact('siblings')) / Number(fact('cpu cores'));
    const cpu = Number(fact('processor') ?? Number.NaN);
    return { cpu, threads, core: socket === undefined || core === undefined ? null : `${socket}.${core}` };
  });
  const isTrusted = blocks.every(
    ({ core, threads }) => core === null || blocks.filter(other => other.core === core).length <= threads,
  );
  return isTrusted ? blocks.flatMap(({ cpu, core }) => (core !== null && mask.includes(cpu) ? [core] : [])) : [];
}

/** `0-3,8` */
export function parseCpuList(text: string): ReadonlySet<number> {
  const numbers = text.split(',').flatMap(range => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
    if (first === undefined) return [];
    const length = Number(last) - Number(first) + 1;
    if (length < 1 || length > MOST_CPUS) return [];
    return Array.from({ length }, (_, i) => Number(first) + i);
  });
  return new Set(numbers);
}
