/** For the tests that draw from the same generator as the simulations. */
export function randomFrom(seed: number): { readonly uniform: () => number; readonly normal: () => number };
