/** The dims that may differ from the model's, by the part that has them, with the least value of each. */
import type { Model } from '../model.ts';
import { UsageError } from '../usage-error.ts';
import type { Part } from '../workload.ts';

/** Widths and counts of a layer. How its router scores and normalises stays the model's. */
export const LAYER_DIMS = ['tokens', 'hidden', 'ffn', 'experts', 'topK', 'sharedExperts'] as const;
export const ATTENTION_DIMS = [
  'heads',
  'kvHeads',
  'headDim',
  'queryRank',
  'kvRank',
  'nopeDim',
  'ropeDim',
  'valueDim',
] as const;
const BLOCK_DIMS = [...LAYER_DIMS, 'sequence', ...ATTENTION_DIMS] as const;
/** Of the layers of a model, and of what is at its ends. */
export const STACK_DIMS = ['layers', 'firstDense', 'moeEvery', 'denseFfn', 'vocab'] as const;
export const SCALABLE = [...BLOCK_DIMS, ...STACK_DIMS] as const;

export type Scaling = Readonly<Partial<Record<(typeof SCALABLE)[number], number>>>;

const DIMS_OF: Readonly<Record<Part, readonly string[]>> = {
  'moe-layer': LAYER_DIMS,
  'moe-block': BLOCK_DIMS,
  'train-step': SCALABLE,
};

/** Dims that may be zero: the others are counted from one. */
const FROM_ZERO: readonly string[] = ['sharedExperts', 'firstDense'];

/** UsageError for a dim that the part does not have. */
export function checkDims(part: Part, scale: Scaling, { id }: Pick<Model, 'id'>): void {
  const stray = Object.keys(scale).find(name => !DIMS_OF[part].includes(name));
  if (stray !== undefined) throw new UsageError(`${id}: a ${part} has no ${stray}; leave it out`);
}

/** UsageError for a value that is no count. */
export function checkCounts(scale: Scaling, { id }: Pick<Model, 'id'>): void {
  for (const [name, value] of Object.entries(scale)) {
    const least = FROM_ZERO.includes(name) ? 0 : 1;
    if (!Number.isInteger(value) || value < least) {
      throw new UsageError(`${id}: ${name} is ${value}; give a whole number of at least ${least}`);
    }
  }
}

/** Those dims of a scaling that are named and changed. */
export function changedDims<K extends keyof Scaling>(names: readonly K[], scale: Scaling): { [Name in K]?: number } {
  const changed: { [Name in K]?: number } = {};
  for (const name of names) {
    const value: number | undefined = scale[name];
    if (value !== undefined) changed[name] = value;
  }
  return changed;
}
