/** Which anchors a projection learns from, as shares of a peak; every other with the reason why not. */
import type { Anchor, AnchorModel, AnchorTable } from '../catalog/anchors.ts';
import type { Chip } from '../catalog/catalog.ts';
import { isAbsent } from '../figure.ts';
import { featuresOf } from './features.ts';
import type { Grouping, Seen } from './mixed-model.ts';
import { type Case, caseOf, FLOPS_PER_PARAMETER } from './query.ts';
import { absenceText } from '../words/absence-text.ts';

/** An anchor that is learned from. `logShare`: of the 16-bit peak, by 6 × active parameters a token. */
export type Observation = Seen & {
  readonly anchor: Anchor;
  readonly given: Case;
  readonly groups: Readonly<Record<Grouping, string>>;
};

export type Excluded = { readonly anchor: Anchor; readonly reason: string };

const REASONS: Readonly<Record<Anchor['derivation'], string | null>> = {
  measured: null,
  converted: null,
  'derived-from-cost': 'derived from a cost claim, which it would then confirm',
  'whole-run-average': 'an average over a whole run, with what stopped it',
  proxy: 'a stand-in for the model, not the model',
  unstated: 'no speed is stated, nor a share of a known peak',
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
  const reason = REASONS[anchor.derivation];
  if (reason !== null) return { anchor, reason };
  const { dtype, tokensPerSecondPerDevice: rate } = anchor;
  const chip = chips.find(({ id }) => id === anchor.chip);
  const model = models.find(({ id }) => id === anchor.model);
  const [active, total] = [model?.activeBillion ?? null, model?.totalBillion ?? null];
  if (chip === undefined || rate === null || dtype === null || active === null || total === null) {
    return { anchor, reason: 'the chip, the speed, the dtype or the parameters are not known' };
  }
  const given = caseOf({
    chip,
    model: { id: anchor.model, activeParametersForFlops: active * 1e9, totalParameters: total * 1e9 },
    dtype,
    devices: anchor.devices,
  });
  if (isAbsent(given)) return { anchor, reason: absenceText(given) };
  return {
    anchor,
    given,
    features: featuresOf(given),
    groups: { model: anchor.model, chip: chip.id, vendor: chip.vendor, publication: anchor.publication },
    logShare: Math.log((rate * FLOPS_PER_PARAMETER * active * 1e9) / given.sixteenBitPeak),
  };
}
