/** What a runner says when it is asked: a union by `status`, plain JSON, as `moebench detect --json` has it. */
import * as z from 'zod';
import type { triedSchema } from '../../../results/record.ts';
import { FAULT_CODES } from '../../../results/schema/outcome.ts';
import { NAMED_BY, OUR_RUNNER_NAMES } from './command.ts';

const asked = {
  label: z.string(),
  namedBy: z.enum(NAMED_BY),
  ours: z.enum(OUR_RUNNER_NAMES).nullable(),
  command: z.array(z.string()).min(1),
};

export const answeredDeviceSchema = z.strictObject({
  /** As the runner names it: `cuda:0`. */
  id: z.string(),
  /** Who made it, by the runner's word; null: it cannot tell. */
  vendor: z.string().nullable(),
  name: z.string(),
  index: z.int().nonnegative(),
  uuid: z.string().exactOptional(),
  memoryBytes: z.number().positive().nullable(),
});

export const runnerAnswerSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('answered'),
    ...asked,
    runner: z.string(),
    versions: z.record(z.string(), z.string()),
    strategies: z.array(z.string()).min(1),
    devices: z.array(answeredDeviceSchema),
    /** What it wrote to standard error meanwhile, its end: a driver that does not fit speaks there. */
    words: z.string(),
  }),
  /** The interpreter works, and its framework is not installed. */
  z.strictObject({ status: z.literal('absent'), ...asked, howToGet: z.string() }),
  z.strictObject({
    status: z.literal('failed'),
    ...asked,
    code: z.enum(FAULT_CODES),
    message: z.string(),
    /** The last line it wrote to standard error; empty: it wrote none. */
    lastWords: z.string(),
    fix: z.string(),
  }),
]);

export type RunnerAnswer = Readonly<z.infer<typeof runnerAnswerSchema>>;
export type Answered = Extract<RunnerAnswer, { status: 'answered' }>;
export type AnsweredDevice = Readonly<z.infer<typeof answeredDeviceSchema>>;
export type Tried = Readonly<z.infer<typeof triedSchema>>;
