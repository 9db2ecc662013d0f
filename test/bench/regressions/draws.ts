/** Draws of the synthetic years. Every generator is passed in: the same seed, the same year. */
import { randomFrom } from '../random.mjs';

export type Draws = {
  readonly uniform: () => number;
  readonly normal: () => number;
};

export const drawsFrom = (seed: number): Draws => randomFrom(seed);

export const between = ({ uniform }: Draws, least: number, most: number): number => least + (most - least) * uniform();

/** An integer from `least` to `most`, both included. */
export const integerBetween = (draws: Draws, least: number, most: number): number =>
  least + Math.floor(draws.uniform() * (most - least + 1));

/** Of variance 1: normal, or Student's t with `freedom` > 2 divided by its deviation √(ν ÷ (ν − 2)). */
export function innovation({ normal }: Draws, freedom: number | null): number {
  if (freedom === null) return normal();
  let squares = 0;
  for (let i = 0; i < freedom; i += 1) squares += normal() ** 2;
  return (normal() / Math.sqrt(squares / freedom)) * Math.sqrt((freedom - 2) / freedom);
}

/** A stationary AR(1) process of variance 1: x(t) = φ·x(t − 1) + √(1 − φ²)·e(t), after a start that is forgotten. */
export function autoregression(draws: Draws, length: number, phi: number, freedom: number | null): Float64Array {
  const values = new Float64Array(length);
  const scale = Math.sqrt(1 - phi * phi);
  let value = draws.normal();
  for (let i = 0; i < 30; i += 1) value = phi * value + scale * innovation(draws, freedom);
  for (let t = 0; t < length; t += 1) {
    value = phi * value + scale * innovation(draws, freedom);
    values[t] = value;
  }
  return values;
}

/** Seven values of mean 0 and mean square 1. */
export function week(draws: Draws): readonly number[] {
  const values = Array.from({ length: 7 }, () => draws.normal());
  const mean = values.reduce((sum, value) => sum + value, 0) / 7;
  const root = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 7);
  return values.map(value => (value - mean) / root);
}

/** `count` different integers below `size`, in the order drawn. */
export function distinct(draws: Draws, count: number, size: number): readonly number[] {
  const items = Array.from({ length: size }, (_, i) => i);
  for (let i = 0; i < count; i += 1) {
    const j = integerBetween(draws, i, size - 1);
    [items[i], items[j]] = [items[j] ?? 0, items[i] ?? 0];
  }
  return items.slice(0, count);
}
