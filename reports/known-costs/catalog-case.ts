/** A buyer's case that nobody wrote: chips of the catalog at its rents and by its published or projected speeds. */
import { checkCase, type ReadCase } from '../case/read.ts';
import type { Anchor } from '../catalog/anchors.ts';
import type { Chip } from '../catalog/catalog.ts';
import { isSound } from './published-reach.ts';
import type { RentChoice } from './rent-choice.ts';

/** Costs are given for so many. */
export const TOKENS = 1e12;
/** Speeds of one dtype stand beside each other; every chip that trains has a peak of this one. */
export const DTYPE = 'bfloat16';

export type CatalogCase = {
  readonly model: string;
  readonly reference: Chip;
  readonly chips: readonly Chip[];
  readonly rents: Pick<RentChoice, 'kind' | 'currency' | 'rates'>;
  readonly asOf: string;
  readonly anchors: readonly Anchor[];
};

/** Through the same door as a case file. */
export function catalogCase({ model, reference, chips, rents, asOf, anchors }: CatalogCase): ReadCase {
  const { kind, currency, rates } = rents;
  const value = {
    model,
    tokens: TOKENS,
    dtype: DTYPE,
    currency,
    asOf,
    reference: reference.id,
    ...(rates.length === 0
      ? {}
      : { rates: rates.map(({ from, to, rate, date, source }) => ({ from, to, rate, date, source })) }),
    candidates: chips.map(({ id }) => ({
      chip: id,
      price: { catalog: kind },
      speed: speedOf(publishedSpeed(anchors, model, id)),
    })),
  };
  return checkCase({ value, lineOf: () => 1 }, 'a case of the catalog');
}

const speedOf = (published: Anchor | undefined) =>
  published === undefined ? { project: true } : { published: published.id };

/** The first sound one; the case pools it with the others. */
export const publishedSpeed = (anchors: readonly Anchor[], model: string, chip: string): Anchor | undefined =>
  anchors.find(row => isSound(row) && row.model === model && row.chip === chip && row.dtype === DTYPE);
