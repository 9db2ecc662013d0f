/** The series of one machine, each with what every night found of it. Pure. */
import { groupedBy } from '../../results/grouped.ts';
import {
  type Observation,
  type SeriesKey,
  seriesId,
  seriesKeyOf,
  type Unusable,
} from '../../results/history/observation.ts';
import { median } from '../../results/statistics.ts';
import type { Night } from './nights.ts';
import type { Ended, Finding } from './schema.ts';
import { FEWEST_SENTINELS } from './steps/movement.ts';

export type Series = {
  readonly key: SeriesKey;
  readonly case: string;
  readonly role: Finding['role'];
  readonly nights: readonly SeriesNight[];
};

/** The observations of a night that are judged, and why the others are not. */
type SeriesNight = { readonly usable: readonly Observation[]; readonly unusable: readonly Unusable[] };

/** In the order of their first night, and behind them works by their fastest strategy. Names and roles are those of the newest. */
export function seriesOf(nights: readonly Night[]): readonly Series[] {
  const found = new Map<string, { newest: Observation; byNight: Observation[][] }>();
  const limits = new Map<string, readonly (number | null)[]>();
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
  const all = [...found.values()].map(({ newest, byNight }) => ({
    key: seriesKeyOf(newest),
    case: newest.case,
    role: newest.role,
    nights: byNight.map(observations => ({
      usable: observations.filter(({ unusable }) => unusable === null),
      unusable: observations.flatMap(({ unusable }) => unusable ?? []),
    })),
  }));
  return [...all, ...fastestSeries(all)];
}

/** Caps that differ by less are the same: drivers tell them with noise, and no clock follows so small a change. */
const SAME_LIMIT = 0.01;

/**
 * With the power limit by which its series is known: the one of its kind that is next to what the driver told. Where nothing was measured
 * no driver told it: the night belongs to the newest series of its kind, whose figure is missing then, and begins no series of an unknown
 * limit. `limits`: those known by kind, the newest last.
 */
function withKnownLimit(observation: Observation, limits: Map<string, readonly (number | null)[]>): Observation {
  const { powerLimitW: told, rounds } = observation;
  const kind = seriesId({ ...observation, powerLimitW: null });
  const known = limits.get(kind) ?? [];
  const same = known.find(limit => isSameLimit(limit, told));
  const limit = told === null && rounds === 0 && known.length > 0 ? known.at(-1) : same;
  const powerLimitW = limit === undefined ? told : limit;
  limits.set(kind, [...known.filter(other => other !== powerLimitW), powerLimitW]);
  return { ...observation, powerLimitW };
}

const isSameLimit = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= SAME_LIMIT * Math.max(a, b));

/** The same series, by whichever of its nights each of the keys was taken. */
export const isSameSeries = (a: SeriesKey, b: SeriesKey): boolean =>
  isSameLimit(a.powerLimitW, b.powerLimitW) &&
  seriesId({ ...a, powerLimitW: null }) === seriesId({ ...b, powerLimitW: null });

/** In place of a name: of any. */
export const ANY = '*';

/**
 * Works that were timed by a strategy of which the last night says nothing, followed by whichever strategy was fastest in each night: a
 * strategy that is gone, or lost its race tonight, takes no slowdown with it.
 */
function fastestSeries(all: readonly Series[]): readonly Series[] {
  const works = groupedBy(
    all.filter(({ role }) => role === 'work'),
    ({ key }) => seriesId({ ...key, strategy: ANY }),
  );
  return [...works.values()].flatMap(strategies => {
    const now = strategies.find(isSaidTonight);
    if (now === undefined || strategies.every(isSaidTonight)) return [];
    const nights = now.nights.map((_, night) => fastestOf(strategies.flatMap(({ nights }) => nights[night] ?? [])));
    return [{ ...now, key: { ...now.key, strategy: ANY }, nights }];
  });
}

function fastestOf(strategies: readonly SeriesNight[]): SeriesNight {
  const timed = strategies.filter(({ usable }) => usable.length > 0);
  const [fastest] = timed.toSorted((a, b) => stepMsOf(a) - stepMsOf(b));
  return fastest ?? { usable: [], unusable: strategies.flatMap(({ unusable }) => unusable) };
}

const stepMsOf = ({ usable }: SeriesNight): number => {
  const rounds = usable.flatMap(({ roundStepMs }) => roundStepMs);
  return rounds.length === 0 ? Number.POSITIVE_INFINITY : median(rounds);
};

/** Names of the machine as a whole: by the products of its roofline, or by its works where those are few. */
export const MACHINE_BY_PRODUCTS = 'machine';
export const MACHINE_BY_WORKS = 'machine-by-its-works';

/** What is followed of all series of a target together; null where there are none. */
export function wholeMachine(all: readonly Series[]): Series | null {
  const products = all.filter(({ role }) => role !== 'work');
  const byProducts = products.length >= FEWEST_SENTINELS;
  const newest = (byProducts ? products : all).toSorted((a, b) => lastNightOf(b) - lastNightOf(a))[0];
  if (newest === undefined) return null;
  const key = { ...newest.key, strategy: ANY, workloadSha256: ANY };
  return { ...newest, key, case: byProducts ? MACHINE_BY_PRODUCTS : MACHINE_BY_WORKS, role: 'machine' };
}

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
