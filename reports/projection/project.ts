/** From published training speeds to the speed of a model on a chip that nobody published: docs/COST.md, Projection. */
import type { AnchorTable } from '../catalog/anchors.ts';
import type { Chip } from '../catalog/catalog.ts';
import type { Coded } from '../fact.ts';
import { type Absent, isAbsent } from '../figure.ts';
import type { ProjectionReason } from './codes.ts';
import { featuresOf } from './features.ts';
import { type Grouping, learn, type Place, type Predicted, SETTINGS } from './mixed-model.ts';
import { type Excluded, type Observation, observe } from './observations.ts';
import { type PairSpreads, pairErrors, pairSpreads } from './pair-errors.ts';
import { type Case, caseOf, FLOPS_PER_PARAMETER, type ProjectionQuery } from './query.ts';
import { type AnchorCounts, reasonsOf } from './reasons.ts';
import { Z80 } from './z.ts';

export type { ProjectionQuery } from './query.ts';

export type Projection = {
  readonly available: true;
  /** Point: the median. Low and high: an 80 % interval; any other is point × e^(± z · logSigma). */
  readonly tokensPerSecondPerDevice: { readonly point: number; readonly low: number; readonly high: number };
  /** Of the logarithm of the speed: √(logSigmaModel² + logSigmaChip²). */
  readonly logSigma: number;
  /** The part that the same model on any other chip shares: draw it once for all chips. */
  readonly logSigmaModel: number;
  /** The part of this chip alone: the log ratio of two chips has √(a² + b²) of it. */
  readonly logSigmaChip: number;
  /** `extrapolated`: fewer than 3 anchors of the vendor, and the widest interval. */
  readonly label: 'projected' | 'extrapolated';
  readonly anchors: AnchorCounts;
  /** What the figure is made of; the factors multiply to the share of the peak. */
  readonly why: readonly Coded<ProjectionReason>[];
};

export type Projector = {
  readonly project: (query: ProjectionQuery) => Projection | Absent;
  readonly pairs: PairSpreads;
  readonly observations: readonly Observation[];
  readonly excluded: readonly Excluded[];
};

/** With fewer of a vendor, its chips are extrapolated. */
export const FEWEST_ANCHORS_OF_A_VENDOR = 3;

/** Fits all that anchors say, once; each projection then is a few thousand sums. */
export function fitProjection(table: AnchorTable, chips: readonly Chip[]): Projector {
  const { observations, excluded } = observe(table, chips);
  const predict = learn(observations);
  const pairs = pairSpreads(pairErrors(observations));
  const isKnown = (vendor: string): boolean => countOf(observations, 'vendor', vendor) >= FEWEST_ANCHORS_OF_A_VENDOR;
  const known = chips.filter(({ vendor }) => isKnown(vendor));
  const project = (query: ProjectionQuery): Projection | Absent => {
    const requested = caseOf(query);
    if (isAbsent(requested)) return requested;
    const share = predict(placeOf(requested));
    const projected = isKnown(query.chip.vendor);
    const logSigma = projected ? share.sd : widestSigma(requested, observations, known, predict);
    const logSigmaChip = Math.min(logSigma, chipSigma(projected, pairs));
    const flopsPerToken = FLOPS_PER_PARAMETER * query.model.activeParametersForFlops;
    const point = (Math.exp(share.mean) * requested.sixteenBitPeak) / flopsPerToken;
    const reach = Math.exp(Z80 * logSigma);
    const anchors = {
      ofChip: countOf(observations, 'chip', query.chip.id),
      ofVendor: countOf(observations, 'vendor', query.chip.vendor),
      ofModel: countOf(observations, 'model', query.model.id),
    };
    return {
      available: true,
      tokensPerSecondPerDevice: { point, low: point / reach, high: point * reach },
      logSigma,
      logSigmaModel: Math.sqrt(logSigma ** 2 - logSigmaChip ** 2),
      logSigmaChip,
      label: projected ? 'projected' : 'extrapolated',
      anchors,
      why: reasonsOf(requested, share, anchors, observations),
    };
  };
  return { project, pairs, observations, excluded };
}

/** A new run: of no known publication, and of no known model unless it is named. */
function placeOf(requested: Case): Place {
  const { chip, model } = requested.query;
  return {
    features: featuresOf(requested),
    groups: { model: model.id ?? null, chip: chip.id, vendor: chip.vendor, publication: null },
  };
}

/** As wide as if the vendor had no anchors, and no narrower than any chip that is projected. */
function widestSigma(
  requested: Case,
  observations: readonly Observation[],
  projected: readonly Chip[],
  predict: (place: Place) => Predicted,
): number {
  const strangers = observations.filter(({ groups }) => groups.vendor !== requested.query.chip.vendor);
  const others = projected
    .map(chip => caseOf({ ...requested.query, chip }))
    .flatMap(other => (isAbsent(other) ? [] : [other]));
  return Math.max(
    learn(strangers)(placeOf(requested)).sd,
    ...[requested, ...others].map(each => predict(placeOf(each)).sd),
  );
}

/**
 * Two chips' own parts make up the spread of their ratio, so each is 1/√2 of it, and of the wider spread where those within
 * and across vendors differ. The pairs were projected without either chip, but not without its vendor: where that is unknown
 * too, its effect comes on top.
 */
function chipSigma(projected: boolean, { sameVendor, crossVendor }: PairSpreads): number {
  const { effects, run } = SETTINGS.scales;
  const widest = Math.max(sameVendor.logSigma ?? 0, crossVendor.logSigma ?? 0) / Math.SQRT2;
  const sigma = widest > 0 ? widest : Math.hypot(effects.chip, effects.publication, run);
  return projected ? sigma : Math.hypot(sigma, effects.vendor);
}

const countOf = (observations: readonly Observation[], of: Grouping, group: string | undefined): number =>
  observations.filter(({ groups }) => groups[of] === group).length;
