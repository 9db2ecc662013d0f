/** From what was found of one series to its finding in the document. Pure. */
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { AcceptanceLine } from '../../results/history/acceptance.ts';
import type { Metric } from '../../results/history/metrics.ts';
import type { Unusable } from '../../results/history/observation.ts';
import { figure } from '../../results/schema/figure.ts';
import { changedAt } from './changed.ts';
import { METRIC_ROWS, type NightFigure } from './metrics.ts';
import type { Night } from './nights.ts';
import type { Finding, Noise, RunPoint, Step } from './schema.ts';
import type { Series } from './series.ts';
import { type StandingStep, standingOf, standingSteps } from './standing.ts';
import type { FoundStep, SeriesJudgement, SeriesNoise } from './steps/nights.ts';
import { smallestStep } from './steps/smallest-step.ts';

export type Judged = {
  readonly series: Series;
  readonly metric: Metric;
  readonly figures: readonly (NightFigure | null)[];
  readonly judgement: SeriesJudgement;
  /** Of this series and metric, with the night that each is of. */
  readonly acceptances: readonly { readonly onset: number; readonly line: AcceptanceLine }[];
  /** How many series were searched with it, and in how many tables of its machine. */
  readonly searched: number;
  readonly tables: number;
};

export function findingOf(judged: Judged, nights: readonly Night[]): Finding {
  const { series, metric, figures, judgement, searched, tables } = judged;
  const { better, leastStep } = METRIC_ROWS[metric];
  const isWorse = ({ logRatio }: FoundStep) => (better === 'less' ? logRatio > 0 : logRatio < 0);
  const onsets = judged.acceptances.map(({ onset }) => onset);
  const { state, step } = standingOf(standingSteps(judgement.steps, leastStep, onsets), judgement.steps, isWorse);
  const why = series.role !== 'machine' && figures.at(-1) === null ? whyNot(series) : null;
  const { noise } = judgement;
  const isOpen = state === 'confirmed' || state === 'accepted';
  return {
    series: series.key,
    case: series.case,
    role: series.role,
    metric,
    state: isOpen ? state : why !== null ? 'not-judged' : noise === null ? 'insufficient-history' : state,
    why,
    tonight: figures.at(-1)?.value ?? null,
    // The machine as a whole has a movement and no figure.
    baseline: series.role === 'machine' ? null : baselineOf(judgement, nights),
    noise: noise === null ? null : noiseOf(noise),
    smallestStep: noise === null ? null : smallestStep(noise, searched, tables),
    step: step === null || (why !== null && !isOpen) ? null : stepOf(step, judged, nights, isWorse(step)),
  };
}

/** Of runs of the night that are not used the last one says why; a usable night without this figure did not measure it. */
function whyNot({ nights }: Series): Unusable {
  const tonight = nights.at(-1);
  return (tonight?.usable.length === 0 ? tonight.unusable.at(-1) : undefined) ?? 'not-measured';
}

function baselineOf({ baseline }: SeriesJudgement, nights: readonly Night[]): Finding['baseline'] {
  const since = baseline === null ? null : firstRun(nights, baseline.from);
  if (baseline === null || since === null) return null;
  return { value: Math.exp(baseline.log), nights: baseline.nights, since };
}

const noiseOf = ({ sigma, phi, shared, weekly, nights }: SeriesNoise): Noise => ({
  cv: sigma,
  autocorrelation: phi,
  sharedShare: shared,
  weekly: weekly !== null,
  nights,
});

function stepOf(step: StandingStep, { series, acceptances }: Judged, nights: readonly Night[], isWorse: boolean): Step {
  const byAcceptance = step.confirmedBy === 'accepted';
  const first = firstRun(nights, step.onset);
  if (first === null) throw new TypeError(`a step of ${series.case} begins on night ${step.onset}, which has no run`);
  const [accepted] = step.isAccepted
    ? acceptances.toSorted((a, b) => Math.abs(a.onset - step.onset) - Math.abs(b.onset - step.onset))
    : [];
  return {
    direction: isWorse ? 'worse' : 'better',
    first,
    confirmedOn: byAcceptance || step.confirmedOn === null ? null : firstRun(nights, step.confirmedOn),
    confirmedBy: step.confirmedBy === 'accepted' ? null : step.confirmedBy,
    nights: step.nights,
    ratio: ratioOf(step),
    p: step.p,
    changed: [...changedAt(series, nights, step.onset)],
    accepted:
      accepted === undefined
        ? null
        : { acceptedAt: accepted.line.acceptedAt, by: accepted.line.by, reason: accepted.line.reason },
  };
}

const PROBABILITY = 0.975;

/** Student's interval on the logarithm; of a single night as much is known as its series scatters. */
function ratioOf({ logRatio, se, freedom, nights }: FoundStep): Step['ratio'] {
  const reach = tQuantile(PROBABILITY, Math.max(1, freedom)) * se;
  return figure({
    point: Math.exp(logRatio),
    low: Math.exp(logRatio - reach),
    high: Math.exp(logRatio + reach),
    kind: 'confidence-95',
    rounds: nights,
  });
}

const firstRun = (nights: readonly Night[], night: number): RunPoint | null => nights[night]?.runs[0] ?? null;
