/** Layers of a config as a block's stack: so many dense in front, then every n-th a mixture; null where no such pattern holds. */
import { isMoeLayer } from '../moe/sizes.ts';
import type { FeedForward } from './shape.ts';

export type StackPattern = { readonly firstDense: number; readonly moeEvery: number };

export function stackPattern(layers: readonly FeedForward[]): StackPattern | null {
  const first = layers.indexOf('mixture');
  if (first === -1 || layers.includes('none')) return null;
  const second = layers.indexOf('mixture', first + 1);
  const moeEvery = second === -1 ? 1 : second - first;
  // With a period the first mixture falls on it anyway; without one, what is in front is dense.
  const candidates = [
    { firstDense: 0, moeEvery },
    { firstDense: first, moeEvery },
  ];
  return (
    candidates.find(pattern => layers.every((kind, layer) => isMoeLayer(pattern, layer) === (kind === 'mixture'))) ??
    null
  );
}
