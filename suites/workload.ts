/**
 * A workload: everything that changes an arithmetic result, and nothing else. Two machines that ran workloads of the
 * same `workloadSha256` (identity.ts) did the same work; only those are compared (DESIGN.md, Identity).
 */
import * as z from 'zod';

/**
 * `tf32`: float32 tensors, products of operands rounded to 10 bits of fraction. `float8-tensorwise`: bfloat16 tensors, products in
 * float8, one scale a tensor: forward operands e4m3 times 448 ÷ their largest magnitude, gradients e5m2 times 57344 ÷ theirs.
 */
export const DTYPES = ['float32', 'tf32', 'float16', 'bfloat16', 'float8-tensorwise', 'float64'] as const;
/** `train` is forward, backward and the optimizer: the pass of a train-step, and of nothing else. */
export const PASSES = ['forward', 'forward-backward', 'train'] as const;
export const LAYER_PASSES = ['forward', 'forward-backward'] as const;
export const PARTS = ['moe-layer', 'moe-block', 'train-step'] as const;

const positiveInteger = z.int().positive();

export const dtypeSchema = z.enum(DTYPES);
export const passSchema = z.enum(PASSES);
export const partSchema = z.enum(PARTS);

export const ROUTER_SCORES = ['softmax', 'sigmoid'] as const;

/**
 * Keep the `kept` best of `count` groups before choosing experts. A group's score is the sum of its two best experts
 * (DeepSeek-V3); `by: 'best'`: its best expert (DeepSeek-V2).
 */
export const groupsSchema = z.strictObject({
  count: positiveInteger,
  kept: positiveInteger,
  by: z.literal('best').exactOptional(),
});

/** How scores become choices and weights. `bias`: the logits have a bias [E] of their own. */
export const routerSchema = z.strictObject({
  score: z.enum(ROUTER_SCORES),
  normalise: z.boolean(),
  scale: z.number().positive(),
  groups: groupsSchema.nullable(),
  bias: z.boolean(),
});

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Which experts get which tokens. A zipf table holds C_e (DESIGN.md, Routing), a trace the recorded choices, [T,k] row-major
 * as little-endian 16-bit integers in base64: the workload carries its own numbers.
 */
export const routingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('learned') }),
  z.strictObject({ kind: z.literal('balanced') }),
  z.strictObject({ kind: z.literal('zipf'), exponent: z.number().positive(), thresholds: z.array(positiveInteger) }),
  z.strictObject({ kind: z.literal('trace'), choices: z.string().regex(BASE64) }),
]);

/** `capacity`: an expert takes at most ⌈factor·T·k/E⌉ rows and has room for just as many; the rest are dropped. */
export const dispatchSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dropless') }),
  z.strictObject({ kind: z.literal('capacity'), factor: z.number().positive() }),
]);

/** Gated: `swiglu` silu(a)⊙b, `geglu` gelu(a)⊙b, `clamped-swiglu` (docs/WORKLOADS.md); ungated: relu(a), relu(a)², gelu(a). */
export const ACTIVATIONS = ['swiglu', 'geglu', 'relu', 'clamped-swiglu', 'relu2', 'gelu'] as const;
export const activationSchema = z.enum(ACTIVATIONS);
export const WEIGHT_PLACES = ['output', 'input'] as const;

/** The shared expert, where it is no plain one. Absent fields leave a workload's hash as it was before they were known. */
export const sharedFields = {
  /** Width of the one shared expert, where it is not that of a routed expert. */
  sharedFfn: positiveInteger.exactOptional(),
  /** The shared expert's output is multiplied by sigmoid(x · shared.gate), one value a token (Qwen2-MoE). */
  sharedGate: z.literal(true).exactOptional(),
};

/** The widths and counts of an MoE layer, and what its experts compute: a model's file has the same fields. */
export const layerFields = {
  hidden: positiveInteger,
  ffn: positiveInteger,
  experts: positiveInteger,
  topK: positiveInteger,
  sharedExperts: z.int().nonnegative(),
  ...sharedFields,
  activation: activationSchema,
  /** Experts have biases b1, b2 (and b3 where they are gated). */
  expertBiases: z.boolean(),
  /** What the weight of a choice multiplies: the expert's output, or (Llama 4) its input. */
  weightOn: z.enum(WEIGHT_PLACES),
};

/** An MoE layer: all it takes to compute one, whatever stands around it. */
const moeFields = { ...layerFields, router: routerSchema, routing: routingSchema, dispatch: dispatchSchema };

const rotary = { ropeDim: positiveInteger, ropeTheta: z.number().positive() };

/** Causal self-attention with rotary positions. `gqa`: heads share keys and values; `mla`: DeepSeek's latent form. */
export const attentionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('gqa'),
    heads: positiveInteger,
    kvHeads: positiveInteger,
    headDim: positiveInteger,
    ...rotary,
    /** RMSNorm over each head of queries and keys, before the rotation. */
    qkNorm: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('mla'),
    heads: positiveInteger,
    /** Rank of the queries' bottleneck; null: none. */
    queryRank: positiveInteger.nullable(),
    kvRank: positiveInteger,
    /** Widths of a head's unrotated part, of its rotated part (`ropeDim`), and of its values. */
    nopeDim: positiveInteger,
    valueDim: positiveInteger,
    ...rotary,
  }),
]);

