/** The machine of a run: its processor, memory and limits, and the accelerators that its tools list. */
import * as z from 'zod';
import { limitsSchema } from './limits.ts';
import { readingSchema } from './reading.ts';

export const machineSchema = z.strictObject({
  /** Its name where the user gave one, else the host's name and a hash. */
  id: z.string(),
  /** By `--machine`: the host's name may change from run to run, as a container's does. */
  named: z.boolean(),
  hostname: z.string(),
  os: z.string(),
  kernel: z.string(),
  arch: z.string(),
  cpu: z.strictObject({ vendor: z.string(), name: z.string(), cores: z.int(), physicalCores: z.int() }),
  memoryBytes: z.number(),
  /** What of it this process may use; null: nobody looked, as of schema 1. */
  limits: limitsSchema.nullable(),
  virtual: z.boolean(),
  accelerators: z.array(
    z.strictObject({
      vendor: z.string(),
      name: z.string(),
      driver: z.string().nullable(),
      memoryBytes: readingSchema,
      /** As of a target's device. */
      partitioned: z.boolean().nullable().exactOptional(),
    }),
  ),
});

export type Machine = Readonly<z.infer<typeof machineSchema>>;
