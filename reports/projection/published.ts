/**
 * The speed of one model on one chip as several publications state it, pooled by random effects on logarithms (DerSimonian &
 * Laird 1986): what a run has of its own, and what a publication has, with the scales of the projection's mixed model.
 */
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { mean, sum } from '../../results/statistics/quantiles.ts';
import type { Anchor } from '../catalog/anchors.ts';
import { SETTINGS } from './mixed-model.ts';
import { Z95 } from './z.ts';

/** An anchor that states a speed. */
export type PublishedRun = Anchor & { readonly tokensPerSecondPerDevice: number };

export type PublishedSpeed = {
  /** The median: the geometric mean over publications, by their weights. */
  readonly tokensPerSecondPerDevice: number;
  readonly publications: readonly PublicationPart[];
  /** Standard deviation of the logarithm that the speed has beside the effects of its publications. */
  readonly logSigma: number;
  /** The slowest and the fastest run; null for a single one. */
  readonly widestPair: readonly [PublishedRun, PublishedRun] | null;
};

/** `logSigma`: of the publication's effect as it moves the pooled speed; chips of one publication share the effect. */
export type PublicationPart = {
  readonly publication: string;
  readonly runs: readonly PublishedRun[];
  readonly logSigma: number;
};

const { run: RUN, degreesOfFreedom, effects } = SETTINGS.scales;
/** A run's own part is Student's t: as a normal variable that reaches as far with 95 %. */
const LEARNED_RUN = ((RUN * tQuantile(0.975, degreesOfFreedom)) / Z95) ** 2;
const LEARNED_PUBLICATION = effects.publication ** 2;

/** Pools runs of one model, chip and dtype. Throws without any. */
export function publishedSpeed(runs: readonly PublishedRun[]): PublishedSpeed {
  const groups = [...new Set(runs.map(({ publication }) => publication))].map(publication => {
    const runsOfPublication = runs.filter(run => run.publication === publication);
    return {
      publication,
      runs: runsOfPublication,
      level: mean(runsOfPublication.map(({ tokensPerSecondPerDevice: speed }) => Math.log(speed))),
      variance: LEARNED_RUN / runsOfPublication.length,
    };
  });
  const between = betweenPublications(groups);
  const precision = sum(groups.map(({ variance }) => 1 / (variance + between)));
  const weighted = groups.map(group => ({ ...group, weight: 1 / (group.variance + between) / precision }));
  const shared = sum(weighted.map(({ weight }) => weight ** 2 * LEARNED_PUBLICATION));
  return {
    tokensPerSecondPerDevice: Math.exp(sum(weighted.map(({ weight, level }) => weight * level))),
    publications: weighted.map(({ publication, runs: runsOfPublication, weight }) => ({
      publication,
      runs: runsOfPublication,
      logSigma: weight * Math.sqrt(LEARNED_PUBLICATION),
    })),
    logSigma: Math.sqrt(1 / precision - shared),
    widestPair: widestPairOf(runs),
  };
}

type Level = { readonly level: number; readonly variance: number };

/** The variance between publications: the estimate of DerSimonian & Laird, and no less than what the projection has learned. */
function betweenPublications(groups: readonly Level[]): number {
  const weights = groups.map(({ variance }) => 1 / variance);
  const total = sum(weights);
  const centre = sum(groups.map(({ level }, i) => (weights[i] ?? 0) * level)) / total;
  const q = sum(groups.map(({ level }, i) => (weights[i] ?? 0) * (level - centre) ** 2));
  const scale = total - sum(weights.map(weight => weight ** 2)) / total;
  const estimate = groups.length < 2 ? 0 : (q - (groups.length - 1)) / scale;
  return Math.max(LEARNED_PUBLICATION, estimate);
}

function widestPairOf(runs: readonly PublishedRun[]): PublishedSpeed['widestPair'] {
  const ordered = runs.toSorted((a, b) => a.tokensPerSecondPerDevice - b.tokensPerSecondPerDevice);
  const [slowest, fastest] = [ordered[0], ordered.at(-1)];
  return slowest === undefined || fastest === undefined || slowest === fastest ? null : [slowest, fastest];
}
