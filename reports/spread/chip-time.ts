/**
 * The step time of a chip, from the boards of it that were measured: random effects over boards (docs/COST.md, Spread between
 * boards and between runs). On logarithms, since boards differ by a share of their speed. Pure.
 */
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { sum } from '../../results/statistics/quantiles.ts';
import { type Estimate, pooled } from '../../results/statistics/random-effects.ts';
import { type Interval, mean } from '../../results/statistics.ts';
import type { BoardSpread } from './board-spread.ts';
import { type Board, type BoardPool, boardsOf } from './boards.ts';

/** From so many boards on they themselves say how far boards differ. */
export const FEWEST_BOARDS = 5;

const Z975 = 1.959963984540054;

export type ChipTime = {
  readonly interval: Interval;
  /** Names of the boards, each once. */
  readonly boards: readonly string[];
  /** `chip`: the interval is of the chip; `boards`: nothing is known of other boards and other nights. */
  readonly scope: 'chip' | 'boards';
};

/** `timeOf`: the interval over the rounds of one pool. At least one pool. */
export function chipTime<P extends BoardPool>(
  pools: readonly P[],
  timeOf: (pool: P) => Interval,
  spread: BoardSpread,
): ChipTime {
  const boards = boardsOf(pools);
  const names = boards.map(({ name }) => name);
  const times = boards.map(({ pool }) => timeOf(pool));
  const [only, second] = times;
  if (only === undefined) throw new RangeError('no boards, so no time of a chip');
  if (second === undefined) {
    return { interval: widened(only, spread.board), boards: names, scope: spread.board === null ? 'boards' : 'chip' };
  }
  if (times.length < FEWEST_BOARDS) {
    return { interval: ofFew(times, boards, spread), boards: names, scope: spread.board === null ? 'boards' : 'chip' };
  }
  return { interval: ofMany(times, boards, spread), boards: names, scope: 'chip' };
}

/**
 * What lies between boards, as far as these pools themselves say: of 5 boards or more their standard deviation times
 * t(0.975, k−1) ÷ 1.96, so that 1.96 of it are what a further board may lie off; else the catalog's.
 */
export function spreadOfBoards<P extends BoardPool>(
  pools: readonly P[],
  timeOf: (pool: P) => Interval,
  catalog: BoardSpread,
): BoardSpread {
  const points = boardsOf(pools).map(({ pool }) => Math.log(timeOf(pool).point));
  const freedom = points.length - 1;
  if (points.length < FEWEST_BOARDS) return catalog;
  const centre = mean(points);
  const deviation = Math.sqrt(sum(points.map(point => (point - centre) ** 2)) / freedom);
  return { ...catalog, board: Math.hypot((deviation * tQuantile(0.975, freedom)) / Z975, catalog.run ?? 0) };
}

/** One board: what its rounds leave open, and by what boards differ; the two are independent, so their squares add. */
export function widened(interval: Interval, deviation: number | null): Interval {
  const { point, low, high } = interval;
  if (deviation === null || low <= 0) return interval;
  const reach = Z975 * deviation;
  return {
    ...interval,
    low: point * Math.exp(-Math.hypot(Math.log(point / low), reach)),
    high: point * Math.exp(Math.hypot(Math.log(high / point), reach)),
  };
}

/** Two to four: the greater of what they show between them and the catalog's figure. With one range among them it is a range. */
function ofFew(times: readonly Interval[], boards: readonly Board<BoardPool>[], spread: BoardSpread): Interval {
  const found = pooled(times.map(estimateOf), (spread.board ?? 0) ** 2);
  const reach = Z975 * Math.hypot(found.standardError, sharedRuns(boards, spread));
  const around = intervalAround(found.value, reach, times);
  if (!times.some(({ kind }) => kind === 'range')) return around;
  const [low, high] = [Math.min(...times.map(time => time.low)), Math.max(...times.map(time => time.high))];
  return { ...around, low: Math.min(low, around.low), high: Math.max(high, around.high), kind: 'range' };
}

/** Five or more: Hartung and Knapp's t interval. What few rounds leave open of a board is in what lies between boards. */
function ofMany(times: readonly Interval[], boards: readonly Board<BoardPool>[], spread: BoardSpread): Interval {
  const known = times.map(time => (time.kind === 'range' ? { ...estimateOf(time), variance: 0 } : estimateOf(time)));
  const found = pooled(known, 0);
  const reach = tQuantile(0.975, times.length - 1) * found.standardError;
  return intervalAround(found.value, Math.hypot(reach, Z975 * sharedRuns(boards, spread)), times);
}

/** The part of the error that boards of one run share, and that more boards do not mend: σ² · (1 ÷ runs − 1 ÷ boards). */
function sharedRuns(boards: readonly Board<BoardPool>[], { run }: BoardSpread): number {
  const runs = new Set(boards.map(({ pool: { record } }) => record.context.runId)).size;
  return (run ?? 0) * Math.sqrt(1 / runs - 1 / boards.length);
}

/** A half width of 95 % as the deviation of a normal variable: wide where rounds are few, as Student's t made it. */
function estimateOf({ point, low, high }: Interval): Estimate {
  const reach = low > 0 ? Math.max(Math.log(point / low), Math.log(high / point)) : Number.POSITIVE_INFINITY;
  return { value: Math.log(point), variance: (reach / Z975) ** 2 };
}

function intervalAround(logPoint: number, reach: number, times: readonly Interval[]): Interval {
  const point = Math.exp(logPoint);
  return {
    point,
    low: point * Math.exp(-reach),
    high: point * Math.exp(reach),
    kind: times.some(({ kind }) => kind === 'bounds') ? 'bounds' : 'confidence-95',
    rounds: sum(times.map(({ rounds }) => rounds)),
  };
}
