/** What a process of ours costs the machine it measures, by the kernel's count. */
import { readFileSync } from 'node:fs';
import { type Reading, read, unavailable } from '../../results/reading.ts';

/** proc(5) counts in hundredths of a second. */
const TICK_MS = 10;
/** So long that one tick is a twentieth of a percent of it. */
const LEAST_MS = 20_000;

/** Milliseconds of processor time of /proc/<pid>/stat: the process and those it has waited for (utime, stime, cutime, cstime). */
export function parseProcessorMs(stat: string): number {
  // The second field is the program's name in brackets, and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * TICK_MS, 0);
}

/** Starts counting; what it gives back says the share of one core since, or why it cannot. */
export function processorShare(
  pid: number | undefined,
  nowMs: () => number,
  readStat = (id: number) => readFileSync(`/proc/${id}/stat`, 'utf8'),
): () => Reading {
  const processorMs = () => {
    try {
      return pid === undefined ? null : parseProcessorMs(readStat(pid));
    } catch {
      return null;
    }
  };
  const [startMs, before] = [nowMs(), processorMs()];
  return () => {
    const [spanMs, after] = [nowMs() - startMs, processorMs()];
    if (before === null || after === null) return unavailable('no such process, or no /proc here');
    if (spanMs < LEAST_MS) return unavailable(`${Math.round(spanMs / 1000)} s are too short to count it`);
    return read((after - before) / spanMs, 'processor-time', 'sampler and its tools');
  };
}
