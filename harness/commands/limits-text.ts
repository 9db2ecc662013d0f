/** What a process may use of its machine, for people. */
import type { CpuQuota, LIMIT_UNKNOWN, MemoryLimit } from '../../results/limits.ts';
import type { Machine } from '../../results/record.ts';
import { formatMemory } from '../../suites/moe/footprint.ts';

/** null: nothing to say. Other systems have no control groups. */
const WHY: Readonly<Record<(typeof LIMIT_UNKNOWN)[number], string | null>> = {
  'not-linux': null,
  'not-mounted': 'cannot be told: no control group is mounted here',
  unreadable: "cannot be told: the control group's file holds something else",
};

/** Rows of label and text: only what limits this process, and what of it cannot be told. */
export function limitRows({ cpu, memoryBytes, limits }: Machine): readonly [string, string][] {
  if (limits === undefined) return [];
  const { cpus, cores, cpuQuota, memory } = limits;
  const mask = `${cpus} of ${cpu.cores} threads, on ${cores} ${cores === 1 ? 'core' : 'cores'}`;
  const rows: readonly [string, string | null][] = [
    ['may use', cpus < cpu.cores ? mask : null],
    ['CPU quota', quotaText(cpuQuota)],
    ['memory limit', memoryLimitText(memory, memoryBytes)],
  ];
  return rows.flatMap(([label, text]): [string, string][] => (text === null ? [] : [[label, text]]));
}

function quotaText(quota: CpuQuota): string | null {
  switch (quota.status) {
    case 'limited':
      return `${Number(quota.cores.toPrecision(3))} CPUs (${quota.file})`;
    case 'unlimited':
      return null;
    case 'unknown':
      return WHY[quota.code];
  }
}

/** A limit above what the machine has limits nothing. */
function memoryLimitText(limit: MemoryLimit, memoryBytes: number): string | null {
  switch (limit.status) {
    case 'limited':
      return limit.bytes < memoryBytes ? `${formatMemory(limit.bytes)} (${limit.file})` : null;
    case 'unlimited':
      return null;
    case 'unknown':
      return WHY[limit.code];
  }
}
