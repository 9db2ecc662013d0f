/**
 * Who used the processors between two looks at /proc. Ours are this process and all its descendants, with the time of children that have
 * ended; all other busy time is others'. Pure. proc(5).
 */
import { type Absence, type Reading, read, unavailable } from '../../results/schema/reading.ts';
import { parseCpuList } from '../detect/limits/cpu-mask.ts';

/** In the kernel's ticks, whose total also gives the time between two looks. */
export type ProcessorLook = {
  /** How many processors are counted: those that this process may run on. */
  readonly cores: number;
  /** Ticks of all states of all processors, idle included. */
  readonly totalTicks: number;
  /** Ticks in processes; interrupts belong to no process. */
  readonly busyTicks: number;
  /** Given to others by a hypervisor; null: kernels before 2.6.11 do not count it. */
  readonly stolenTicks: number | null;
  readonly processes: ReadonlyMap<number, ProcessLook>;
};

/** `endedTicks`: those of its children that have ended, and of theirs. */
export type ProcessLook = {
  readonly parent: number;
  readonly name: string;
  readonly ticks: number;
  readonly endedTicks: number;
};

/** Ticks are 10 ms: two looks less than half a second apart say little. */
const FEWEST_TICKS = 50;
/** The kernel counts busy time by ticks and a process's time exactly; the two are close. Twice as much is the count of another machine. */
const MOST_BEYOND = 2;

/** Fields of a row: user nice system idle, then iowait irq softirq, then steal. */
const [FEWEST_FIELDS, WITH_STOLEN] = [4, 8];

export type Counted = ({ readonly available: true } & Omit<ProcessorLook, 'processes'>) | Absence;

/** The processors of /proc/stat that `allowed` names (`0-3,8`), or why the text has none of them. */
export function parseProcStat(text: string, allowed: string): Counted {
  const wanted = parseCpuList(allowed);
  const rows = [...text.matchAll(/^cpu(\d+) +([\d ]+)$/gm)]
    .filter(([, number]) => wanted.has(Number(number)))
    .map(([, , fields = '']) => fields.trim().split(/ +/).map(Number));
  if (rows.length === 0) return unavailable('stat-without-cpus', { cpus: allowed });
  const fields = Math.min(...rows.map(({ length }) => length));
  if (fields < FEWEST_FIELDS) return unavailable('stat-without-idle', { columns: fields });
  let [totalTicks, busyTicks, stolenTicks] = [0, 0, 0];
  for (const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, softIrq = 0, stolen = 0] of rows) {
    busyTicks += user + nice + system;
    stolenTicks += stolen;
    totalTicks += user + nice + system + idle + wait + irq + softIrq + stolen;
  }
  // A kernel counts every tick since it started.
  if (totalTicks === 0) return unavailable('stat-zeros');
  return {
    available: true,
    cores: rows.length,
    totalTicks,
    busyTicks,
    stolenTicks: fields < WITH_STOLEN ? null : stolenTicks,
  };
}

/** /proc/<pid>/stat. The name stands in brackets and may hold any character, brackets too. */
export function parseProcessStat(text: string): ProcessLook | null {
  const [, name, rest] = /^\d+ \((.*)\) (.*)/s.exec(text) ?? [];
  if (name === undefined || rest === undefined) return null;
  const fields = rest.split(' ').map(Number);
  const [parent = Number.NaN] = fields.slice(1);
  const [user = Number.NaN, system = 0, endedUser = 0, endedSystem = Number.NaN] = fields.slice(11);
  const look = { parent, name, ticks: user + system, endedTicks: endedUser + endedSystem };
  return Number.isFinite(parent + look.ticks + look.endedTicks) ? look : null;
}

/** Time between two looks, in cores, that others used and that a hypervisor took, with the busiest process. */
export type OthersTime = {
  readonly otherCores: Reading;
  readonly stolenCores: Reading;
  readonly most: { readonly pid: number; readonly name: string; readonly cores: number } | null;
};

export function othersTime(before: ProcessorLook, after: ProcessorLook, self: number): OthersTime {
  const { cores } = after;
  const ticks = (after.totalTicks - before.totalTicks) / cores;
  const none = (absence: Absence): OthersTime => ({ otherCores: absence, stolenCores: absence, most: null });
  if (before.cores !== cores) return none(unavailable('processors-changed', { before: before.cores, after: cores }));
  if (ticks === 0) return none(unavailable('stat-frozen'));
  if (!(ticks >= FEWEST_TICKS)) return none(unavailable('stat-too-short', { ticks: Math.round(ticks) }));
  const scope = `host, ${cores} cores`;
  const ourTicks = ownTicks(after.processes, self) - ownTicks(before.processes, self);
  const busy = after.busyTicks - before.busyTicks;
  if (ourTicks > MOST_BEYOND * busy + FEWEST_TICKS) {
    return none(unavailable('stat-below-own', { busy, own: ourTicks }));
  }
  return {
    otherCores: read(Math.max(0, busy - ourTicks) / ticks, '/proc/stat less our own processes', scope),
    stolenCores: stolenCores(before, after, ticks, scope),
    most: busiestOther(before, after, self, ticks),
  };
}

function stolenCores(before: ProcessorLook, after: ProcessorLook, ticks: number, scope: string): Reading {
  if (before.stolenTicks === null || after.stolenTicks === null) {
    return unavailable('no-stolen-column');
  }
  return read((after.stolenTicks - before.stolenTicks) / ticks, '/proc/stat', scope);
}

function ownTicks(processes: ProcessorLook['processes'], self: number): number {
  let ticks = 0;
  for (const [pid, process] of processes) if (isOurs(pid, processes, self)) ticks += process.ticks + process.endedTicks;
  return ticks;
}

function isOurs(pid: number, processes: ProcessorLook['processes'], self: number): boolean {
  // No line of descent is longer than there are processes, whatever /proc says.
  let ancestor: number | undefined = pid;
  for (let i = 0; i <= processes.size && ancestor !== undefined; i += 1) {
    if (ancestor === self) return true;
    ancestor = processes.get(ancestor)?.parent;
  }
  return false;
}

function busiestOther(before: ProcessorLook, after: ProcessorLook, self: number, ticks: number): OthersTime['most'] {
  let most: OthersTime['most'] = null;
  for (const [pid, { name, ticks: now }] of after.processes) {
    if (isOurs(pid, after.processes, self)) continue;
    const cores = (now - (before.processes.get(pid)?.ticks ?? 0)) / ticks;
    if (cores > (most?.cores ?? 0)) most = { pid, name, cores };
  }
  return most;
}
