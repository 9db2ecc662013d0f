/** How a number of a case may be written, and the quantity it makes: alone, or as a distribution within its field's bounds. */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import * as z from 'zod';
import { threeDigits } from '../../format.ts';
import { fixed, type Quantity } from './quantity.ts';

/** What a field's numbers keep to. */
export type Bounds = { readonly says: string; readonly holds: (value: number) => boolean };

export const POSITIVE: Bounds = { says: 'a number above 0', holds: value => value > 0 };
export const NOT_NEGATIVE: Bounds = { says: 'a number of 0 or more', holds: value => value >= 0 };
export const SHARE: Bounds = { says: 'a number above 0 and up to 1', holds: value => value > 0 && value <= 1 };
export const UP_TO_ONE: Bounds = { says: 'a number from 0 up to 1', holds: value => value >= 0 && value <= 1 };
export const BELOW_ONE: Bounds = { says: 'a number from 0 to below 1', holds: value => value >= 0 && value < 1 };
export const AT_LEAST_ONE: Bounds = { says: 'a number of 1 or more', holds: value => value >= 1 };

/** A distribution with tails may put so much of its mass past a bound of its field, and no more. */
const MASS_BEYOND = 1e-6;

/** Beyond these a product of a case's numbers is no float64 any more, and a figure would be infinite or no number. */
export const LEAST_MAGNITUDE = 1e-30;
export const MOST_MAGNITUDE = 1e30;
const ORDINARY = `a number between ${LEAST_MAGNITUDE} and ${MOST_MAGNITUDE}`;

/** What may be 0 is only ever added, so that nothing grows without end where it is small. */
const isOrdinary = (value: number, bounds: Bounds): boolean =>
  Math.abs(value) <= MOST_MAGNITUDE && (bounds.holds(0) || Math.abs(value) >= LEAST_MAGNITUDE);

const number = z.number();

/** A positive number that is never a range. */
export const plainPositive = number.positive().check(({ value, issues }) => {
  if (value <= 0 || isOrdinary(value, POSITIVE)) return;
  issues.push({ code: 'custom', message: `is ${value}; give ${ORDINARY}`, input: value });
});

const uniformSchema = z.strictObject({ low: number, high: number });
const triangularSchema = z.strictObject({ low: number, point: number, high: number });
const normalSchema = z.strictObject({ normal: z.strictObject({ mean: number, sd: number.positive() }) });
const lognormalSchema = z.strictObject({ lognormal: z.strictObject({ median: number, sigma: number.positive() }) });

/** Uniform between low and high; triangular with its mode at point; normal; lognormal. */
export const writtenSpreadSchema = z.union([number, uniformSchema, triangularSchema, normalSchema, lognormalSchema]);

export type Spread = z.infer<typeof writtenSpreadSchema>;

/** The schema of a field whose numbers keep to `bounds`. */
export function spreadSchema(bounds: Bounds) {
  return writtenSpreadSchema.check(({ value, issues }) => {
    const message = faultOf(value, bounds);
    if (message !== null) issues.push({ code: 'custom', message, input: value });
  });
}

/** The point of a range is its middle, of a triangle its mode, of a normal its mean, of a lognormal its median. */
export function quantityOf(spread: Spread, name: string): Quantity {
  const point = pointOf(spread);
  if (typeof spread === 'number' || quantileOf(spread, 0) === quantileOf(spread, 1)) return fixed(point);
  return { point, draw: { name, key: JSON.stringify(spread), quantile: u => quantileOf(spread, u) } };
}

/** The quantile function of each distribution at u. */
export function quantileOf(spread: Spread, u: number): number {
  if (typeof spread === 'number') return spread;
  if ('normal' in spread) return normalQuantile(u, spread.normal.mean, spread.normal.sd);
  if ('lognormal' in spread) {
    const { median, sigma } = spread.lognormal;
    return median * Math.exp(sigma * normalQuantile(u, 0, 1));
  }
  const { low, high } = spread;
  const width = high - low;
  if (!('point' in spread) || width === 0) return low + u * width;
  const { point } = spread;
  return u < (point - low) / width
    ? low + Math.sqrt(u * width * (point - low))
    : high - Math.sqrt((1 - u) * width * (high - point));
}

export function pointOf(spread: Spread): number {
  if (typeof spread === 'number') return spread;
  if ('normal' in spread) return spread.normal.mean;
  if ('lognormal' in spread) return spread.lognormal.median;
  return 'point' in spread ? spread.point : (spread.low + spread.high) / 2;
}

/** Why a spread cannot be, with what to give; null where it can. */
export function faultOf(spread: Spread, bounds: Bounds): string | null {
  if (typeof spread !== 'number' && 'low' in spread) {
    const { low, high } = spread;
    const point = 'point' in spread ? spread.point : low;
    if (low > high || point < low || point > high) {
      return `low ${low}, ${'point' in spread ? `point ${point}, ` : ''}high ${high} are not in this order; put them so`;
    }
  }
  const tailed = typeof spread !== 'number' && !('low' in spread);
  for (const u of tailed ? [MASS_BEYOND, 1 - MASS_BEYOND] : [0, 1]) {
    const end = quantileOf(spread, u);
    if (bounds.holds(end) && isOrdinary(end, bounds)) continue;
    const says = bounds.holds(end) ? ORDINARY : bounds.says;
    if (!tailed) return `is ${end}; give ${says}${percentHint(end, bounds)}`;
    const past = isOrdinary(end, bounds) ? threeDigits(end) : end.toExponential(2);
    return `more than ${MASS_BEYOND} of it lies past ${past}, which this cannot be; give ${says}, with less spread or as a lognormal`;
  }
  return null;
}

/** Who writes 40 for a share mostly means 40 %. */
const percentHint = (value: number, bounds: Bounds): string =>
  bounds.holds(value / 100) && !bounds.holds(2) && value >= 2 ? `; ${value} % is ${value / 100}` : '';
