/** The CPU and memory limits of this process, for people. */

import { threeDigits } from '../../../../reports/format.ts';
import { noteText } from '../../../../results/note-text.ts';
import type { CpuQuota, MemoryLimit } from '../../../../results/schema/limits.ts';
import type { Machine } from '../../../../results/schema/machine.ts';
import type { Note } from '../../../../results/schema/note.ts';
import { formatMemory } from '../../../../suites/moe/footprint.ts';

/** Rows of label and text: the limits of this process, and the limits that are unknown. */
export function limitRows({ cpu, memoryBytes, limits }: Machine): readonly [string, string][] {
  if (limits === null) return [];
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
      return `${threeDigits(quota.cores)} CPUs (${quota.file})`;
    case 'unlimited':
      return null;
    case 'unknown':
      return unknownText(quota);
  }
}

/** A limit above the memory of the machine has no effect. */
function memoryLimitText(limit: MemoryLimit, memoryBytes: number): string | null {
  switch (limit.status) {
    case 'limited':
      return limit.bytes < memoryBytes ? `${formatMemory(limit.bytes)} (${limit.file})` : null;
    case 'unlimited':
      return null;
    case 'unknown':
      return unknownText(limit);
  }
}

/** Other systems have no control groups, so there is nothing to show. */
function unknownText({ code, values }: Note): string | null {
  return code === 'not-linux' ? null : `unknown: ${noteText({ code, values })}`;
}