const base = { version: z.literal(1), dtype: dtypeSchema, seed: z.int().nonnegative(), tokens: positiveInteger };

export const layerWorkloadSchema = z.strictObject({
  ...base,
  part: z.literal('moe-layer'),
  pass: z.enum(LAYER_PASSES),
  ...moeFields,
});

/** What stands around an MoE layer: attention, and RMSNorm with `normEpsilon`. */
export const aroundFields = { attention: attentionSchema, normEpsilon: z.number().positive() };

/** A block computes sequences of `sequence` tokens. */
const blockFields = { sequence: positiveInteger, ...aroundFields };

export const blockWorkloadSchema = z.strictObject({
  ...base,
  part: z.literal('moe-block'),
  pass: z.enum(LAYER_PASSES),
  ...blockFields,
  ...moeFields,
});

/** The layers of a model and what is at its ends; and how its experts are balanced without a loss. */
export const stackFields = {
  layers: positiveInteger,
  /** The first `firstDense` layers are dense, and of the others all but every `moeEvery`-th; their width is `denseFfn`. */
  firstDense: z.int().nonnegative(),
  moeEvery: positiveInteger,
  denseFfn: positiveInteger.nullable(),
  vocab: positiveInteger,
  /** The head is the embedding, transposed. */
  tied: z.boolean(),
  /** Step of the bias that balances experts (DeepSeek-V3); 0: there is none. */
  selectionBiasRate: z.number().nonnegative(),
};

/** What is added to the text's own loss, for each MoE layer. */
export const lossesSchema = z.strictObject({ balance: z.number().nonnegative(), z: z.number().nonnegative() });

/** A whole language model, and one step of training it. */
export const trainWorkloadSchema = z.strictObject({
  ...base,
  part: z.literal('train-step'),
  pass: z.literal('train'),
  ...blockFields,
  ...moeFields,
  ...stackFields,
  losses: lossesSchema,
  optimizer: z.strictObject({
    kind: z.literal('adamw'),
    learningRate: z.number().positive(),
    beta1: z.number().nonnegative().lt(1),
    beta2: z.number().nonnegative().lt(1),
    epsilon: z.number().positive(),
    weightDecay: z.number().nonnegative(),
  }),
  /** The text it is trained on: bytes of a seeded grammar (suites/text/), `bytes` of them, with their SHA-256. */
  text: z.strictObject({
    kind: z.literal('grammar'),
    seed: z.int().nonnegative(),
    bytes: positiveInteger,
    sha256: z.string(),
  }),
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

/** Two vectors added: the speed of memory. */
export const streamWorkloadSchema = z.strictObject({
  version: z.literal(1),
  part: z.literal('stream'),
  pass: z.literal('forward'),
  dtype: dtypeSchema,
  seed: z.int().nonnegative(),
  elements: positiveInteger,
});

export const workloadSchema = z.discriminatedUnion('part', [
  layerWorkloadSchema,
  blockWorkloadSchema,
  trainWorkloadSchema,
  gemmWorkloadSchema,
  streamWorkloadSchema,
]);

export type Dtype = z.infer<typeof dtypeSchema>;
export type Pass = z.infer<typeof passSchema>;
export type Router = Readonly<z.infer<typeof routerSchema>>;
export type RouterGroups = Readonly<z.infer<typeof groupsSchema>>;
export type Routing = Readonly<z.infer<typeof routingSchema>>;
export type Dispatch = Readonly<z.infer<typeof dispatchSchema>>;
export type Activation = z.infer<typeof activationSchema>;
export type Attention = Readonly<z.infer<typeof attentionSchema>>;
export type Part = z.infer<typeof partSchema>;
export type Matmul = Readonly<z.infer<typeof matmulSchema>>;
export type LayerWorkload = Readonly<z.infer<typeof layerWorkloadSchema>>;
export type GemmWorkload = Readonly<z.infer<typeof gemmWorkloadSchema>>;
export type BlockWorkload = Readonly<z.infer<typeof blockWorkloadSchema>>;
export type TrainWorkload = Readonly<z.infer<typeof trainWorkloadSchema>>;
/** A workload with MoE layers in it: every one but the matrix products alone. */
export type MoeWorkload = LayerWorkload | BlockWorkload | TrainWorkload;
export type StreamWorkload = Readonly<z.infer<typeof streamWorkloadSchema>>;
export type Workload = MoeWorkload | GemmWorkload | StreamWorkload;

/** Whether a workload is a part of a model, and not a denominator. */
export function isMoe(workload: Workload): workload is MoeWorkload {
  return workload.part !== 'gemm' && workload.part !== 'stream';
}
