/** A candidate's price with its inputs; or why it has none. */
import type { Coded } from '../../fact.ts';
import type { Absent } from '../../figure.ts';
import type { Ground } from '../../money/candidate.ts';
import type { CaseReading, NotIncluded } from '../../money/codes.ts';
import type { Owned, Rent } from '../../money/hourly.ts';
import type { Known } from '../../money/known.ts';
import type { Product } from '../../money/sampling/quantity.ts';

export type ResolvedPrice = {
  /** Both sides of a saving need prices of one kind; null where no price is given. */
  readonly kind: string | null;
  readonly price: Known<Rent<Product> | Owned<Product>>;
  readonly grounds: readonly Ground[];
  /** How what is written was read: converted, or taken in one of two senses. */
  readonly readings: readonly Coded<CaseReading>[];
  /** Options of this kind of price that the case leaves out. */
  readonly notIncluded: readonly Coded<NotIncluded>[];
};

export const withoutPrice = (kind: string | null, price: Absent): ResolvedPrice => ({
  kind,
  price,
  grounds: [],
  readings: [],
  notIncluded: [],
});
