/** A suite: which workloads, in which passes and routings, how often. Written in YAML, resolved to works. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { PRODUCTS, type Products, USUAL_PRODUCTS, type Work } from './cases.ts';
import { DoesNotFit, fittingSlice } from './fit.ts';
import { loadModels } from './models.ts';
import { formatMemory, storedFootprintBytes } from './moe/footprint.ts';
import { resolveWorkload, SCALABLE, type WorkloadRequest } from './resolve.ts';
import { traceFileOf } from './trace-file.ts';
import { UsageError, unknownName } from './usage-error.ts';
import { canonicalJson, dtypeSchema, partSchema, passSchema, sha256 } from './workload.ts';
import { parseYaml } from './yaml.ts';

/** In place of a model's id: each of them. */
const ALL_MODELS = 'all';

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

const workloadsSchema = z.strictObject({
  /** `all`: every model that can be run. */
  model: z.string(),
  part: partSchema.default('moe-layer'),
  scale: z.partialRecord(z.enum(SCALABLE), z.int()).default({}),
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

export type Timing = Readonly<z.infer<typeof timingSchema>>;
export type Suite = Readonly<z.infer<typeof suiteSchema>>;

const FOLDER = new URL('./', import.meta.url);

export function suiteNames(): readonly string[] {
  return readdirSync(FOLDER)
    .filter(name => name.endsWith('.yaml'))
    .map(name => name.slice(0, -'.yaml'.length));
}

/** A suite of ours by name, or any by the path of its file. UsageError with path and line for one that does not hold. */
export function loadSuite(nameOrPath: string): Suite {
  if (suiteNames().includes(nameOrPath)) {
    return parseSuite(readFileSync(new URL(`${nameOrPath}.yaml`, FOLDER), 'utf8'), `${nameOrPath}.yaml`);
  }
  if (!/\.ya?ml$/.test(nameOrPath)) throw unknownName('suite', nameOrPath, suiteNames(), 'or give the path of a .yaml');
  if (!existsSync(nameOrPath)) throw new UsageError(`suite ${nameOrPath}: no such file`);
  return parseSuite(readFileSync(nameOrPath, 'utf8'), nameOrPath);
}

export function parseSuite(text: string, path: string): Suite {
  const yaml = parseYaml(text, path);
  const parsed = suiteSchema.safeParse(yaml.value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
  const keys = where.map(key => (typeof key === 'symbol' ? String(key) : key));
  throw new UsageError(
    `${path}:${yaml.lineOf(keys)}: ${keys.join('.') || 'suite'}: ${issue?.message ?? 'does not hold'}`,
  );
}

/** Of a suite, what can be run on so much memory, and what cannot, with the reason. */
export type SuiteWorks = {
  readonly works: readonly SuiteWork[];
  readonly refused: readonly { readonly what: string; readonly reason: string }[];
};

/** `sustained`: it also gets a long cell on each target. */
export type SuiteWork = Work & { readonly sustained: boolean };

/**
 * Each pass × routing × dispatch × dtype of the suite's workloads, none twice. UsageError for one that cannot be; of `all`
 * models, and of those that are to be fitted, the ones that cannot are refused instead.
 */
export function suiteWorks(suite: Suite, memoryBytes: number): SuiteWorks {
  const works = new Map<string, SuiteWork>();
  const refused = new Map<string, string>();
  for (const entry of suite.workloads) {
    const listed = entry.model === ALL_MODELS;
    for (const request of requestsOf(entry, suite.seed)) {
      try {
        // Resolved as it is first: a mistake is a mistake on any machine.
        if (!listed) resolveWorkload(request);
        const work = resolveWork(request, entry.fit ? memoryBytes : null);
        if (entry.optional === true) assertFits(work, request, memoryBytes);
        const key = canonicalJson(work.workload);
        works.set(key, both({ ...work, ...productsOf(entry), sustained: entry.sustained }, works.get(key)));
      } catch (error) {
        if (!(error instanceof UsageError) || !(listed || error instanceof DoesNotFit)) throw error;
        refused.set(`${request.model}.${request.part}`, error.message);
      }
    }
  }
  return { works: [...works.values()], refused: [...refused].map(([what, reason]) => ({ what, reason })) };
}

const productsOf = ({ products }: Suite['workloads'][number]) => (products === undefined ? {} : { products });

/** A work that a suite names twice is timed once, with all that either asks for. */
function both(work: SuiteWork, other: SuiteWork | undefined): SuiteWork {
  if (other === undefined) return work;
  const sustained = work.sustained || other.sustained;
  if (work.products === undefined && other.products === undefined) return { ...work, sustained };
  const products = [work, other].flatMap(({ products: own }): readonly Products[] => own ?? USUAL_PRODUCTS);
  return { ...work, sustained, products: [...new Set(products)] };
}

/** DoesNotFit for a work that needs more than that by what its tensors take as they are stored. */
function assertFits({ workload }: Work, { model, part }: WorkloadRequest, memoryBytes: number): void {
  const needed = storedFootprintBytes(workload);
  if (needed <= memoryBytes) return;
  throw new DoesNotFit(
    `${model}: this ${part} needs about ${formatMemory(needed)}, ${formatMemory(memoryBytes)} can be used; it is optional and left out`,
  );
}

/** The workload asked for under its names; where `fitBytes` is given, the slice of it that fits so much memory. */
export function resolveWork(request: WorkloadRequest, fitBytes: number | null): Work {
  const { model } = request;
  const traceFile = traceFileOf(request.routing);
  const names = { model, ...(traceFile === null ? {} : { traceFile }) };
  if (fitBytes === null) {
    return { workload: resolveWorkload(request), ...names, scaled: request.scale, fitted: null };
  }
  const { scale, memoryBytes, cut } = fittingSlice(request, fitBytes);
  const workload = resolveWorkload({ ...request, scale });
  return { workload, ...names, scaled: scale, fitted: { memoryBytes, cut } };
}

function requestsOf(entry: Suite['workloads'][number], seed: number): readonly WorkloadRequest[] {
  const { model, part, scale, passes, routings, dispatches, dtypes, learningRate } = entry;
  const models = model === ALL_MODELS ? loadModels().map(({ id }) => id) : [model];
  const rate = learningRate === undefined ? {} : { learningRate };
  return models.flatMap(id =>
    dtypes.flatMap(dtype =>
      dispatches.flatMap(dispatch =>
        routings.flatMap(routing =>
          passes.map(pass => ({ model: id, part, scale, pass, dtype, routing, dispatch, seed, ...rate })),
        ),
      ),
    ),
  );
}

export function suiteSha256(suite: Suite): string {
  return sha256(canonicalJson(suite));
}
