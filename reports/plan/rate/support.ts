/** What a training rate rests on: runs, boards, the step time over them, and what that time lacks of an interval. Pure. */
import type { Interval } from '../../../results/statistics.ts';
import type { Catalog, Chip } from '../../catalog/catalog.ts';
import { meanStepTime } from '../../rows/normalise.ts';
import type { WorkPool } from '../../rows/work.ts';
import { type BoardSpread, boardSpread } from '../../spread/board-spread.ts';
import { chipTime } from '../../spread/chip-time.ts';
import type { Lack } from '../../spread/verdict.ts';
import { rateLacks } from './rate-lacks.ts';

export type Support = {
  readonly runs: readonly string[];
  readonly boards: readonly string[];
  readonly lacks: readonly Lack[];
  /** Of a step on the measured chip, as wide as its boards differ. */
  readonly stepTime: Interval;
  readonly spread: BoardSpread;
};

/** At least one work; all of them are the same work by the same software. */
export function supportOf(works: readonly WorkPool[], measuredChip: Chip, catalog: Catalog): Support {
  const spread = boardSpread(catalog);
  const pools = works.map(({ pool }) => pool);
  const { interval, boards } = chipTime(pools, meanStepTime, spread);
  return {
    runs: [...new Set(pools.map(({ record }) => record.context.runId))],
    boards,
    lacks: rateLacks(interval, works, measuredChip),
    stepTime: interval,
    spread,
  };
}
