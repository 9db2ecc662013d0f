/** A suite as its YAML has it: which workloads, in which passes and routings, how often. */
import * as z from 'zod';
import { PRODUCTS } from './cases.ts';
import { layerChangeSchema, routerChangeSchema } from './request/changes.ts';
import { SCALABLE } from './request/dims.ts';
import { lackText, ownSizeLack, type SuitePlace } from './suite-lacks.ts';
import { UsageError } from './usage-error.ts';
import { dtypeSchema, partSchema, passSchema } from './workload.ts';
import { parseYaml } from './yaml.ts';

/** In place of a model's id: each of them. */
export const ALL_MODELS = 'all';

const milliseconds = z.number().nonnegative();

export const timingSchema = z.strictObject({
  /** A cell is timed until both are reached: this long, and this many steps (never more than `maxSteps`). */
  minWindowMs: milliseconds,
  minSteps: z.int().positive(),
  maxSteps: z.int().positive(),
  /** A cell is warmed up for so long at least, settled or not; without this for 100 ms. Never longer than `maxWarmupMs`. */
  minWarmupMs: milliseconds.exactOptional(),
  maxWarmupMs: milliseconds,
  /** A cell that is not done by then is a fault. */
  timeoutMs: z.number().positive(),
  /** A cell that would take longer by what was measured before it is skipped; without this, `timeoutMs` is the limit. */
  maxCellMs: z.number().positive().optional(),
});
const checkedTimingSchema = timingSchema
  .refine(({ minSteps, maxSteps }) => minSteps <= maxSteps, { path: ['minSteps'], message: 'more than maxSteps' })
  .refine(({ minWarmupMs = 0, maxWarmupMs }) => minWarmupMs <= maxWarmupMs, {
    path: ['minWarmupMs'],
    message: 'more than maxWarmupMs',
  });

/** What is done with a cell that others disturbed: keep it and say so, take it once more, or call it a fault. */
export const DISTURBED_POLICIES = ['warn', 'retry', 'fail'] as const;

export type DisturbedPolicy = (typeof DISTURBED_POLICIES)[number];

const workloadShape = z.strictObject({
  /** `all`: every model that can be run. Not said: a layer of the dims of `scale` alone (request/own-size.ts). */
  model: z.string().nullable().default(null),
  part: partSchema.default('moe-layer'),
  scale: z.partialRecord(z.enum(SCALABLE), z.int()).default({}),
  /** Fields of the router and of the layer in place of the model's. */
  router: routerChangeSchema.exactOptional(),
  layer: layerChangeSchema.exactOptional(),
  passes: z.array(passSchema).min(1),
  routings: z.array(z.string()).min(1),
  /** null: as the model was trained. */
  dispatches: z.array(z.string().nullable()).min(1).default([null]),
  dtypes: z.array(dtypeSchema).min(1),
  learningRate: z.number().optional(),
  /** Cut down to what fits the memory there is (suites/fit.ts). */
  fit: z.boolean().default(false),
  /** Left out, with the reason, where it needs more memory than there is; without this it is a fault of its cells. */
  optional: z.boolean().exactOptional(),
  /**
   * Matrix products timed in the same rounds; not said: `roofline` and `own`. Works of one dtype are all held against the fastest
   * product of that dtype, so one of several may bring the list for all.
   */
  products: z.array(z.enum(PRODUCTS)).exactOptional(),
  /** Timed once more on each target, for as long as the suite's `sustained` says. */
  sustained: z.boolean().default(false),
});

const workloadsSchema = workloadShape.superRefine(({ model, part, scale }, context) => {
  if (model !== null) return;
  const lack = part === 'moe-layer' ? ownSizeLack(scale) : `a ${part} needs a model; give model`;
  if (lack !== null) context.addIssue({ code: 'custom', message: lack });
});

export const suiteSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]+$/),
    rounds: z.int().positive(),
    seed: z.int().nonnegative().default(1),
    /** A run that is expected to take longer leaves strategies out, never rounds (harness/estimate.ts). */
    maxMinutes: z.number().positive().exactOptional(),
    timing: checkedTimingSchema,
    /** Which targets it is for; not said: all. The processors of the host are no accelerators. */
    targets: z.literal('accelerators').exactOptional(),
    /** What is done with a cell that others disturbed; not said: `warn`. */
    disturbed: z.enum(DISTURBED_POLICIES).exactOptional(),
    /** The timing of sustained cells. */
    sustained: checkedTimingSchema.nullable().default(null),
    workloads: z.array(workloadsSchema).min(1),
  })
  .refine(({ sustained, workloads }) => sustained !== null || !workloads.some(entry => entry.sustained), {
    path: ['workloads'],
    message: 'one is sustained, and the suite has no timing for it: give sustained',
  });

const PLACES: readonly SuitePlace[] = [
  { path: '', name: 'suite', shape: suiteSchema.shape },
  { path: 'timing', name: 'timing', shape: timingSchema.shape },
  { path: 'sustained', name: 'timing', shape: timingSchema.shape },
  { path: 'workloads.*', name: 'workload', shape: workloadShape.shape },
];

export type Timing = Readonly<z.infer<typeof timingSchema>>;
export type Suite = Readonly<z.infer<typeof suiteSchema>>;

/** UsageError with path and line for a text that is no suite. */
export function parseSuite(text: string, path: string): Suite {
  const yaml = parseYaml(text, path);
  const parsed = suiteSchema.safeParse(yaml.value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
  const keys = where.map(key => (typeof key === 'symbol' ? String(key) : key));
  throw new UsageError(
    `${path}:${yaml.lineOf(keys)}: ${keys.join('.') || 'suite'}: ${issue === undefined ? 'does not hold' : lackText(issue, yaml.value, PLACES)}`,
  );
}
