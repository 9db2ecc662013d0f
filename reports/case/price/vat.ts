/** Value-added tax of a price. Amounts are compared without it: a company takes the tax that it pays off the tax that it owes. */
import type { Ground } from '../../money/candidate.ts';
import { fixed, type Product } from '../../money/sampling/quantity.ts';
import { UP_TO_ONE } from '../../money/sampling/spread.ts';
import type { Desk, Entry } from '../desk.ts';
import { ofCase, type Stated } from '../inputs.ts';
import type { Vat } from './schema.ts';

export type WithoutVat = { readonly factors: Product; readonly grounds: readonly Ground[] };

/** 1 ÷ (1 + rate) where the amount holds the tax; nothing where it does not, or does not say. */
export function withoutVat({ inputs }: Desk, { id }: Entry, vat: Vat | undefined, stated: Stated): WithoutVat {
  if (vat?.rate === undefined || !vat.included) return { factors: [], grounds: [] };
  const rate = inputs.take({
    input: `price.vat/${id}`,
    unit: 'of the net price',
    spread: vat.rate,
    bounds: UP_TO_ONE,
    from: ofCase(stated),
  });
  return { factors: [fixed(1 / (1 + rate.quantity.point))], grounds: [rate] };
}
