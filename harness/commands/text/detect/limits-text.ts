/** The CPU and memory limits of this process, for people. */

import { threeDigits } from '../../../../reports/format.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { noteText } from '../../../../reports/words/notes/note-text.ts';
import type { CpuQuota, MemoryLimit } from '../../../../results/schema/limits.ts';
import type { Machine } from '../../../../results/schema/machine.ts';
import type { Note } from '../../../../results/schema/note.ts';
import { formatMemory } from '../../../../suites/moe/footprint.ts';
import { DETECT_TEXT_WORDS } from '../../words/detect-text-words.ts';

/** Rows of label and text: the limits of this process, and the limits that are unknown. */
export function limitRows(
  { cpu, memoryBytes, limits }: Machine,
  language: Language = 'en',
): readonly [string, string][] {
  const words = DETECT_TEXT_WORDS[language];
  if (limits === null) return [];
  const { cpus, cores, cpuQuota, memory } = limits;
  const mask = words.mask(cpus, cpu.cores, cores);
  const rows: readonly [string, string | null][] = [
    [words.rows.mayUse, cpus < cpu.cores ? mask : null],
    [words.rows.quota, quotaText(cpuQuota, language)],
    [words.rows.memoryLimit, memoryLimitText(memory, memoryBytes, language)],
  ];
  return rows.flatMap(([label, text]): [string, string][] => (text === null ? [] : [[label, text]]));
}

function quotaText(quota: CpuQuota, language: Language): string | null {
  switch (quota.status) {
    case 'limited':
      return DETECT_TEXT_WORDS[language].cpus(threeDigits(quota.cores), quota.file);
    case 'unlimited':
      return null;
    case 'unknown':
      return unknownText(quota, language);
  }
}

/** A limit above the memory of the machine has no effect. */
function memoryLimitText(limit: MemoryLimit, memoryBytes: number, language: Language): string | null {
  switch (limit.status) {
    case 'limited':
      return limit.bytes < memoryBytes
        ? DETECT_TEXT_WORDS[language].limit(formatMemory(limit.bytes), limit.file)
        : null;
    case 'unlimited':
      return null;
    case 'unknown':
      return unknownText(limit, language);
  }
}

/** Other systems have no control groups, so there is nothing to show. */
function unknownText({ code, values }: Note, language: Language): string | null {
  return code === 'not-linux' ? null : DETECT_TEXT_WORDS[language].unknown(noteText({ code, values }, language));
}
