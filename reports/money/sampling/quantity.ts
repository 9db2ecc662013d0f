/** A number of a case that may be known only by its distribution. Quantities of one draw name move together. */

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

/** Where products are looked at: at their points, in one sample, with one quantity moved. */
export type At = (product: Product) => number;

export const fixed = (point: number): Quantity => ({ point, draw: null });

/** Looks at each factor alone. */
export const atFactors =
  (factorAt: (quantity: Quantity) => number): At =>
  product =>
    product.reduce((value, factor) => value * factorAt(factor), 1);

export const atPoints: At = atFactors(({ point }) => point);

export const productAt = (product: Product, at: At): number => at(product);
