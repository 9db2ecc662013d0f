/** The metrics that are followed: what a night's figure of each is, which way is better, and from what step on it is news. Pure. */
import type { Metric } from '../../results/history/metrics.ts';
import type { Observation } from '../../results/history/observation.ts';
import { mean, median } from '../../results/statistics.ts';

/** `se`: standard error of ln(value) within the night, by its rounds; null: not known. */
export type NightFigure = { readonly value: number; readonly se: number | null };

export type MetricRow = {
  readonly better: 'less' | 'more';
  /** Products of the roofline tell what moved the whole machine. What they take of memory tells nothing of another work's. */
  readonly hasSentinels: boolean;
  /** A smaller step, as a share, is kept and not told: memory hardly varies, so that a page more would be a finding. 0: noise alone decides. */
  readonly leastStep: number;
  /** Of all usable runs of the night; null: none of them has it. */
  readonly figureOf: (runs: readonly Observation[]) => NightFigure | null;
};

export const METRIC_ROWS: Readonly<Record<Metric, MetricRow>> = {
  'step-time': { better: 'less', hasSentinels: true, leastStep: 0, figureOf: stepTime },
  'energy-per-step': {
    better: 'less',
    hasSentinels: true,
    leastStep: 0,
    figureOf: runs => averaged(runs, ({ energyJPerStep }) => energyJPerStep),
  },
  'peak-host-memory': {
    better: 'less',
    hasSentinels: false,
    leastStep: 0.01,
    figureOf: runs => greatest(runs, ({ peakHostBytes }) => peakHostBytes),
  },
  'peak-device-memory': {
    better: 'less',
    hasSentinels: false,
    leastStep: 0.01,
    figureOf: runs => greatest(runs, ({ peakDeviceBytes }) => peakDeviceBytes),
  },
};

/** Standard error of a median ÷ of a mean, of normal values: √(π ÷ 2). */
const OF_MEDIAN = Math.sqrt(Math.PI / 2);

/** The median over all rounds of the night, as the report has it: a round that was disturbed makes no step. */
function stepTime(runs: readonly Observation[]): NightFigure | null {
  const rounds = runs.flatMap(({ roundStepMs }) => roundStepMs);
  if (rounds.length === 0) return null;
  const logs = rounds.map(Math.log);
  const centre = mean(logs);
  const squares = logs.reduce((sum, log) => sum + (log - centre) ** 2, 0);
  const deviation = Math.sqrt(squares / (logs.length - 1));
  return {
    value: median(rounds),
    se: rounds.length < 2 ? null : (OF_MEDIAN * deviation) / Math.sqrt(rounds.length),
  };
}

type Pick = (run: Observation) => number | null;

function averaged(runs: readonly Observation[], pick: Pick): NightFigure | null {
  const values = positives(runs, pick);
  return values.length === 0 ? null : { value: mean(values), se: null };
}

function greatest(runs: readonly Observation[], pick: Pick): NightFigure | null {
  const values = positives(runs, pick);
  return values.length === 0 ? null : { value: Math.max(...values), se: null };
}

/** A peak of 0 bytes is no measurement: a ratio to it has no meaning. */
const positives = (runs: readonly Observation[], pick: Pick): readonly number[] =>
  runs.flatMap(run => {
    const value = pick(run);
    return value !== null && value > 0 ? [value] : [];
  });
