/** Do the sensors of one window agree? Two of one extent should say the same, and none more than what is around it. Pure. */
import * as z from 'zod';
import type { RunRecord } from '../record.ts';
import { type SensorReading, sensorReadingSchema, WIDTH } from '../schema/energy.ts';
import { sum } from '../statistics/quantiles.ts';
import { type Finding, finding, findingSchema, missing } from './finding.ts';

/** Two sensors of one extent may be this far apart: what NVIDIA states for the power its driver tells (NVML reference). */
const APART = 0.05;
/** What lies inside may seem this much larger than what is around it. */
const ABOVE = 0.02;

const sideSchema = z.strictObject({
  /** Sensors of one source, device and boundary, added up. */
  sensors: z.array(z.string()),
  boundary: z.string(),
  method: z.string(),
  energyJ: z.number(),
});

export const agreementSchema = z.strictObject({
  /** `same`: two sources of one extent. `within`: the first lies inside the second. */
  relation: z.enum(['same', 'within']),
  first: sideSchema,
  second: sideSchema,
  /** Energy of the first ÷ energy of the second. */
  ratio: z.number(),
  holds: z.boolean(),
});

export const sensorsSchema = z.strictObject({
  /** The window; null: it was not measured. */
  windowMs: z.number().nullable(),
  readings: z.array(sensorReadingSchema),
  agreements: z.array(agreementSchema),
  /** Why there is nothing to compare; null where there is. */
  reason: findingSchema.nullable(),
});

export type Agreement = Readonly<z.infer<typeof agreementSchema>>;
export type Sensors = Readonly<z.infer<typeof sensorsSchema>>;
type Side = Agreement['first'] & { readonly device: string | null };

/** What the sensors said of a target's long window. */
export function sensorsOf({ context, cells }: Pick<RunRecord, 'context' | 'cells'>, target: string): Sensors {
  const planned = context.plan.find(cell => cell.kind === 'sustained' && cell.target === target);
  const outcome = cells.find(({ cell }) => cell === planned?.id)?.outcome;
  if (outcome?.status !== 'measured') {
    return { windowMs: null, readings: [], agreements: [], reason: reasonWithout(cells) };
  }
  const { sensors, energyJ, window } = outcome.measurement;
  const found = agreements(sensors);
  return {
    windowMs: window.endMs - window.startMs,
    readings: sensors,
    agreements: found,
    reason: found.length > 0 ? null : reasonFor(sensors, energyJ.available ? null : missing(energyJ)),
  };
}

/** What the short windows said is why no long one was planned. */
function reasonWithout(cells: RunRecord['cells']): Finding {
  for (const { outcome } of cells) {
    if (outcome.status === 'measured' && !outcome.measurement.energyJ.available)
      return missing(outcome.measurement.energyJ);
  }
  return finding('no-long-window');
}

function reasonFor(sensors: readonly SensorReading[], unread: Finding | null): Finding {
  const read = sensors.filter(({ energyJ }) => energyJ.available).length;
  if (sensors.length === 0) return unread ?? finding('no-energy-sensor');
  if (read === 0) return finding('no-sensor-read', { sensors: sensors.length }, unread === null ? [] : [unread]);
  return finding('no-comparable-sensors');
}

/** Every two sides that can be held against each other. */
export function agreements(sensors: readonly SensorReading[]): Agreement[] {
  const sides = sidesOf(sensors);
  return sides.flatMap((side, i) =>
    sides.slice(i + 1).flatMap(other => {
      const relation = relationOf(side, other);
      if (relation === null) return [];
      const [first, second] = widthOf(side) <= widthOf(other) ? [side, other] : [other, side];
      const ratio = first.energyJ / second.energyJ;
      const agrees = relation === 'same' ? Math.abs(ratio - 1) <= APART : ratio <= 1 + ABOVE;
      return [{ relation, first: shown(first), second: shown(second), ratio, holds: agrees }];
    }),
  );
}

/** Estimated readings are never used to check a sensor. A side with a sensor missing is left out. */
function sidesOf(sensors: readonly SensorReading[]): Side[] {
  const extentOf = ({ sensor, device, boundary }: SensorReading) =>
    JSON.stringify([device, sensor.slice(0, sensor.lastIndexOf('/')), boundary]);
  return [...new Set(sensors.map(extentOf))].flatMap(extent => {
    const parts = sensors.filter(sensor => extentOf(sensor) === extent);
    const [first] = parts;
    const joules = parts.flatMap(({ energyJ }) =>
      energyJ.available && energyJ.method !== 'estimated' ? [energyJ] : [],
    );
    if (first === undefined || joules.length < parts.length) return [];
    const { device, boundary } = first;
    const method = [...new Set(joules.map(({ method }) => method))].join(' + ');
    const energyJ = sum(joules.map(({ value }) => value));
    return [{ sensors: parts.map(({ sensor }) => sensor), device, boundary, method, energyJ }];
  });
}

/** A chassis is around every device; else only what is of one device can be compared. */
function relationOf(side: Side, other: Side): Agreement['relation'] | null {
  const chassis = [side, other].filter(({ boundary }) => boundary === 'chassis').length;
  if (side.device !== other.device && chassis !== 1) return null;
  if (side.boundary === other.boundary) return 'same';
  return widthOf(side) === widthOf(other) ? null : 'within';
}

function widthOf({ boundary }: Side): number {
  return new Map(Object.entries(WIDTH)).get(boundary) ?? Number.NaN;
}

const shown = ({ sensors, boundary, method, energyJ }: Side): Agreement['first'] => ({
  sensors,
  boundary,
  method,
  energyJ,
});
