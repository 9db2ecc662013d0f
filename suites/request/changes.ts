/** Fields of a layer and its router, beside dims, that a request may give in place of the model's. Pure. */
import * as z from 'zod';
import type { Model } from '../model.ts';
import { UsageError } from '../usage-error.ts';
import { activationSchema, groupsSchema, type Router, routerSchema, sharedFields, WEIGHT_PLACES } from '../workload.ts';
import type { Scaling } from './dims.ts';

export const GROUP_SCORES = ['sum-of-two', 'best'] as const;

const { score, normalise, scale, bias } = routerSchema.shape;

/** `groupScore` stands apart from `groups`, so that either can be changed alone. */
export const routerChangeSchema = z.strictObject({
  score: score.exactOptional(),
  normalise: normalise.exactOptional(),
  scale: scale.exactOptional(),
  groups: groupsSchema.omit({ by: true }).nullable().exactOptional(),
  groupScore: z.enum(GROUP_SCORES).exactOptional(),
  bias: bias.exactOptional(),
});

export const layerChangeSchema = z.strictObject({
  activation: activationSchema.exactOptional(),
  sharedFfn: sharedFields.sharedFfn,
  sharedGate: z.boolean().exactOptional(),
  expertBiases: z.boolean().exactOptional(),
  weightOn: z.enum(WEIGHT_PLACES).exactOptional(),
});

export const changesSchema = z.strictObject({
  router: routerChangeSchema.exactOptional(),
  layer: layerChangeSchema.exactOptional(),
});

export type RouterChange = Readonly<z.infer<typeof routerChangeSchema>>;
export type LayerChange = Readonly<z.infer<typeof layerChangeSchema>>;
export type Changes = Readonly<z.infer<typeof changesSchema>>;

/** The model's router with what is changed; groups that are all kept are none. UsageError for a group score without groups. */
export function changedRouter(router: Router, change: RouterChange, { id }: Pick<Model, 'id'>): Router {
  const { groupScore, groups: form, ...fields } = change;
  const groups = form === undefined ? router.groups : form;
  const by = groupScore ?? (router.groups?.by === 'best' ? 'best' : 'sum-of-two');
  if (groups === null && groupScore !== undefined) {
    throw new UsageError(`${id}: groupScore is ${groupScore}, and its router has no groups; give groups as well`);
  }
  // As many groups kept as there are limit nothing: the same arithmetic has one hash.
  const limits = groups !== null && groups.kept !== groups.count;
  const { count, kept } = groups ?? { count: 1, kept: 1 };
  return {
    ...router,
    ...fields,
    groups: limits ? { count, kept, ...(by === 'best' ? { by: 'best' as const } : {}) } : null,
  };
}

type Layer = Omit<Model['layer'], 'sharedFfn' | 'sharedGate'>;

/** A model's layer with changed dims and fields. UsageError for shared experts that do not go together. */
export function changedLayer<L extends Model['layer']>(layer: L, scale: Scaling, change: LayerChange, model: Model) {
  const { sharedFfn: _, sharedGate: __, ...changedFields } = change;
  const { sharedFfn: ___, sharedGate: ____, ...fields } = layer;
  return { ...fields, ...changedFields, ...sharedExpert(layer, scale, change, model) };
}

/** `sharedExperts`, and `sharedFfn` and `sharedGate` where there are such. */
function sharedExpert(
  layer: Layer & Pick<Model['layer'], 'sharedFfn' | 'sharedGate'>,
  scale: Scaling,
  change: LayerChange,
  { id }: Model,
) {
  const width = change.sharedFfn ?? layer.sharedFfn;
  const count = change.sharedFfn === undefined ? layer.sharedExperts : (scale.sharedExperts ?? 1);
  if (width !== undefined && count > 1) {
    throw new UsageError(
      `${id}: sharedExperts is ${count} and sharedFfn is ${width}; sharedFfn is the width of all shared experts together: give sharedExperts 1`,
    );
  }
  if (change.sharedFfn !== undefined && count === 0) {
    throw new UsageError(`${id}: sharedFfn is ${change.sharedFfn}, and sharedExperts is 0; leave one of them out`);
  }
  if (change.sharedGate === true && count === 0) {
    throw new UsageError(`${id}: sharedGate is given, and there is no shared expert; give sharedExperts or sharedFfn`);
  }
  const gated = count > 0 && (change.sharedGate ?? layer.sharedGate === true);
  // A width that is that of the routed experts is the plain form: the same arithmetic has one hash.
  const ownWidth = count > 0 && width !== undefined && width !== layer.ffn ? { sharedFfn: width } : {};
  return { sharedExperts: count, ...ownWidth, ...(gated ? { sharedGate: true as const } : {}) };
}
