/** The pieces of a model on the chip that is asked for, from those on the measured chip. Pure. */
import type { Interval } from '../../results/statistics.ts';
import { scaledTime } from '../reference/sibling.ts';
import { widened } from '../spread/chip-time.ts';
import type { TimedPieces } from './pieces.ts';
import type { Ratio } from './sibling-scaling.ts';
import type { ComputeParts } from './step.ts';

/** Each part is as wide as boards differ: they were measured on one board. */
export function scaledParts(
  { measuredParts: parts, scaling: { compute, memory } }: TimedPieces,
  boardDeviation: number | null,
): ComputeParts {
  const scaled = (part: Interval, ratio: Ratio) => scaledTime(widened(part, boardDeviation), ratio, 0);
  return {
    attention: scaled(parts.attention, compute),
    mixture: scaled(parts.mixture, compute),
    dense: scaled(parts.dense, compute),
    head: scaled(parts.head, compute),
    optimizerPerParameter: scaled(parts.optimizerPerParameter, memory),
  };
}
