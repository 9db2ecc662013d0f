/** Layers that find what models at their usual shapes do not: empty experts, thin rows, odd widths, dropped pairs. */

import { traceRouting } from '../../../../suites/moe/routing/trace.ts';
import { resolveLayer } from '../../../../suites/resolve.ts';
import { shrink } from '../../../../suites/shrink.ts';
import type { Dtype, LayerWorkload } from '../../../../suites/workload.ts';

const layer = (model: string, change: Partial<LayerWorkload> = {}, dtype: Dtype = 'float32'): LayerWorkload => {
  const small = shrink(
    resolveLayer({ model, scale: {}, pass: 'forward-backward', dtype, routing: 'learned', seed: 1 }),
  );
  if (small.part !== 'moe-layer') throw new TypeError('a layer was asked for');
  return { ...small, ...change };
};

/** A trace of the first `tokens` tokens: each goes to the experts of `row(token)`. */
const traced = (tokens: number, row: (token: number) => readonly number[]) =>
  traceRouting(Array.from({ length: tokens }, (_, token) => row(token)));

export const ADVERSARIAL: Readonly<Record<string, (dtype: Dtype) => LayerWorkload>> = {
  'experts that no row reaches': dtype =>
    layer('mixtral-8x7b', { tokens: 16, routing: traced(16, token => [token % 2, 5]) }, dtype),
  'an expert with one row': dtype =>
    layer('mixtral-8x7b', { tokens: 24, routing: traced(24, token => (token === 7 ? [0, 3] : [1, 2])) }, dtype),
  'all rows on the same experts': dtype =>
    layer('mixtral-8x7b', { tokens: 40, routing: traced(40, () => [6, 7]) }, dtype),
  'groups of rows that are no multiple of 8': dtype =>
    layer('mixtral-8x7b', { tokens: 29, hidden: 40, ffn: 24 }, dtype),
  'width 2880': dtype => layer('gpt-oss-120b', { tokens: 16, hidden: 2880, ffn: 48 }, dtype),
  'a capacity that drops pairs': dtype =>
    layer('qwen3-30b-a3b', { routing: { kind: 'balanced' }, dispatch: { kind: 'capacity', factor: 0.6 } }, dtype),
  'a capacity with room left': dtype => layer('mixtral-8x7b', { dispatch: { kind: 'capacity', factor: 3 } }, dtype),
  'groups under a forced routing': dtype => layer('deepseek-v3', { routing: { kind: 'balanced' } }, dtype),
  'one token': dtype => layer('mixtral-8x7b', { tokens: 1 }, dtype),
};
