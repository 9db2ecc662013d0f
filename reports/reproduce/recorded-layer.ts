/** The recorded speed of a published layer: of the same work, by hash, on the same chip. Pure. */
import type { RunRecord } from '../../results/record.ts';
import type { Interval } from '../../results/statistics.ts';
import type { Catalog, Chip } from '../catalog/catalog.ts';
import { type Absent, absent, type Figure } from '../figure.ts';
import { chipThatRan } from '../rows/chip-that-ran.ts';
import { efficiencyOfLargestMatmul, ratePerSecond, stepTime } from '../rows/normalise.ts';
import { physicsViolations } from '../rows/physics.ts';
import { poolNewest } from '../rows/pool-newest.ts';
import { sameSoftware, softwareOf, softwareText } from '../rows/software.ts';
import { isSound, ranConcurrently, type WorkPool, worksOf } from '../rows/work.ts';
import { layerWork, type PublishedLayer } from './published-layer.ts';

export type RecordedSpeed = {
  readonly available: true;
  /** FLOP/s of forward and backward together: useful ones, of the whole layer. */
  readonly both: Interval;
  /** Of forward alone; null where the record has none by the same software. */
  readonly forward: number | null;
  /** The difference of both and forward. Null where there is no forward, or it took as long. */
  readonly backward: number | null;
  readonly ofLargestMatmul: Figure;
  readonly software: string;
  readonly run: string;
};

/** Sound works of a chip that ran alone, of all records. */
export function worksOn(chip: Chip, records: readonly RunRecord[], catalog: Catalog): readonly WorkPool[] {
  const violations = new Map(records.map(record => [record, physicsViolations(record, catalog)]));
  return worksOf(poolNewest(records, violations)).filter(
    work => isSound(work) && !ranConcurrently(work) && chipThatRan(catalog, work.pool)?.id === chip.id,
  );
}

/** The fastest software's speed of the layer among a chip's works, or why there is none. */
export function recordedSpeed(layer: PublishedLayer, chip: Chip, works: readonly WorkPool[]): RecordedSpeed | Absent {
  if (works.length === 0) return absent('no-record-of-chip', { chip: chip.name });
  const { sha256, flops } = layerWork(layer, 'both');
  const rated = works
    .filter(({ pool }) => pool.workloadCase.sha256 === sha256)
    .flatMap(work => {
      const both = ratePerSecond(stepTime(work.pool), flops);
      return both.available ? [{ work, both }] : [];
    });
  const [best] = rated.toSorted((a, b) => b.both.point - a.both.point);
  if (best === undefined) return absent('no-record-of-shape', { chip: chip.name });
  const { work, both } = best;
  return {
    available: true,
    both,
    ...passes(layer, work, works),
    ofLargestMatmul: efficiencyOfLargestMatmul(work.pool),
    software: softwareText(softwareOf(work.pool)),
    run: work.pool.record.context.runId,
  };
}

function passes(
  layer: PublishedLayer,
  { pool }: WorkPool,
  works: readonly WorkPool[],
): Pick<RecordedSpeed, 'forward' | 'backward'> {
  const { sha256, flops } = layerWork(layer, 'forward');
  const alone = works.find(
    work =>
      work.pool.workloadCase.sha256 === sha256 &&
      work.pool.target.id === pool.target.id &&
      work.pool.record === pool.record &&
      sameSoftware(softwareOf(work.pool), softwareOf(pool)),
  );
  if (alone === undefined) return { forward: null, backward: null };
  const forwardMs = stepTime(alone.pool).point;
  const backwardMs = stepTime(pool).point - forwardMs;
  return {
    forward: (1000 * flops) / forwardMs,
    backward: backwardMs > 0 ? (1000 * (layerWork(layer, 'both').flops - flops)) / backwardMs : null,
  };
}
