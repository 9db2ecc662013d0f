/** The lines that a sampler writes: its sensors, then every look at them. replay.ts plays them back. */
import * as z from 'zod';
import { BOUNDARIES, type Conditions, type Look, SENSOR_CODES, type Sensor } from '../vendors/sensing/sensor.ts';

export const RECORDING_SCHEMA = 'moebench.sensors/1';

export const refusalSchema = z.strictObject({
  source: z.string(),
  code: z.enum(SENSOR_CODES),
  message: z.string(),
  fix: z.string(),
});

export const sensorSchema = z.strictObject({
  id: z.string(),
  source: z.string(),
  device: z
    .strictObject({ vendor: z.string(), index: z.int(), name: z.string(), uuid: z.string().nullable() })
    .nullable(),
  boundary: z.enum(BOUNDARIES),
  limitW: z.number().nullable(),
});

/** Numbers as the sensor gave them: an absurd number is refused later, where energy is computed. */
const lookSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('power'), powerW: z.number() }),
  z.strictObject({ kind: z.literal('counter'), energyJ: z.number(), wrapsAtJ: z.number().nullable() }),
  z.strictObject({ kind: z.literal('estimate'), powerW: z.number() }),
]);

const conditionsSchema = z.strictObject({
  clocksMHz: z.record(z.string(), z.number()),
  temperatureC: z.number().nullable(),
  powerLimitW: z.number().nullable(),
  throttled: z.array(z.string()).nullable(),
  processes: z.array(z.strictObject({ pid: z.int(), memoryBytes: z.number().nullable() })).nullable(),
  memoryBytes: z.number().nullable(),
});

/** The first line: the sensors found. */
export const foundSchema = z.strictObject({
  kind: z.literal('sensors'),
  schema: z.literal(RECORDING_SCHEMA),
  sensors: z.array(sensorSchema),
  refusals: z.array(refusalSchema),
});

/** Milliseconds of the machine's monotonic clock: process.hrtime in Node, time.monotonic_ns in Python. */
const at = { sensor: z.string(), atMs: z.number() };

const lineSchema = z.discriminatedUnion('kind', [
  foundSchema,
  z.strictObject({ kind: z.literal('look'), ...at, look: lookSchema }),
  z.strictObject({ kind: z.literal('fault'), ...at, code: z.enum(SENSOR_CODES), message: z.string() }),
  z.strictObject({ kind: z.literal('conditions'), ...at, conditions: conditionsSchema }),
]);

export type SensorInfo = Readonly<z.infer<typeof sensorSchema>>;
export type Found = Readonly<z.infer<typeof foundSchema>>;
/** A sensor and the conditions of its device. */
export type DeviceConditions = { readonly sensor: SensorInfo; readonly conditions: Conditions };
export type RecordingLine = Readonly<z.infer<typeof lineSchema>>;

export function infoOf({ id, source, device, boundary, limitW }: Sensor): SensorInfo {
  return { id, source, device, boundary, limitW };
}

/** A line as text. NaN or an infinite number, which JSON cannot hold, becomes a fault of the sensor. */
export function lineText(line: RecordingLine): string {
  const sound = line.kind !== 'look' || Number.isFinite(figureOf(line.look));
  return `${JSON.stringify(sound ? line : unsound(line))}\n`;
}

function figureOf(look: Look): number {
  return look.kind === 'counter' ? look.energyJ : look.powerW;
}

function unsound({ sensor, atMs, look }: Extract<RecordingLine, { kind: 'look' }>): RecordingLine {
  return { kind: 'fault', sensor, atMs, code: 'absurd', message: `the sensor said ${figureOf(look)}` };
}

/** The complete lines of a text; a line that is still being written is left for later. */
export function parseRecording(text: string): readonly RecordingLine[] {
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(line => line !== '')
    .map(line => lineSchema.parse(JSON.parse(line)));
}
