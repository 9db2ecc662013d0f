/**
 * Who used the processors between two looks at /proc: our own processes, or others. Ours are this one and all that descend from
 * it, with the time of children that have ended; what is busy beyond them is others'. Pure. proc(5).
 */
import { type Absence, type Reading, read, unavailable } from '../../../results/reading.ts';

/** In the kernel's ticks, by whose sum the time between two looks is known too. */
export type ProcessorLook = {
  /** How many processors are counted: those that this process may run on. */
  readonly cores: number;
  /** All states of all of them together, idle too. */
  readonly totalTicks: number;
  /** In processes; interrupts belong to none. */
  readonly busyTicks: number;
  /** Given to others by a hypervisor. */
  readonly stolenTicks: number;
  readonly processes: ReadonlyMap<number, ProcessLook>;
};

/** `endedTicks`: those of its children that have ended, and of theirs. */
export type ProcessLook = {
  readonly parent: number;
  readonly name: string;
  readonly ticks: number;
  readonly endedTicks: number;
};

/** A look's time is in ticks of 10 ms: below half a second two of them say little. */
const FEWEST_TICKS = 50;

/** The processors of /proc/stat that `allowed` names (`0-3,8`); null where the text is none, or names none of them. */
export function parseProcStat(text: string, allowed: string): Omit<ProcessorLook, 'processes'> | null {
  const wanted = cpuList(allowed);
  const rows = [...text.matchAll(/^cpu(\d+) ([\d ]+)$/gm)].filter(([, number]) => wanted.has(Number(number)));
  if (rows.length === 0) return null;
  let [totalTicks, busyTicks, stolenTicks] = [0, 0, 0];
  for (const [, , fields = ''] of rows) {
    const ticks = fields.split(' ').map(Number);
    const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, softIrq = 0, stolen = 0] = ticks;
    busyTicks += user + nice + system;
    stolenTicks += stolen;
    totalTicks += user + nice + system + idle + wait + irq + softIrq + stolen;
  }
  return { cores: rows.length, totalTicks, busyTicks, stolenTicks };
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

/** Cores' worth of time between two looks that others used and that a hypervisor took, with who used the most of it. */
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
  if (!(ticks >= FEWEST_TICKS)) return none(unavailable('stat-too-short', { ticks: Math.round(ticks) }));
  const scope = `host, ${cores} cores`;
  const own = ownTicks(after.processes, self) - ownTicks(before.processes, self);
  const others = Math.max(0, after.busyTicks - before.busyTicks - own) / ticks;
  const stolen = (after.stolenTicks - before.stolenTicks) / ticks;
  return {
    otherCores: read(others, '/proc/stat less our own processes', scope),
    stolenCores: read(stolen, '/proc/stat', scope),
    most: busiestOther(before, after, self, ticks),
  };
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

function cpuList(text: string): ReadonlySet<number> {
  const numbers = text.split(',').flatMap(range => {
    const [first, last = first] = range.split('-').map(Number);
    if (first === undefined || last === undefined || !Number.isInteger(first) || !Number.isInteger(last)) return [];
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  });
  return new Set(numbers);
}
