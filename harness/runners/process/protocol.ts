/** What a runner in a process of its own answers (DESIGN.md, Runners; docs/RUNNERS.md): JSON lines, one request, one answer. */
import * as z from 'zod';
import { onOneLine } from '../../../results/printable.ts';
import { FAULT_CODES, PROBE_SUMS, sha } from '../../../results/schema/outcome.ts';

export const PROTOCOL = 1;

/** A longer line is a fault, on both sides. */
export const LONGEST_LINE_BYTES = 16 * 2 ** 20;

const name = z.string().min(1);
/** Words for people. A device's name or a version of 10 kB is none. */
const LONGEST_WORDS = 500;
const words = z.string().transform(text => onOneLine(text, LONGEST_WORDS));
const kebab = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'give a name in lower-case kebab, as my-name');
/** It becomes part of a target's id. */
const deviceId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, 'give letters, digits and . _ : -, as cuda:0');
/** More boards than any machine has; each is tried. */
const MOST_DEVICES = 1024;
const distinct = (names: readonly string[]): boolean => new Set(names).size === names.length;
const pid = z.int().positive();
const milliseconds = z.number().nonnegative();

const byName = (versions: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(versions).map(([of, version]) => [onOneLine(of, LONGEST_WORDS), version]));

export const errorSchema = z.object({
  error: z.object({ code: z.enum(FAULT_CODES).catch('internal'), message: words }),
});

export const runnerDeviceSchema = z.object({
  id: deviceId,
  vendor: words.nullable(),
  name: words,
  index: z.int().nonnegative(),
  uuid: z.string().optional(),
  memoryBytes: z.number().positive().nullable(),
});

export const helloSchema = z.object({
  protocol: z.int(),
  runner: kebab,
  versions: z.record(z.string(), words).transform(byName),
  devices: z
    .array(runnerDeviceSchema)
    .max(MOST_DEVICES)
    .refine(devices => distinct(devices.map(({ id }) => id)), 'two devices have one id'),
  strategies: z.array(kebab).min(1).refine(distinct, 'a strategy is named twice'),
  pid: pid.optional(),
});

export const tryAnswerSchema = z.discriminatedUnion('works', [
  z.object({ works: z.literal(true), kernel: words.pipe(name) }),
  z.object({ works: z.literal(false), reason: words }),
]);

export const openAnswerSchema = z.object({
  createMs: milliseconds,
  options: z.record(z.string(), z.unknown()),
  kernel: words.nullable().default(null),
  notes: z.array(words),
  pids: z.array(pid),
});

export const stepsAnswerSchema = z.object({
  groups: z.array(z.object({ steps: z.int().positive(), ms: milliseconds })),
  clock: z.enum(['device-events', 'host-synchronised']),
  /** Of the machine's monotonic clock. Beyond 2⁵³ ns, 104 days after its start, a double is a microsecond off. */
  startNs: z.number().nonnegative(),
  endNs: z.number().nonnegative(),
  idleMs: milliseconds,
});

const tensorFields = { name, shape: z.array(z.int().nonnegative()), dtype: name };
const outputFields = { loss: z.number().nullable(), choicesSha256: sha.nullable() };

export const summaryAnswerSchema = z.object({
  tensors: z.array(
    z.object({ ...tensorFields, l2: z.number().nullable(), probe: z.array(z.number().nullable()).length(PROBE_SUMS) }),
  ),
  ...outputFields,
});

export const filesAnswerSchema = z.object({
  tensors: z.array(z.object({ ...tensorFields, file: name })),
  choices: name.optional(),
  ...outputFields,
});

export const memoryAnswerSchema = z.object({
  peakBytes: z.number().nonnegative().nullable(),
  reservedBytes: z.number().nonnegative().nullable(),
});

export const traceAnswerSchema = z.object({ partsMs: z.record(z.string(), milliseconds) });

export const closedSchema = z.object({});

export type RunnerDevice = Readonly<z.infer<typeof runnerDeviceSchema>>;
export type Hello = Readonly<z.infer<typeof helloSchema>>;
export type TryAnswer = Readonly<z.infer<typeof tryAnswerSchema>>;
export type StepsAnswer = Readonly<z.infer<typeof stepsAnswerSchema>>;
export type FilesAnswer = Readonly<z.infer<typeof filesAnswerSchema>>;
