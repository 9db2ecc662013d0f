/** Whether a machine was quiet: its state before a run, and who else used it while a cell ran. The parts of a record's lines. */
import * as z from 'zod';
import { noteFields } from './note.ts';
import { DISTURBANCES } from './note-codes.ts';
import { absenceSchema, readingSchema } from './reading.ts';

export const disturbanceSchema = z.strictObject({ ...noteFields, code: z.enum(DISTURBANCES) });

/** Before a run, with nothing of ours running. */
export const machineStateSchema = z.strictObject({
  /** Of one minute. */
  loadAverage: readingSchema,
  /** Cores' worth of time that processes other than ours used, of the cores this process may run on. */
  otherCores: readingSchema,
  /** The same of time that a hypervisor gave to others. */
  stolenCores: readingSchema,
  /** How many cores are under which frequency governor. */
  governors: z.discriminatedUnion('available', [
    z.strictObject({ available: z.literal(true), cores: z.record(z.string(), z.int().positive()) }),
    absenceSchema,
  ]),
  /** The processor's hottest sensor. */
  temperatureC: readingSchema,
  swapUsedBytes: readingSchema,
  /** Who computes on each board: `nvidia/0`. */
  devices: z.array(z.strictObject({ device: z.string(), name: z.string(), otherProcesses: readingSchema })),
});

/** The control group that was throttled most: periods in which it ran, and in which its CPU quota stopped it. */
export const throttlingSchema = z.discriminatedUnion('available', [
  z.strictObject({
    available: z.literal(true),
    periods: z.int().nonnegative(),
    throttledPeriods: z.int().nonnegative(),
    /** Summed over CPUs. */
    throttledMs: z.number().nonnegative(),
    /** The kernel's count. */
    file: z.string(),
  }),
  absenceSchema,
]);

/** From before a cell's process was started until it had ended. */
export const cellQuietSchema = z.strictObject({
  loadAverage: readingSchema,
  otherCores: readingSchema,
  stolenCores: readingSchema,
  temperatureC: readingSchema,
  /** Pages the whole machine read back from swap. */
  swappedInPages: readingSchema,
  throttling: throttlingSchema,
  /** In the timed window, on the target's board. */
  otherProcesses: readingSchema,
  /** Empty: nothing seen that would disturb it; whether it could be seen, unknown-use.ts tells. */
  disturbed: z.array(disturbanceSchema),
});

export type Disturbance = Readonly<z.infer<typeof disturbanceSchema>>;
export type MachineState = Readonly<z.infer<typeof machineStateSchema>>;
export type CellQuiet = Readonly<z.infer<typeof cellQuietSchema>>;
export type Throttling = Readonly<z.infer<typeof throttlingSchema>>;
