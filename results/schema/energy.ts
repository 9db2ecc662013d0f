/** What energy sensors said of one timed window: the part of a measurement that no worker can know. */
import * as z from 'zod';
import { absenceSchema, readingSchema } from './reading.ts';

/** What lies in what: of two boundaries of one device, the wider counts the narrower. Memory lies beside its package. */
export const WIDTH = { die: 0, chip: 1, board: 2, package: 2, dram: 2, chassis: 3 } as const;

const spreadSchema = z.strictObject({ min: z.number(), mean: z.number(), max: z.number() });

/** What the driver told of the target's device in the window; null: it does not tell. */
export const conditionsSchema = z.discriminatedUnion('available', [
  z.strictObject({
    available: z.literal(true),
    /** How often it was asked. */
    looks: z.int().positive(),
    /** By clock domain. */
    clocksMHz: z.record(z.string(), spreadSchema),
    temperatureC: spreadSchema.nullable(),
    powerLimitW: z.number().nullable(),
    /** Why clocks were held down, each with the share of looks at which it was so; empty: they were not. */
    throttled: z.record(z.string(), z.number()).nullable(),
    /** The most processes that computed on the device at once, the worker among them. */
    processes: z.int().nonnegative().nullable(),
  }),
  absenceSchema,
]);

/** One sensor's own. */
export const sensorReadingSchema = z.strictObject({
  /** `nvml/0`, `rapl/package-0` */
  sensor: z.string(),
  /** `nvidia/0`; null: the host. */
  device: z.string().nullable(),
  boundary: z.string(),
  energyJ: readingSchema,
  idlePowerW: readingSchema,
});

/** Of the target's own device: a board, or the host's packages and their memory. `widestEnergyJ`: of all that is around it too. */
export const cellEnergySchema = z.strictObject({
  energyJ: readingSchema,
  meanPowerW: readingSchema,
  /** Before the run, with nothing of ours running; the same extent as `meanPowerW`. */
  idlePowerW: readingSchema,
  widestEnergyJ: readingSchema,
  conditions: conditionsSchema,
  sensors: z.array(sensorReadingSchema),
});

export type CellEnergy = Readonly<z.infer<typeof cellEnergySchema>>;
export type CellConditions = Readonly<z.infer<typeof conditionsSchema>>;
export type SensorReading = Readonly<z.infer<typeof sensorReadingSchema>>;
