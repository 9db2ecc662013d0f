/** A layer of a person's own size: no published model, the plain form. Pure. */
import { type Model, modelSchema } from '../model.ts';
import { UsageError } from '../usage-error.ts';
import { checkCounts, type Scaling } from './dims.ts';
import type { WorkloadRequest } from './request.ts';

/** In place of a model's id. */
export const OWN_SIZE = 'own-size';
/** What it has to say; the rest of a plain layer needs nothing. */
export const OWN_SIZE_DIMS = ['experts', 'topK', 'hidden', 'ffn'] as const;

/** What is missing of an own size. */
export function missingDims(scale: Scaling): readonly (typeof OWN_SIZE_DIMS)[number][] {
  return OWN_SIZE_DIMS.filter(name => scale[name] === undefined);
}

/**
 * The plain layer of these dims, as a model: softmax, weights normalised, no shared expert, SwiGLU, no groups, dropless. UsageError
 * where a dim is missing, or where more than a layer is asked for.
 */
export function ownSizeModel({ scale, part }: Pick<WorkloadRequest, 'scale' | 'part'>): Model {
  if (part !== 'moe-layer') {
    throw new UsageError(`a ${part} needs a model: without one only a moe-layer runs; give model`);
  }
  const { experts, topK, hidden, ffn } = scale;
  if (experts === undefined || topK === undefined || hidden === undefined || ffn === undefined) {
    throw new UsageError(
      `a layer without a model needs ${listText(OWN_SIZE_DIMS)}; missing: ${missingDims(scale).join(', ')}`,
    );
  }
  checkCounts(scale, { id: OWN_SIZE });
  return modelSchema.parse({
    ...PLAIN,
    layer: { hidden, ffn, experts, topK, ...PLAIN_LAYER },
  });
}

const listText = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const PLAIN_LAYER = { sharedExperts: 0, activation: 'swiglu', expertBiases: false, weightOn: 'output' };

const PLAIN = {
  id: OWN_SIZE,
  name: 'a layer of your own',
  organisation: '',
  router: { score: 'softmax', normalise: true, scale: 1, groups: null, bias: false },
  dispatch: 'dropless',
  block: null,
  outline: null,
  differs: { layer: null, block: 'there is no model', training: null },
  parameters: { totalBillion: null, activeBillion: null, totalConvention: [], activeConvention: [] },
  routerAsPublished: '',
  source: '',
  confidence: '',
};
