/** Times of a sibling chip as times of the chip that is asked for: which siblings there are, and by what their times scale. Pure. */
import type { Interval } from '../../results/statistics.ts';
import { type Chip, type PeakDtype, shippedChips } from '../catalog/catalog.ts';
import { peakFlopsSchema } from '../catalog/row.ts';
import { type Coded, fact } from '../fact.ts';
import { type Absent, absent, isAbsent } from '../figure.ts';
import {
  boundRatios,
  distance,
  type SiblingRatio,
  scaledTime,
  siblingError,
  siblingsOf,
} from '../reference/sibling.ts';
import type { PlanReason } from './codes.ts';
import type { RateQuestion } from './question.ts';

export type Ratio = Omit<SiblingRatio, 'limit'>;

/** Factors of what is bound by compute, and of what is bound by memory. */
export type Scaling = {
  readonly compute: Ratio;
  readonly memory: Ratio;
  readonly why: readonly Coded<PlanReason>[];
};

const AS_MEASURED: Ratio = { point: 1, low: 1, high: 1 };

/** Siblings of the chip, the nearest first; none where their error is unknown, or the dtype has no peak. */
export function nearestSiblings({ chip, dtype, catalog }: RateQuestion): readonly Chip[] {
  const peak = peakOf(dtype);
  if (peak === null || siblingError(catalog.siblings, shippedChips(catalog)) === null) return [];
  const { chips } = siblingsOf(chip.id, catalog.siblings);
  return catalog.chips
    .filter(({ id }) => chips.includes(id))
    .filter(sibling => Number.isFinite(distance(sibling, chip, peak)))
    .toSorted((a, b) => distance(a, chip, peak) - distance(b, chip, peak));
}

/** From times on `measured` to times on the chip of the question. */
export function scalingOf({ chip, dtype, catalog }: RateQuestion, measured: Chip): Scaling | Absent {
  if (measured === chip) return { compute: AS_MEASURED, memory: AS_MEASURED, why: [] };
  const [peak, error] = [peakOf(dtype), siblingError(catalog.siblings, shippedChips(catalog))];
  if (peak === null || error === null) {
    return absent('no-sibling-ratio', { chip: chip.name, sibling: measured.name });
  }
  const ratios = boundRatios(measured, chip, peak, error);
  if (isAbsent(ratios)) return ratios;
  const { compute, memory } = ratios;
  const values = {
    sibling: measured.name,
    chip: chip.name,
    family: siblingsOf(chip.id, catalog.siblings).reason,
    compute: compute.point,
    memory: memory.point,
    low: compute.low,
    high: compute.high,
  };
  return { compute, memory, why: [fact('scaled-from-sibling', values)] };
}

/** A step, as compute scales it; as measured on the chip itself. */
export function scaledStep(step: Interval, { compute }: Scaling): Interval {
  return compute === AS_MEASURED ? step : scaledTime(step, compute, 0);
}

function peakOf(dtype: string): PeakDtype | null {
  const known = peakFlopsSchema.keyof().safeParse(dtype);
  return known.success ? known.data : null;
}
