/** The series of one machine, each with what every night found of it. Pure. */
import { type Observation, type SeriesKey, seriesId, type Unusable } from '../../results/history/observation.ts';
import type { Night } from './nights.ts';
import type { Ended, Finding } from './schema.ts';

export type Series = {
  readonly key: SeriesKey;
  readonly case: string;
  readonly role: Finding['role'];
  /** By night: the observations of it that are judged, and why the others are not. */
  readonly nights: readonly { readonly usable: readonly Observation[]; readonly unusable: readonly Unusable[] }[];
};

/** In the order of their first night. Names and roles are those of the newest. */
export function seriesOf(nights: readonly Night[]): readonly Series[] {
  const found = new Map<string, { newest: Observation; byNight: Observation[][] }>();
  const limits = new Map<string, number | null>();
  for (const [night, { observations }] of nights.entries()) {
    for (const observation of observations) {
      const known = withKnownLimit(observation, limits);
      const id = seriesId(known);
      const entry = found.get(id) ?? { newest: known, byNight: nights.map(() => []) };
      entry.newest = known;
      entry.byNight[night]?.push(known);
      found.set(id, entry);
    }
  }
  return [...found.values()].map(({ newest, byNight }) => ({
    key: keyOf(newest),
    case: newest.case,
    role: newest.role,
    nights: byNight.map(observations => ({
      usable: observations.filter(({ unusable }) => unusable === null),
      unusable: observations.flatMap(({ unusable }) => unusable ?? []),
    })),
  }));
}

/**
 * Where nothing was measured, no driver told the power limit: the night belongs to the newest series of its kind, whose figure is
 * missing then, and begins no series of an unknown limit.
 */
function withKnownLimit(observation: Observation, limits: Map<string, number | null>): Observation {
  const anyLimit = seriesId({ ...observation, powerLimitW: null });
  const limit = limits.get(anyLimit);
  if (observation.powerLimitW === null && observation.rounds === 0 && limit !== undefined) {
    return { ...observation, powerLimitW: limit };
  }
  limits.set(anyLimit, observation.powerLimitW);
  return observation;
}

const keyOf = ({
  machine,
  target,
  board,
  strategy,
  workloadSha256,
  concurrent,
  powerLimitW,
}: Observation): SeriesKey => ({
  machine,
  target,
  board,
  strategy,
  workloadSha256,
  concurrent,
  powerLimitW,
});

/** What is followed of all products of the roofline of a target together; null where there are none. */
export function wholeMachine(products: readonly Series[]): Series | null {
  const newest = products.toSorted((a, b) => lastNightOf(b) - lastNightOf(a))[0];
  if (newest === undefined) return null;
  return { ...newest, key: { ...newest.key, strategy: ALL, workloadSha256: ALL }, case: 'machine', role: 'machine' };
}

const ALL = '*';

export const isSaidTonight = (series: Series): boolean => lastNightOf(series) === series.nights.length - 1;

/** Series of which the last night says nothing. */
export function endedSeries(series: readonly Series[], nights: readonly Night[]): Ended[] {
  return series.flatMap(of => {
    const last = nights[lastNightOf(of)]?.runs.at(-1);
    if (last === undefined || of.role === 'machine' || isSaidTonight(of)) return [];
    return [{ series: of.key, case: of.case, role: of.role, last }];
  });
}

const lastNightOf = ({ nights }: Series): number =>
  nights.findLastIndex(({ usable, unusable }) => usable.length + unusable.length > 0);
