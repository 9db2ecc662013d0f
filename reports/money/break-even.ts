/** What the price of a candidate comes to in the case's currency, and the rent and purchase price at which it costs what the reference costs. */

import { absent } from '../figure.ts';
import { type Candidate, ownedAt, priceAt } from './candidate.ts';
import { hourlyCost, type Owned, purchaseAt } from './hourly.ts';
import { both, type Known, type KnownSeries, known, over, spanFigure } from './known.ts';
import { atPoints, type Formula, type Product } from './sampling/quantity.ts';
import type { Samples } from './sampling/sampling.ts';
import type { Series } from './sampling/series.ts';
import { divided, oneNumber, plus, times } from './sampling/values.ts';
import type { CompareRow, MoneyFigure } from './schema.ts';

type BreakEvens = Pick<CompareRow, 'breakEvenPricePerHour' | 'breakEvenPurchase'>;

/** In the case's currency, before tax and, where hours are reserved, per hour paid: what `perHour` or `purchase` would have to be. */
export function breakEvens(
  single: Known<Candidate>,
  hours: KnownSeries,
  referenceCost: KnownSeries,
  samples: Samples,
): BreakEvens {
  if (!single.available) return { breakEvenPricePerHour: single, breakEvenPurchase: single };
  if (!referenceCost.available) return { breakEvenPricePerHour: referenceCost, breakEvenPurchase: referenceCost };
  const { price, tax } = single.value;
  const taxed = both(referenceCost, hours, divided);
  const rate = over(
    samples,
    known(at => at(tax)),
  );
  const target = both(taxed, rate, (hour, share) => divided(hour, plus(1, share)));
  if (!price.available) {
    return {
      breakEvenPricePerHour: spanFigure(target),
      breakEvenPurchase: absent('not-owned'),
    };
  }
  const { value } = price;
  if (value.kind === 'rent') {
    const paid = over(
      samples,
      known(at => at(value.paidShare)),
    );
    return {
      breakEvenPricePerHour: spanFigure(both(target, paid, times)),
      breakEvenPurchase: absent('rented'),
    };
  }
  return {
    breakEvenPricePerHour: spanFigure(target),
    breakEvenPurchase: positive(
      spanFigure(target.available ? known(purchasesAt(target.value, value, samples)) : target),
    ),
  };
}

function purchasesAt(target: Series, price: Owned<Product>, samples: Samples): Series {
  return {
    point: oneNumber(purchaseAt(target.point, ownedAt(price, atPoints))),
    samples: purchaseAt(target.samples, ownedAt(price, samples.at)),
  };
}

function positive(purchase: MoneyFigure): MoneyFigure {
  if (!purchase.available || purchase.point > 0) return purchase;
  return absent('dearer-as-gift');
}

type PricesTaken = Pick<CompareRow, 'pricePerHour' | 'purchasePrice'>;

/** Before tax. A rent is per hour paid; an owned device's hour is one at work. */
export function pricesTaken(single: Known<Candidate>, samples: Samples): PricesTaken {
  if (!single.available) return { pricePerHour: single, purchasePrice: single };
  const { price } = single.value;
  if (!price.available) return { pricePerHour: price, purchasePrice: price };
  const { value } = price;
  const sampled = (of: Formula): MoneyFigure => spanFigure(over(samples, known(of)));
  if (value.kind === 'rent') {
    return { pricePerHour: sampled(at => at(value.perHour)), purchasePrice: absent('rented') };
  }
  return {
    pricePerHour: sampled(at => {
      const { capital, upkeep, power, idlePower } = hourlyCost(priceAt(value, at));
      return plus(capital, upkeep, power, idlePower);
    }),
    purchasePrice: sampled(at => at(value.purchase)),
  };
}
