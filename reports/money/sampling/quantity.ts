/** A number of a case that may be known only by its distribution. Quantities of one draw name move together. */
import type { Values } from './values.ts';

export type Draw = {
  /** Of the variable: the same name gets the same uniform in every sample. */
  readonly name: string;
  /** Of the distribution: draws of one key have one quantile function. */
  readonly key: string;
  /** From a uniform in (0, 1) to a value. */
  readonly quantile: (u: number) => number;
};

/** `draw` is null where the number has no spread. */
export type Quantity = { readonly point: number; readonly draw: Draw | null };

/** Its value is that of its factors multiplied, from left to right. */
export type Product = readonly Quantity[];

/** Where products are looked at: at their points, with one quantity moved, in all joint samples at once. */
export type At<V extends Values = Values> = (product: Product) => V;

/** A value that follows from products, wherever they are looked at: one number where each of them is one. */
export type Formula = (at: At) => Values;

export const fixed = (point: number): Quantity => ({ point, draw: null });

/** Looks at each factor alone. */
export const atFactors =
  (factorAt: (quantity: Quantity) => number): At<number> =>
  product =>
    product.reduce((value, factor) => value * factorAt(factor), 1);

export const atPoints: At<number> = atFactors(({ point }) => point);
