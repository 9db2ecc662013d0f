/** How far the projection is off where a whole group was left out, beside the naive rule (peak × one MFU) under the same split. */
import { median } from '../../results/statistics.ts';
import { learn, type Place, SETTINGS, type Settings } from './mixed-model.ts';
import type { Observation } from './observations.ts';
import { Z80, Z95 } from './z.ts';

export const SPLITS = ['model', 'vendor', 'publication'] as const;
export type Split = (typeof SPLITS)[number];

/** One observation, predicted from all that are not of its group. Errors are logarithms: predicted − published. */
export type HeldOut = {
  readonly observation: Observation;
  readonly error: number;
  readonly sd: number;
  /** Of the naive rule over the peak of the anchor's own dtype, as an MFU is defined. */
  readonly naiveError: number;
  /** Of the naive rule over the 16-bit peak, whatever the dtype: the harder one to beat. */
  readonly naive16Error: number;
};

/** How a set of held-out observations came out. Medians are of absolute errors; a ratio below 1 beats the naive rule. */
export type Score = {
  readonly n: number;
  readonly medianError: number;
  readonly medianNaiveError: number;
  readonly medianNaive16Error: number;
  readonly ratio: number;
  readonly ratio16: number;
  /** Share of observations inside the interval that promises so much. */
  readonly coverage80: number;
  readonly coverage95: number;
};

/** Leaves out each group of the split in turn, and predicts it from the rest. */
export function holdOut(
  observations: readonly Observation[],
  split: Split,
  settings: (seen: readonly Observation[]) => Settings = () => SETTINGS,
): readonly HeldOut[] {
  const groups = [...new Set(observations.map(row => row.groups[split]))];
  return groups.flatMap(group => {
    const seen = observations.filter(row => row.groups[split] !== group);
    const predict = learn(seen, settings(seen));
    const naive = median(seen.map(logMfu));
    const naive16 = median(seen.map(row => row.logShare));
    return observations
      .filter(row => row.groups[split] === group)
      .map(observation => {
        const { mean, sd } = predict(asAsked(observation));
        return {
          observation,
          error: mean - observation.logShare,
          sd,
          naiveError: naive - logMfu(observation),
          naive16Error: naive16 - observation.logShare,
        };
      });
  });
}

/** Medians, ratios and coverage over what was held out; of several splits together, pass them joined. */
export function score(heldOut: readonly HeldOut[]): Score {
  const medianOf = (error: (row: HeldOut) => number): number => median(heldOut.map(row => Math.abs(error(row))));
  const within = (z: number): number =>
    heldOut.filter(({ error, sd }) => Math.abs(error) <= z * sd).length / heldOut.length;
  const medianError = medianOf(row => row.error);
  const medianNaiveError = medianOf(row => row.naiveError);
  const medianNaive16Error = medianOf(row => row.naive16Error);
  return {
    n: heldOut.length,
    medianError,
    medianNaiveError,
    medianNaive16Error,
    ratio: medianError / medianNaiveError,
    ratio16: medianError / medianNaive16Error,
    coverage80: within(Z80),
    coverage95: within(Z95),
  };
}

/** As a query is: of no publication that is known. */
const asAsked = ({ features, groups }: Observation): Place => ({ features, groups: { ...groups, publication: null } });

/** The MFU as it is defined: over the dense peak of the dtype. */
const logMfu = ({ logShare, requested }: Observation): number => logShare - Math.log(requested.dtypePeakRatio);
