/** Peak host memory of this process over a window: the kernel's high-water mark, put back to now at the window's start. */
import { readFileSync, writeFileSync } from 'node:fs';
import { type Reading, read, unavailable } from '../../results/reading.ts';

/** What of the file system a memory window needs. */
export type ProcFiles = {
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
};

const PROC: ProcFiles = { read: path => readFileSync(path, 'utf8'), write: (path, text) => writeFileSync(path, text) };

/** Starts a window and gives back the function that ends it: peak resident bytes since, or why they cannot be had. */
export function peakHostMemory(files: ProcFiles = PROC): () => Reading {
  let scope = 'process, timed window';
  try {
    // proc(5): writing 5 to clear_refs puts the high-water mark (VmHWM) back to what is resident now.
    files.write('/proc/self/clear_refs', '5');
  } catch {
    scope = 'process, since its start';
  }
  return () => {
    try {
      return parsePeak(files.read('/proc/self/status'), scope);
    } catch (cause) {
      return unavailable(`no /proc/self/status here (${cause instanceof Error ? cause.message : cause})`);
    }
  };
}

export function parsePeak(status: string, scope: string): Reading {
  const kibibytes = Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]);
  return kibibytes > 0 ? read(kibibytes * 1024, 'VmHWM', scope) : unavailable('/proc/self/status has no VmHWM');
}
