/** Looks at a sensor over time, as energy is computed from them. */
import type { Look, SensorCode } from '../vendors/sensing/sensor.ts';

/** In the milliseconds of the clock that all processes of a machine share (process.hrtime). */
export type Window = { readonly startMs: number; readonly endMs: number };
export type TimedLook = { readonly atMs: number; readonly look: Look };
export type TimedFault = { readonly atMs: number; readonly code: SensorCode; readonly message: string };
/** A value over time: watts, or joules since a counter's zero. */
export type Point = { readonly atMs: number; readonly value: number };

/** One sensor's looks in time order, around a window as well as in it: the edges are interpolated. */
export type Series = {
  readonly limitW: number | null;
  readonly looks: readonly TimedLook[];
  readonly faults: readonly TimedFault[];
};

export type Refused = { readonly status: 'refused'; readonly code: SensorCode; readonly message: string };

/** The most periods of the sensor that may lie between two looks. */
export const GAP_PERIODS = 5;

export function refused(code: SensorCode, message: string): Refused {
  return { status: 'refused', code, message };
}

/** Points whose value differs from the point before. */
export function changesOf(points: readonly Point[]): readonly Point[] {
  return points.filter(({ value }, i) => i > 0 && value !== points[i - 1]?.value);
}
