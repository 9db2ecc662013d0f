/** The processor time that the sampler takes, by the kernel's count. */
import { readFileSync } from 'node:fs';
import { type Reading, read, unavailable } from '../../results/schema/reading.ts';
import { parseProcessStat } from '../quiet/processor-time.ts';

/** proc(5) counts in hundredths of a second. */
const TICK_MS = 10;
/** Long enough that one tick is a twentieth of a per cent of it. */
const LEAST_MS = 20_000;

/** Starts counting; the function returned gives the share of one core since then, of the process and its tools, or why it is unknown. */
export function samplerShare(
  pid: number | undefined,
  nowMs: () => number,
  readStat = (id: number) => readFileSync(`/proc/${id}/stat`, 'utf8'),
): () => Reading {
  const processorMs = () => {
    try {
      const look = pid === undefined ? null : parseProcessStat(readStat(pid));
      return look === null ? null : (look.ticks + look.endedTicks) * TICK_MS;
    } catch {
      return null;
    }
  };
  const [startMs, before] = [nowMs(), processorMs()];
  return () => {
    const [spanMs, after] = [nowMs() - startMs, processorMs()];
    if (before === null || after === null) return unavailable('no-process-count');
    if (spanMs < LEAST_MS) return unavailable('window-short-for-count', { seconds: Math.round(spanMs / 1000) });
    return read((after - before) / spanMs, 'processor-time', 'sampler and its tools');
  };
}
