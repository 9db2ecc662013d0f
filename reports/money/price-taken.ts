/** What the price of a candidate comes to, in the case's currency: it stands beside the price at which the saving is 0. */
import { absent } from '../figure.ts';
import { type Candidate, priceAt } from './candidate.ts';
import { hourlyCost } from './hourly.ts';
import { type Known, known, over, spanFigure } from './known.ts';
import { type At, productAt } from './sampling/quantity.ts';
import type { Samples } from './sampling/sampling.ts';
import type { CompareRow, MoneyFigure } from './schema.ts';

type PricesTaken = Pick<CompareRow, 'pricePerHour' | 'purchasePrice'>;

/** Before tax. A rent is per hour paid; an owned device's hour is one at work. */
export function pricesTaken(single: Known<Candidate>, samples: Samples): PricesTaken {
  if (!single.available) return { pricePerHour: single, purchasePrice: single };
  const { price } = single.value;
  if (!price.available) return { pricePerHour: price, purchasePrice: price };
  const { value } = price;
  const sampled = (of: (at: At) => number): MoneyFigure => spanFigure(over(samples, known(of)));
  if (value.kind === 'rent') {
    return { pricePerHour: sampled(at => productAt(value.perHour, at)), purchasePrice: absent('rented') };
  }
  return {
    pricePerHour: sampled(at => {
      const { capital, upkeep, power, idlePower } = hourlyCost(priceAt(value, at));
      return capital + upkeep + power + idlePower;
    }),
    purchasePrice: sampled(at => productAt(value.purchase, at)),
  };
}
