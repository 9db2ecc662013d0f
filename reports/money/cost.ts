/** From speed to money: rent for 10¹² tokens through one workload (rate kind `workload`), and the saving beside a reference. */
import * as z from 'zod';
import { compareText } from '../../results/history/runs.ts';
import { falling, type Interval, rising } from '../../results/statistics.ts';
import type { Chip } from '../catalog/catalog.ts';
import { newestFirst } from '../catalog/newest.ts';
import { isRent } from '../catalog/price.ts';
import { type AgedCatalog, type AgedPrice, agedPriceSchema } from '../catalog/staleness.ts';
import {
  type Absent,
  absent,
  absentSchema,
  type Basis,
  basisSchema,
  type Figure,
  figure,
  intervalFields,
  ratioOf,
} from '../figure.ts';
import { type Lack, lackSchema, verdictOf, verdictSchema } from '../spread/verdict.ts';

const TRILLION = 1e12;
const MS_PER_HOUR = 3.6e6;

export const costSchema = z.discriminatedUnion('available', [
  z.strictObject({ ...intervalFields, price: agedPriceSchema }),
  absentSchema,
]);

export const savingSchema = z.discriminatedUnion('available', [
  z.strictObject({
    ...intervalFields,
    verdict: verdictSchema,
    /** What either speed lacks of an interval: with any of it there is no verdict. */
    lacks: z.array(lackSchema),
    basis: basisSchema,
    /** `chips`: the ends hold what boards and runs differ by; `boards`: of these boards in these runs alone. */
    scope: z.enum(['chips', 'boards']),
    /** The rent of the row's chip, in the currency of its cost, at which the saving is 0. */
    breakEvenPerHour: z.number(),
    referencePrice: agedPriceSchema,
  }),
  absentSchema,
]);

export type Cost = Readonly<z.infer<typeof costSchema>>;
export type Saving = Readonly<z.infer<typeof savingSchema>>;
type Prices = Pick<AgedCatalog, 'prices'>;

/** 10¹² ÷ tokens per step × hours per step. */
export function deviceHoursPerTrillionTokens(meanStepMs: Interval, tokensPerStep: number): Interval {
  return rising(meanStepMs, ms => ((TRILLION / tokensPerStep) * ms) / MS_PER_HOUR);
}

/** Device-hours per 10¹² tokens; none where the interval of the mean step reaches zero. */
export function positiveHours(meanStepMs: Interval, tokens: number): Figure {
  if (meanStepMs.low <= 0) return absent('mean-step-reaches-zero');
  return figure(deviceHoursPerTrillionTokens(meanStepMs, tokens));
}

/** Hours × rent. The rent's own low and high are bounds, so a price range makes the cost `bounds`. */
export function rentFor(hours: Interval, price: AgedPrice): Cost {
  return {
    available: true,
    point: (hours.point * (price.low + price.high)) / 2,
    low: hours.low * price.low,
    high: hours.high * price.high,
    kind: price.low === price.high ? hours.kind : 'bounds',
    rounds: hours.rounds,
    price,
  };
}

/** A chip's rent: the user's own before the market's, then the newest, then the first in the catalog. */
export function newestRent(catalog: Prices, chip: Chip): AgedPrice | Absent {
  const [newest] = newestFirst(rents(catalog, chip));
  return newest ?? absent('no-cost', {}, [noRent(chip)]);
}

/**
 * The two rents a saving may compare: the same kind and currency. Among those the user's own go first, then the same offer
 * of the same source (like with like), then the pair whose older side is newest, then the order of the catalog.
 */
export function comparableRents(catalog: Prices, chip: Chip, reference: Chip): Pair | Absent {
  const [chipRents, referenceRents] = [rents(catalog, chip), rents(catalog, reference)];
  if (chipRents.length === 0) return absent('no-saving', {}, [noRent(chip)]);
  if (referenceRents.length === 0) return absent('no-saving', {}, [noRent(reference)]);
  const pairs = chipRents
    .flatMap(price => referenceRents.map(other => ({ chip: price, reference: other })))
    .filter(pair => pair.chip.kind === pair.reference.kind && pair.chip.currency === pair.reference.currency)
    .toSorted(
      (a, b) =>
        overlaySides(b) - overlaySides(a) ||
        Number(isLike(b)) - Number(isLike(a)) ||
        compareText(olderDate(b), olderDate(a)),
    );
  const [best] = pairs;
  if (best !== undefined) return best;
  const values = {
    chip: chip.name,
    rents: kindsOf(chipRents),
    reference: reference.name,
    referenceRents: kindsOf(referenceRents),
  };
  return absent('no-saving', {}, [absent('rents-not-alike', values)]);
}

/** What a saving stands on besides its two costs. */
export type SavingGround = {
  readonly basis: Basis;
  readonly lacks: readonly Lack[];
  readonly scope: Extract<Saving, { available: true }>['scope'];
};

/** 1 − cost ÷ cost(reference), its ends those of their ratio (verdict.ts says what they allow to be said). */
export function savingOf(cost: Cost, reference: Cost, { basis, lacks, scope }: SavingGround): Saving {
  if (!cost.available) return cost;
  if (!reference.available) return reference;
  if (reference.low <= 0) return absent('no-saving', {}, [absent('reference-cost-reaches-zero')]);
  const saving = falling(ratioOf(cost, reference), ratio => 1 - ratio);
  const { low, high } = saving;
  return {
    available: true,
    ...saving,
    verdict: verdictOf(low, high, lacks),
    lacks: [...lacks],
    basis,
    scope,
    breakEvenPerHour: (((cost.price.low + cost.price.high) / 2) * reference.point) / cost.point,
    referencePrice: reference.price,
  };
}

/** The reference's cost that a saving of a row is from: at the rent of the row's kind, which need not be the reference's newest. */
export const costSavedFrom = (
  cost: Extract<Cost, { available: true }>,
  saving: Extract<Saving, { available: true }>,
): number => cost.point / (1 - saving.point);

type Pair = { readonly chip: AgedPrice; readonly reference: AgedPrice };

const noRent = ({ name }: Chip): Absent => absent('no-rent', { chip: name });

const isOverlay = ({ overlay }: AgedPrice): number => (overlay === undefined ? 0 : 1);
const overlaySides = ({ chip, reference }: Pair): number => isOverlay(chip) + isOverlay(reference);

const isLike = ({ chip, reference }: Pair): boolean =>
  chip.source === reference.source && chip.offer === reference.offer;

const olderDate = ({ chip, reference }: Pair): string => (chip.date < reference.date ? chip.date : reference.date);

const rents = (catalog: Prices, chip: Chip): AgedPrice[] =>
  catalog.prices.filter(price => price.chip === chip.id && isRentToCompare(price));

/** A rent that may be interrupted buys other hours than the rest: it is left out, unless a user gave it. */
const isRentToCompare = (price: AgedPrice): boolean =>
  isRent(price) && (price.kind !== 'rent-spot' || price.overlay !== undefined);

const kindsOf = (prices: readonly AgedPrice[]): string[] => [
  ...new Set(prices.map(price => `${price.kind} in ${price.currency}`)),
];
