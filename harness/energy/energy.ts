/** From looks at one sensor to the joules of a window, or the reason why they are missing. Pure. */

import type { Look } from '../vendors/sensing/sensor.ts';
import { counterEnergy, unwrapped } from './counter.ts';
import { PowerCurve } from './power-curve.ts';
import { changesOf, GAP_PERIODS, type Point, type Refused, refused, type Series, type Window } from './series.ts';

export type EnergyMethod = 'energy-counter' | 'sampled-power' | 'estimated';

export type Energy =
  | {
      readonly status: 'measured';
      readonly method: EnergyMethod;
      readonly energyJ: number;
      readonly meanPowerW: number;
      readonly periodMs: number;
    }
  | Refused;

/** A window of fewer sensor periods than this is not measured. */
export const LEAST_PERIODS = 20;
/** Gaps together may be this share of a window of sampled power. */
const GAP_SHARE = 0.01;
/** A sensor that says more than these times its limit is wrong. */
const ABSURD = 2;

const METHODS: Readonly<Record<Look['kind'], EnergyMethod>> = {
  counter: 'energy-counter',
  power: 'sampled-power',
  estimate: 'estimated',
};

/** The energy of a window: a counter's difference, or power by the trapezoidal rule, with both edges interpolated. */
export function energyOver(series: Series, window: Window): Energy {
  const [first] = series.looks;
  const reason = lastFault(series, window);
  if (first === undefined) return reason ?? refused('gap', 'no look at this sensor');
  const { kind } = first.look;
  const values = valuesOf(series, kind);
  if ('status' in values) return values;
  const period = inferPeriod(values, kind, window);
  if (typeof period !== 'number') return reason ?? period;
  const spanMs = window.endMs - window.startMs;
  const energyJ = kind === 'counter' ? counterEnergy(values, period, window) : powerEnergy(values, period, window);
  if (typeof energyJ !== 'number') return reason ?? energyJ;
  const leapt = kind === 'counter' ? leap(values, period, series.limitW, window) : null;
  if (leapt !== null) return leapt;
  if (energyJ <= 0) return refused('absurd', `${energyJ} J in ${round(spanMs)} ms`);
  const meanPowerW = (energyJ * 1000) / spanMs;
  return { status: 'measured', method: METHODS[kind], energyJ, meanPowerW, periodMs: period };
}

/** Where the sensor failed in the window, its fault is the reason for a gap. */
function lastFault({ faults }: Series, { startMs, endMs }: Window): Refused | null {
  const fault = faults.findLast(({ atMs }) => atMs >= startMs && atMs <= endMs);
  return fault === undefined ? null : refused(fault.code, fault.message);
}

/** Watts, or a counter's joules without its wraparounds. */
function valuesOf({ looks, limitW }: Series, kind: Look['kind']): readonly Point[] | Refused {
  const points: Point[] = [];
  for (const { atMs, look } of looks) {
    const value = look.kind === 'counter' ? look.energyJ : look.powerW;
    if (look.kind !== kind) return refused('unreadable', `${kind} and ${look.kind} from one sensor`);
    if (!Number.isFinite(value) || value < 0) return refused('absurd', `the sensor said ${value}`);
    if (kind !== 'counter' && limitW !== null && value > ABSURD * limitW) return tooMuch(value, limitW);
    points.push({ atMs, value });
  }
  const [first] = looks;
  return first?.look.kind === 'counter' ? unwrapped(points, first.look.wrapsAtJ) : points;
}

/**
 * The median time between changes of the value, in milliseconds: a driver's own statement of its period need not hold. An estimate may
 * stand still, so its period is that of the looks.
 */
function inferPeriod(points: readonly Point[], kind: Look['kind'], window: Window): number | Refused {
  const periodMs = medianGapMs(kind === 'estimate' ? points : changesOf(points));
  const spanMs = window.endMs - window.startMs;
  if (periodMs !== null && spanMs < LEAST_PERIODS * periodMs) {
    const needs = `this sensor changes every ${round(periodMs)} ms and needs ${LEAST_PERIODS} of that`;
    return refused('too-short', `a window of ${round(spanMs)} ms; ${needs}`);
  }
  const looks = points.filter(({ atMs }) => atMs >= window.startMs && atMs <= window.endMs).length;
  if (looks === 0) return refused('gap', 'no look in the window');
  if (periodMs === null) {
    if (looks < LEAST_PERIODS) return refused('too-short', `${looks} looks in a window of ${round(spanMs)} ms`);
    return refused('frozen', `${looks} looks, and the value never changed`);
  }
  const stillMs = longestStillMs(points, window);
  if (kind === 'estimate' || stillMs <= LEAST_PERIODS * periodMs) return periodMs;
  return refused('frozen', `no change for ${round(stillMs)} ms, of a sensor that changes every ${round(periodMs)} ms`);
}

/** The longest part of the window in which all looks gave the same value. */
function longestStillMs(points: readonly Point[], { startMs, endMs }: Window): number {
  let longestMs = 0;
  let since = points[0];
  for (const point of points) {
    if (point.value !== since?.value) since = point;
    longestMs = Math.max(longestMs, Math.min(point.atMs, endMs) - Math.max(since.atMs, startMs));
  }
  return longestMs;
}

function medianGapMs(points: readonly Point[]): number | null {
  const gaps = points.slice(1).map(({ atMs }, i) => atMs - (points[i]?.atMs ?? atMs));
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? null;
}

function powerEnergy(points: readonly Point[], periodMs: number, window: Window): number | Refused {
  const curve = new PowerCurve(points);
  const longestMs = GAP_PERIODS * periodMs;
  const outside = curve.unseenEdge(window, longestMs);
  if (outside !== null) return refused('gap', outside);
  const gapMs = curve.gapMs(window, longestMs);
  if (gapMs > GAP_SHARE * (window.endMs - window.startMs)) {
    return refused('gap', `${round(gapMs)} ms of the window without a look`);
  }
  return curve.energyJ(window);
}

/** A counter whose mean power over five periods exceeds that of any device. */
function leap(points: readonly Point[], periodMs: number, limitW: number | null, window: Window): Refused | null {
  if (limitW === null) return null;
  const inside = points.filter(({ atMs }) => atMs >= window.startMs && atMs <= window.endMs);
  const greatestW = meanPowers(inside, GAP_PERIODS * periodMs).reduce((most, powerW) => Math.max(most, powerW), 0);
  return greatestW > ABSURD * limitW ? tooMuch(greatestW, limitW) : null;
}

function tooMuch(powerW: number, limitW: number): Refused {
  return refused('absurd', `${round(powerW)} W of a device limited to ${limitW} W`);
}

/** Mean watts from each point of a counter to the first that is `spanMs` later. */
function meanPowers(points: readonly Point[], spanMs: number): readonly number[] {
  const powersW: number[] = [];
  let later = 0;
  for (const { atMs, value } of points) {
    while ((points[later]?.atMs ?? Number.POSITIVE_INFINITY) < atMs + spanMs) later += 1;
    const end = points[later];
    if (end === undefined) break;
    powersW.push(((end.value - value) * 1000) / (end.atMs - atMs));
  }
  return powersW;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
