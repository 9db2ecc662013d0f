/**
 * A workload: everything that changes an arithmetic result, and nothing else. Two machines that ran workloads of the
 * same `workloadSha256` did the same work; only those are compared (DESIGN.md, Identity).
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';

export const DTYPES = ['float32', 'float64'] as const;
export const PASSES = ['forward', 'forward-backward'] as const;

const positiveInteger = z.int().positive();

export const dtypeSchema = z.enum(DTYPES);
export const passSchema = z.enum(PASSES);

/** How scores become choices and weights. `groups`: keep the `kept` best of `count` groups before choosing experts. */
export const routerSchema = z.strictObject({
  score: z.enum(['softmax', 'sigmoid']),
  normalise: z.boolean(),
  scale: z.number().positive(),
  groups: z.strictObject({ count: positiveInteger, kept: positiveInteger }).nullable(),
});

/** Which experts get which tokens. A zipf table holds C_e (DESIGN.md, Routing): the workload carries its own numbers. */
export const routingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('learned') }),
  z.strictObject({ kind: z.literal('balanced') }),
  z.strictObject({ kind: z.literal('zipf'), exponent: z.number().positive(), thresholds: z.array(positiveInteger) }),
]);

export const dispatchSchema = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('dropless') })]);

export const layerWorkloadSchema = z.strictObject({
  version: z.literal(1),
  part: z.literal('moe-layer'),
  pass: passSchema,
  dtype: dtypeSchema,
  seed: z.int().nonnegative(),
  tokens: positiveInteger,
  hidden: positiveInteger,
  ffn: positiveInteger,
  experts: positiveInteger,
  topK: positiveInteger,
  sharedExperts: z.int().nonnegative(),
  activation: z.literal('swiglu'),
  router: routerSchema,
  routing: routingSchema,
  dispatch: dispatchSchema,
});

/**
 * One matrix product [m,k]·[k,n], either side stored transposed, done `count` times on `count` different right sides.
 * `kept`: the whole product stays in memory until the step ends; else it may be overwritten by the next, as activations are.
 */
export const matmulSchema = z.strictObject({
  m: positiveInteger,
  k: positiveInteger,
  n: positiveInteger,
  transposeA: z.boolean(),
  transposeB: z.boolean(),
  count: positiveInteger,
  kept: z.boolean(),
});

/** Matrix products alone: the suite's own roofline. */
export const gemmWorkloadSchema = z.strictObject({
  version: z.literal(1),
  part: z.literal('gemm'),
  pass: z.literal('forward'),
  dtype: dtypeSchema,
  seed: z.int().nonnegative(),
  matmuls: z.array(matmulSchema).min(1),
});

export const workloadSchema = z.discriminatedUnion('part', [layerWorkloadSchema, gemmWorkloadSchema]);

export type Dtype = z.infer<typeof dtypeSchema>;
export type Pass = z.infer<typeof passSchema>;
export type Router = Readonly<z.infer<typeof routerSchema>>;
export type Routing = Readonly<z.infer<typeof routingSchema>>;
export type Matmul = Readonly<z.infer<typeof matmulSchema>>;
export type LayerWorkload = Readonly<z.infer<typeof layerWorkloadSchema>>;
export type GemmWorkload = Readonly<z.infer<typeof gemmWorkloadSchema>>;
export type Workload = LayerWorkload | GemmWorkload;

/** RFC 8785 canonical JSON: one spelling for one value, whatever the order of its keys. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('canonicalJson: undefined has no JSON form');
  return text;
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** The identity of a workload: equal hashes, equal arithmetic. */
export function workloadSha256(workload: Workload): string {
  return sha256(canonicalJson(workload));
}

/** As `workloadSha256` but blind to the dtype: for putting BF16 beside FP8, labelled as such. */
export function comparisonSha256(workload: Workload): string {
  const { dtype: _, ...rest } = workload;
  return sha256(canonicalJson(rest));
}
