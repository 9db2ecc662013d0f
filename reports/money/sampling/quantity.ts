/** A number of a case that may be known only by its distribution. Quantities of one draw name move together. */

export type Draw = {
  /** Of the variable: the same name gets the same uniform in every sample. */
  readonly name: string;
  /** From a uniform in (0, 1) to a value. */
  readonly quantile: (u: number) => number;
};

/** `draw` is null where the number has no spread. */
export type Quantity = { readonly point: number; readonly draw: Draw | null };

/** Its value is that of its factors multiplied, from left to right. */
export type Product = readonly Quantity[];

/** Where quantities are looked at: at their points, in one sample, with one of them moved. */
export type At = (quantity: Quantity) => number;

export const fixed = (point: number): Quantity => ({ point, draw: null });

export const atPoints: At = ({ point }) => point;

export function productAt(product: Product, at: At): number {
  return product.reduce((value, factor) => value * at(factor), 1);
}
