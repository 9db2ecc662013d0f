/** Host memory of a process: what is resident, and its peak over a window, from the kernel's own count. */

import { readFileSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Reading, read, unavailable } from '../../results/schema/reading.ts';

/** The part of the file system that a memory window needs. */
export type ProcFiles = {
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
};

/** proc(5): resident set size, and its high-water mark. */
type StatusField = 'VmRSS' | 'VmHWM';

export const PROC: ProcFiles = {
  read: path => readFileSync(path, 'utf8'),
  write: (path, text) => writeFileSync(path, text),
};

/** Bytes resident now. */
export function residentHostMemory(files: ProcFiles = PROC): Reading {
  return statusReading(files, 'self', 'VmRSS', 'process');
}

/** `self`, or the number of a process of ours. */
export type ProcessId = 'self' | number;

/** Starts a window, and returns the function that ends it: peak resident bytes since then, or why they are unknown. */
export function peakHostMemory(files: ProcFiles = PROC, id: ProcessId = 'self'): () => Reading {
  let scope = 'process, timed window';
  try {
    // proc(5): writing 5 to clear_refs puts the high-water mark (VmHWM) back to what is resident now.
    files.write(`/proc/${id}/clear_refs`, '5');
  } catch {
    scope = 'process, since its start';
  }
  return () => statusReading(files, id, 'VmHWM', scope);
}

function statusReading(files: ProcFiles, id: ProcessId, field: StatusField, scope: string): Reading {
  try {
    return parseStatus(files.read(`/proc/${id}/status`), field, scope);
  } catch (cause) {
    return unavailable('no-proc-status', { cause: cause instanceof Error ? cause.message : String(cause) });
  }
}

export function parseStatus(status: string, field: StatusField, scope: string): Reading {
  const kibibytes = Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]);
  return kibibytes > 0 ? read(kibibytes * 1024, field, scope) : unavailable('no-status-field', { field });
}

/** Collects garbage now. Node exposes its collector only by this flag. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}
