/** What the harness adds to a step: the same steps in a bare loop and in a timed window, in turns, in one process. */
import * as z from 'zod';
import { readingSchema } from './reading.ts';

const milliseconds = z.number().positive();

/** Two stretches of equally many steps, one right after the other. All per step. */
const blockSchema = z.strictObject({
  first: z.enum(['bare', 'window']),
  /** From before the first step to behind the last, by a loop that does nothing else. */
  bareMs: milliseconds,
  /** The mean of the step times that a cell would record. */
  recordedMs: milliseconds,
  /** From before the memory window is opened to behind its end, everything around the steps included. */
  windowMs: milliseconds,
});

export const overheadSchema = z.strictObject({
  /** In each stretch. */
  steps: z.int().positive(),
  blocks: z.array(blockSchema).min(1),
  clock: z.strictObject({
    /** The least time other than 0 between two readings, one right after the other. */
    tickMs: milliseconds,
    /** What one reading takes. */
    readingMs: milliseconds,
  }),
  /** Share of one core that the sampler and its tools took since it started. */
  samplerShare: readingSchema,
});

export type Overhead = Readonly<z.infer<typeof overheadSchema>>;
export type OverheadBlock = Overhead['blocks'][number];
