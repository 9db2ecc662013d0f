/** A reading either is there, with how and of what it was taken, or says why not. Never 0, NaN or a guess in its place. */
import { z } from 'zod';

export const readingSchema = z.discriminatedUnion('available', [
  z.strictObject({
    available: z.literal(true),
    value: z.number(),
    /** How it was taken: `VmHWM`, `energy-counter`, … */
    method: z.string(),
    /** Of what: `process`, `package`, `board`, … */
    scope: z.string(),
  }),
  z.strictObject({ available: z.literal(false), reason: z.string() }),
]);

export type Reading = Readonly<z.infer<typeof readingSchema>>;

export const read = (value: number, method: string, scope: string): Reading => ({
  available: true,
  value,
  method,
  scope,
});

export const unavailable = (reason: string): Reading => ({ available: false, reason });
