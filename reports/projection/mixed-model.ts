/**
 * The logarithm of the share of the peak as a mixed model: intercept + slopes · features + an effect each of the model, the chip,
 * the vendor and the publication + what a run has of its own. All of these but the last are normal with a known prior, so
 * that the best prediction is linear in what was seen (Henderson 1975; Rasmussen & Williams 2006, section 2.7). A run's own part
 * is Student's t, fitted by reweighting (Lange, Little & Taylor 1989): one stack that is 3.6 times slow must not move the rest.
 */
import { sum } from '../../results/statistics/quantiles.ts';
import { at, dot, type Matrix, solver } from './cholesky.ts';
import { FEATURES } from './features.ts';

const GROUPINGS = ['model', 'chip', 'vendor', 'publication'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Where a share is asked for. Null in a group: like no other. */
export type Place = {
  readonly features: readonly number[];
  readonly groups: Readonly<Record<Grouping, string | null>>;
};

/** A place where a share was seen. */
export type Seen = Place & { readonly logShare: number };

/** Standard deviations of logarithms: 0.15 is about 15 %. */
export type Scales = {
  readonly effects: Readonly<Record<Grouping, number>>;
  readonly run: number;
  /** Of Student's t: few let an outlier be one. */
  readonly degreesOfFreedom: number;
};

/** The share is a normal variable, whose parts are these. */
type Prior = { readonly mean: number; readonly sd: number };

export type Settings = {
  readonly intercept: Prior;
  readonly slopes: readonly Prior[];
  readonly scales: Scales;
};

export const SETTINGS: Settings = {
  intercept: { mean: Math.log(0.35), sd: 0.5 },
  slopes: FEATURES.map(({ prior }) => prior),
  scales: { effects: { model: 0.15, chip: 0.15, vendor: 0.1, publication: 0.1 }, run: 0.15, degreesOfFreedom: 3 },
};

/** Of the logarithm of the share: `mean` is the sum of the parts, `sd` is of a new run there, with all that is not certain. */
export type Predicted = {
  readonly mean: number;
  readonly sd: number;
  readonly parts: {
    readonly intercept: number;
    /** Slope times value, a feature each. */
    readonly features: readonly number[];
    readonly effects: Readonly<Record<Grouping, number>>;
  };
};

const ROUNDS = 12;

/** What the seen shares say of any place. Without any, the prior. */
export function learn(seen: readonly Seen[], settings: Settings = SETTINGS): (place: Place) => Predicted {
  const { scales } = settings;
  const centred = seen.map(row => row.logShare - priorMean(row, settings));
  const shared: Matrix = seen.map(a => seen.map(b => covariance(a, b, settings)));
  let weights: readonly number[] = seen.map(() => 1);
  let solve = solver(withNoise(shared, weights, scales));
  let dual = solve(centred);
  for (let round = 0; round < ROUNDS; round += 1) {
    // The residual of a row is its noise variance times its dual; a large one loses weight.
    weights = weights.map((weight, i) => weightOf((scales.run / weight) * at(dual, i), scales.degreesOfFreedom));
    solve = solver(withNoise(shared, weights, scales));
    dual = solve(centred);
  }
  return place => {
    const towards = seen.map(row => covariance(place, row, settings));
    const variance = covariance(place, place, settings) - dot(towards, solve(towards));
    const parts = partsOf(place, seen, dual, settings);
    const mean = sum([parts.intercept, ...parts.features, ...GROUPINGS.map(of => parts.effects[of])]);
    return { mean, sd: Math.sqrt(variance + scales.run ** 2), parts };
  };
}

/** Every unknown by itself: its prior mean, plus its prior variance times how the rows that have it pull. */
function partsOf(place: Place, seen: readonly Seen[], dual: readonly number[], settings: Settings): Predicted['parts'] {
  const { intercept, slopes, scales } = settings;
  const pull = (weightOfRow: (row: Seen) => number): number =>
    dot(
      dual,
      seen.map(row => weightOfRow(row)),
    );
  const effect = (of: Grouping): number => scales.effects[of] ** 2 * pull(row => (shares(place, row, of) ? 1 : 0));
  return {
    intercept: intercept.mean + intercept.sd ** 2 * pull(() => 1),
    features: slopes.map(
      ({ mean, sd }, i) => (mean + sd ** 2 * pull(row => at(row.features, i))) * at(place.features, i),
    ),
    effects: {
      model: effect('model'),
      chip: effect('chip'),
      vendor: effect('vendor'),
      publication: effect('publication'),
    },
  };
}

/** (ν + 1) ÷ (ν + r²), r the residual in scales of a run. */
const weightOf = (residual: number, degreesOfFreedom: number): number =>
  (degreesOfFreedom + 1) / (degreesOfFreedom + residual ** 2);

function priorMean({ features }: Place, { intercept, slopes }: Settings): number {
  return (
    intercept.mean +
    dot(
      features,
      slopes.map(({ mean }) => mean),
    )
  );
}

/** What two places share before anything is seen: intercept, slopes, and the effects of the groups that both are in. */
function covariance(a: Place, b: Place, { intercept, slopes, scales }: Settings): number {
  const ofSlopes = slopes.map(({ sd }, i) => sd ** 2 * at(a.features, i) * at(b.features, i));
  const ofGroups = GROUPINGS.map(of => (shares(a, b, of) ? scales.effects[of] ** 2 : 0));
  return intercept.sd ** 2 + sum(ofSlopes) + sum(ofGroups);
}

/** A place that is like no other is still like itself. */
const shares = (a: Place, b: Place, of: Grouping): boolean =>
  a === b || (a.groups[of] !== null && a.groups[of] === b.groups[of]);

function withNoise(shared: Matrix, weights: readonly number[], { run }: Scales): Matrix {
  return shared.map((row, i) => row.map((value, j) => (i === j ? value + run ** 2 / at(weights, i) : value)));
}
