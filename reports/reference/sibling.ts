/**
 * A chip that was not measured, estimated from one of its design that was: the sibling's step, scaled by the bound that limits it. How far
 * that goes wrong is measured on pairs of chips that did the same work (docs/COST.md). Pure.
 */
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { type Interval, mean } from '../../results/statistics.ts';
import type { MoeWorkload } from '../../suites/workload.ts';
import type { Chip, PeakDtype } from '../catalog/catalog.ts';
import type { Siblings } from '../catalog/siblings.ts';
import { type Absent, absent, isAbsent } from '../figure.ts';
import { PEAK_OF, roofOf } from './reference.ts';

/** What a time may be off by beyond both bounds, either way, in 95 of 100 pairs of chips; and what that was learnt from. */
export type SiblingError = {
  readonly factor: number;
  readonly pairs: number;
  readonly chipPairs: number;
  /** Of the pairs, those that it holds. */
  readonly covered: number;
};

/** Time on a chip ÷ time on its sibling. */
export type SiblingRatio = {
  readonly point: number;
  readonly low: number;
  readonly high: number;
  readonly limit: 'compute' | 'memory';
};

/** The chips of a chip's family, itself left out, and why they are one. */
export function siblingsOf(
  chip: string,
  { families }: Siblings,
): { readonly chips: readonly string[]; readonly reason: string } {
  const family = families.find(({ chips }) => chips.includes(chip));
  return family === undefined
    ? { chips: [], reason: '' }
    : { chips: family.chips.filter(id => id !== chip), reason: family.reason };
}

/**
 * By what siblings differ beyond peak and bandwidth: of each pair, how far the ratio of speeds lies outside the two ratios of
 * the data sheets and 1, on logarithms. Root mean square of each pair of chips, then over pairs of chips, who count alike however
 * much was timed on them; times Student's t of as many. null: there is no pair.
 */
export function siblingError({ pairs }: Siblings, chips: readonly Chip[]): SiblingError | null {
  const outside = new Map<string, number[]>();
  for (const { first, second, dtype, firstFlops, secondFlops } of pairs) {
    const [from, to] = [first, second].map(id => chips.find(chip => chip.id === id));
    const ratios = from === undefined || to === undefined ? null : bounds(from, to, dtype);
    if (ratios === null) continue;
    const time = Math.log(firstFlops / secondFlops);
    const [low, high] = [Math.log(ratios.low), Math.log(ratios.high)];
    const key = `${first} ${second}`;
    outside.set(key, [...(outside.get(key) ?? []), Math.max(0, low - time, time - high)]);
  }
  const groups = [...outside.values()];
  if (groups.length === 0) return null;
  const variance = mean(groups.map(group => mean(group.map(error => error ** 2))));
  const reach = tQuantile(0.975, groups.length) * Math.sqrt(variance);
  const all = groups.flat();
  return {
    factor: Math.exp(reach),
    pairs: all.length,
    chipPairs: groups.length,
    covered: all.filter(error => error <= reach).length,
  };
}

/**
 * The ratio of the two roofs; its ends are those of the two bounds (a step is bound here by one, there by the other) and the
 * error beyond them.
 */
export function siblingRatio(
  from: Chip,
  to: Chip,
  workload: MoeWorkload,
  flopsPerStep: number,
  { factor }: SiblingError,
): SiblingRatio | Absent {
  const [roofFrom, roofTo] = [roofOf(from, workload, flopsPerStep), roofOf(to, workload, flopsPerStep)];
  if (isAbsent(roofFrom)) return roofFrom;
  if (isAbsent(roofTo)) return roofTo;
  const dtype = PEAK_OF[workload.dtype];
  const ends = dtype === null ? null : bounds(from, to, dtype);
  if (ends === null) return absent('sheets-without-peak', { ...namesOf(from, to), dtype: workload.dtype });
  return {
    point: roofTo.stepMs / roofFrom.stepMs,
    low: ends.low / factor,
    high: ends.high * factor,
    limit: roofTo.limit,
  };
}

/** As `siblingRatio`, of what one bound limits wherever it runs: a matrix product by compute, an optimizer by memory. */
export function boundRatios(
  from: Chip,
  to: Chip,
  dtype: PeakDtype,
  { factor }: SiblingError,
): Readonly<Record<SiblingRatio['limit'], SiblingRatio>> | Absent {
  const ends = bounds(from, to, dtype);
  if (ends === null) return absent('sheets-without-bounds', { ...namesOf(from, to), dtype });
  const { compute, memory, low, high } = ends;
  const reach = { low: low / factor, high: high * factor };
  return {
    compute: { point: compute, ...reach, limit: 'compute' },
    memory: { point: memory, ...reach, limit: 'memory' },
  };
}

const namesOf = (from: Chip, to: Chip) => ({ chip: from.name, otherChip: to.name });

/** Time scaled by a ratio, all ends together; never less than `leastMs`, what the data sheet allows. */
export function scaledTime(time: Interval, ratio: Omit<SiblingRatio, 'limit'>, leastMs: number): Interval {
  const point = time.point * ratio.point;
  return {
    point,
    low: Math.min(point, Math.max(leastMs, time.low * ratio.low)),
    high: time.high * ratio.high,
    kind: 'bounds',
    rounds: time.rounds,
  };
}

/** How far apart two chips are: the larger of the two ratios, as a logarithm. Infinite where a data sheet is silent. */
export function distance(from: Chip, to: Chip, dtype: PeakDtype): number {
  const ends = bounds(from, to, dtype);
  return ends === null
    ? Number.POSITIVE_INFINITY
    : Math.max(Math.abs(Math.log(ends.low)), Math.abs(Math.log(ends.high)));
}

type Bounds = { readonly compute: number; readonly memory: number; readonly low: number; readonly high: number };

/**
 * Time on `to` ÷ time on `from` of what is bound by compute alone, by memory alone, or by neither (launches take as long on
 * either): the least and the greatest.
 */
function bounds(from: Chip, to: Chip, dtype: PeakDtype): Bounds | null {
  const [peakFrom, peakTo] = [from.peakFlops[dtype], to.peakFlops[dtype]];
  const [memoryFrom, memoryTo] = [from.memoryBytesPerSecond, to.memoryBytesPerSecond];
  if (peakFrom === null || peakTo === null || memoryFrom === null || memoryTo === null) return null;
  const [compute, memory] = [peakFrom / peakTo, memoryFrom / memoryTo];
  return { compute, memory, low: Math.min(compute, memory, 1), high: Math.max(compute, memory, 1) };
}
