/** How near the optimizer comes to what it is bound by: it computes next to nothing, it only moves memory. */
import type { WorkloadCase } from '../../results/schema/workload-case.ts';
import { streamBytes } from '../../suites/gemm/stream.ts';
import { absent, type Figure } from '../figure.ts';
import { ADAMW_MOVES, BYTES_PER_ELEMENT, parameterCount } from './bytes.ts';
import { denominators, noDenominator, overRounds } from './normalise.ts';
import type { WorkPool } from './work.ts';

/** The part of a traced step that AdamW is. */
const OPTIMIZER = 'optimizer';

/**
 * Bytes per second that AdamW moves ÷ those of the run's stream case, in each round that has both: the least it must move,
 * seven values a parameter, over its time in the traced step.
 */
export function optimizerOfStream({ pool, workload }: Pick<WorkPool, 'pool' | 'workload'>): Figure {
  if (workload.part !== 'train-step') return absent('no-optimizer');
  const elementBytes = BYTES_PER_ELEMENT[workload.dtype];
  const streams = streamRates(pool, elementBytes);
  if (streams.size === 0) return noDenominator(pool, isStream, 'no-stream');
  const moved = ADAMW_MOVES * parameterCount(workload) * elementBytes;
  const ratios = pool.rounds.flatMap(({ round, measurement: { parts } }) => {
    const ms = parts.available ? (parts.partsMs[OPTIMIZER] ?? 0) : 0;
    const stream = streams.get(round);
    return ms > 0 && stream !== undefined ? [moved / ms / stream] : [];
  });
  return overRounds(ratios, 'no-optimizer-round');
}

export const isStream = ({ workload }: WorkloadCase): boolean => workload.part === 'stream';

/** Bytes per millisecond of the run's stream case, on the same target and in the same dtype, by round. */
function streamRates(pool: WorkPool['pool'], elementBytes: number): Map<number, number> {
  const rates = denominators(pool, isStream).flatMap(({ workloadCase: { workload }, rounds }) => {
    if (workload.part !== 'stream') return [];
    const bytes = streamBytes(workload, elementBytes);
    return rounds.map(({ round, measurement }) => [round, bytes / measurement.stepMs.medianMs] as const);
  });
  return new Map(rates);
}
