/** Which anchors a projection learns from, as shares of a peak; every other anchor with the reason. */
import type { Anchor, AnchorModel, AnchorTable } from '../catalog/anchors.ts';
import type { Chip } from '../catalog/catalog.ts';
import { type Fact, fact, factOf } from '../fact.ts';
import { isAbsent } from '../figure.ts';
import type { Exclusion } from './codes.ts';
import { featuresOf } from './features.ts';
import type { Grouping, Seen } from './mixed-model.ts';
import { type Case, caseOf, FLOPS_PER_PARAMETER } from './query.ts';

/** An anchor that is learned from. `logShare`: of the 16-bit peak, by 6 × active parameters a token. */
export type Observation = Seen & {
  readonly anchor: Anchor;
  readonly requested: Case;
  readonly groups: Readonly<Record<Grouping, string>>;
};

/** `reason`: a code of `EXCLUSIONS`, or of a query that has no projection. */
export type Excluded = { readonly anchor: Anchor; readonly reason: Fact };

/** null: it is learned from. */
const EXCLUSION_OF: Readonly<Record<Anchor['derivation'], Exclusion | null>> = {
  measured: null,
  converted: null,
  'derived-from-cost': 'excluded-derived-from-cost',
  'whole-run-average': 'excluded-whole-run-average',
  proxy: 'excluded-proxy',
  unstated: 'excluded-unstated',
};

/** The anchors as observations, in their order, and those that are left out. */
export function observe(
  { models, anchors }: AnchorTable,
  chips: readonly Chip[],
): { readonly observations: readonly Observation[]; readonly excluded: readonly Excluded[] } {
  const judged = anchors.map(anchor => judge(anchor, models, chips));
  return {
    observations: judged.filter(row => 'logShare' in row),
    excluded: judged.filter(row => 'reason' in row),
  };
}

function judge(anchor: Anchor, models: readonly AnchorModel[], chips: readonly Chip[]): Observation | Excluded {
  const exclusion = EXCLUSION_OF[anchor.derivation];
  if (exclusion !== null) return { anchor, reason: fact(exclusion) };
  const { dtype, tokensPerSecondPerDevice: rate } = anchor;
  const chip = chips.find(({ id }) => id === anchor.chip);
  const model = models.find(({ id }) => id === anchor.model);
  const [active, total] = [model?.activeBillion ?? null, model?.totalBillion ?? null];
  if (chip === undefined || rate === null || dtype === null || active === null || total === null) {
    return { anchor, reason: fact('excluded-incomplete') };
  }
  const requested = caseOf({
    chip,
    model: { id: anchor.model, activeParametersForFlops: active * 1e9, totalParameters: total * 1e9 },
    dtype,
    devices: anchor.devices,
  });
  if (isAbsent(requested)) return { anchor, reason: factOf(requested) };
  return {
    anchor,
    requested,
    features: featuresOf(requested),
    groups: { model: anchor.model, chip: chip.id, vendor: chip.vendor, publication: anchor.publication },
    logShare: Math.log((rate * FLOPS_PER_PARAMETER * active * 1e9) / requested.sixteenBitPeak),
  };
}
