/** Attention with changed dims. Pure. */
import type { Model } from '../model.ts';
import { UsageError } from '../usage-error.ts';
import { type Attention, attentionSchema } from '../workload.ts';
import { ATTENTION_DIMS, changedDims, type Scaling } from './dims.ts';

/** A model's attention with changed dims. UsageError for dims that it does not have, or that do not go together. */
export function scaledAttention(published: Attention, scale: Scaling, { id }: Pick<Model, 'id'>): Attention {
  const changed = changedDims(ATTENTION_DIMS, scale);
  const stray = Object.keys(changed).find(name => !(name in published));
  if (stray !== undefined)
    throw new UsageError(`${id}: its attention (${published.kind}) has no ${stray}; leave it out`);
  const fullyRotated = published.kind === 'gqa' && published.ropeDim === published.headDim;
  const rotated = fullyRotated ? { ropeDim: scale.headDim ?? published.headDim } : {};
  const attention = attentionSchema.parse({ ...published, ...rotated, ...changed });
  if (attention.ropeDim % 2 !== 0) throw new UsageError(`${id}: ropeDim is ${attention.ropeDim}; give an even number`);
  if (attention.kind === 'mla') return attention;
  const { heads, kvHeads, headDim, ropeDim } = attention;
  if (heads % kvHeads !== 0)
    throw new UsageError(`${id}: heads is ${heads}; give a multiple of its ${kvHeads} kvHeads`);
  if (ropeDim > headDim) throw new UsageError(`${id}: ropeDim is ${ropeDim}; at most headDim, ${headDim}`);
  return attention;
}
