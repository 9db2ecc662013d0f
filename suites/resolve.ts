/** From what a person asks for (a model, a few changed dims, a routing) to a workload, every field decided. */
import { findModel, type Model } from './models.ts';
import { capacityOf } from './moe/routing/capacity.ts';
import { zipfThresholds } from './moe/routing/routing.ts';
import { traceName } from './moe/routing/trace.ts';
import { layerCounts } from './moe/sizes.ts';
import { grammarText } from './text/grammar.ts';
import { readTrace, type Traced, traceFileOf } from './trace-file.ts';
import { UsageError } from './usage-error.ts';
import {
  type Attention,
  attentionSchema,
  type Dispatch,
  type Dtype,
  LAYER_PASSES,
  type LayerWorkload,
  type MoeWorkload,
  type Part,
  type Pass,
  type Routing,
  sha256,
} from './workload.ts';

/** Dims that may differ from the model's own, by the part that has them. Widths and counts: the router stays the model's. */
const LAYER_DIMS = ['tokens', 'hidden', 'ffn', 'experts', 'topK', 'sharedExperts'] as const;
const ATTENTION_DIMS = [
  'heads',
  'kvHeads',
  'headDim',
  'queryRank',
  'kvRank',
  'nopeDim',
  'ropeDim',
  'valueDim',
] as const;
const BLOCK_DIMS = [...LAYER_DIMS, 'sequence', ...ATTENTION_DIMS] as const;
const LAYERS_DIMS = ['layers', 'firstDense', 'moeEvery', 'denseFfn', 'vocab'] as const;
export const SCALABLE = [...BLOCK_DIMS, ...LAYERS_DIMS] as const;
const DIMS_OF: Readonly<Record<Part, readonly string[]>> = {
  'moe-layer': LAYER_DIMS,
  'moe-block': BLOCK_DIMS,
  'train-step': SCALABLE,
};
export type Scaling = Readonly<Partial<Record<(typeof SCALABLE)[number], number>>>;

export type WorkloadRequest = {
  readonly model: string;
  readonly part: Part;
  readonly scale: Scaling;
  readonly pass: Pass;
  readonly dtype: Dtype;
  readonly routing: string;
  /** `dropless` or `capacity:<factor>`; null: as the model was trained. */
  readonly dispatch: string | null;
  readonly seed: number;
  /** Of a train-step, where it is not the default. */
  readonly learningRate?: number;
};
export type LayerRequest = Omit<WorkloadRequest, 'part' | 'dispatch'> & { readonly dispatch?: string | null };

export const DEFAULT_TOKENS = 4096;
export const DEFAULT_SEQUENCE = 1024;
/** As the loss curves of most published runs have them (Llama 2, arXiv:2307.09288, section 2.2), but for the rate. */
export const DEFAULT_LEARNING_RATE = 1e-3;
const ADAMW = {
  kind: 'adamw',
  learningRate: DEFAULT_LEARNING_RATE,
  beta1: 0.9,
  beta2: 0.95,
  epsilon: 1e-8,
  weightDecay: 0.1,
} as const;
/** Bytes of text a train-step learns from, over and over. */
const TEXT_BYTES = 2 ** 16;
/** Above 2⁵³ ÷ 2¹² tokens the draws of `routing` would no longer be exact; far below, nothing fits a machine. */
const MOST_TOKENS = 2 ** 24;
/** Twice the widest layer published (Switch-C); a graph has its nodes for each expert, so more would not fit this program. */
const MOST_EXPERTS = 4096;
const MOST_LAYERS = 1024;
/** A dispatch numbers the cells of [T,E] and the rows of all experts in int32. */
const MOST_INDEXED = 2 ** 31 - 1;
/** The zipf table counts in 2⁻²⁴: a steeper law leaves the tail nothing to count. */
const STEEPEST_ZIPF = 8;
/** A byte is a token. */
const BYTE_VALUES = 256;

/** The workload asked for. UsageError, naming the value and its bound, for one that cannot be. */
export function resolveWorkload(request: WorkloadRequest): MoeWorkload {
  const model = findModel(request.model);
  const { part, scale, pass, learningRate } = request;
  const stray = Object.keys(scale).find(name => !DIMS_OF[part].includes(name));
  if (stray !== undefined) throw new UsageError(`${model.id}: a ${part} has no ${stray}; leave it out`);
  if (learningRate !== undefined && part !== 'train-step') {
    throw new UsageError(`${model.id}: a ${part} has no learning rate; leave it out`);
  }
  checkCounts(scale, model);
  const layer = layerFields(request, model);
  if (part === 'moe-layer') return { ...layer, part, pass: layerPass(part, pass) };
  const block = blockFields(request, model, layer.tokens);
  if (part === 'moe-block') return { ...layer, ...block, part, pass: layerPass(part, pass) };
  if (pass !== 'train') throw new UsageError(`a train-step has one pass, train, not '${pass}'`);
  if (block.sequence >= TEXT_BYTES) {
    throw new UsageError(`${model.id}: sequence is ${block.sequence}; its text has ${TEXT_BYTES} bytes, give fewer`);
  }
  return { ...layer, ...block, ...modelFields(request, model), part, pass };
}

/** One MoE layer; of the parts, the one most asked for. */
export function resolveLayer(request: LayerRequest): LayerWorkload {
  const workload = resolveWorkload({ dispatch: null, ...request, part: 'moe-layer' });
  if (workload.part !== 'moe-layer') throw new TypeError('asked for a layer');
  return workload;
}

function layerFields(request: WorkloadRequest, model: Model) {
  if (model.router === null) {
    throw new UsageError(`model '${model.id}' is for reference only: its layer differs (${model.differs.layer})`);
  }
  const { scale, dtype, seed } = request;
  const dims = { tokens: DEFAULT_TOKENS, ...model.layer, ...only(LAYER_DIMS, scale) };
  checkLayer(dims, model);
  const dispatch = parseDispatch(request.dispatch ?? model.dispatch);
  checkIndexed({ ...dims, dispatch }, model);
  return {
    version: 1 as const,
    dtype,
    seed,
    ...dims,
    router: model.router,
    routing: parseRouting(request.routing, { ...dims, model: model.id }),
    dispatch,
  };
}

function blockFields({ scale }: WorkloadRequest, model: Model, tokens: number) {
  const { block, differs } = model;
  if (block === null || differs.block !== null) {
    throw new UsageError(
      `model '${model.id}': only its moe-layer runs; what stands around it differs (${differs.block})`,
    );
  }
  const sequence = scale.sequence ?? Math.min(DEFAULT_SEQUENCE, tokens);
  const attention = scaledAttention(block.attention, scale, model);
  if (sequence < 2) throw new UsageError(`${model.id}: sequence is ${sequence}; give at least 2`);
  if (tokens % sequence !== 0) {
    throw new UsageError(`${model.id}: tokens is ${tokens}; give a multiple of the sequence, ${sequence}`);
  }
  return { sequence, attention, normEpsilon: block.normEpsilon };
}

function scaledAttention(own: Attention, scale: Scaling, { id }: Model): Attention {
  const asked = only(ATTENTION_DIMS, scale);
  const stray = Object.keys(asked).find(name => !(name in own));
  if (stray !== undefined) throw new UsageError(`${id}: its attention (${own.kind}) has no ${stray}; leave it out`);
  const whole = own.kind === 'gqa' && own.ropeDim === own.headDim ? { ropeDim: scale.headDim ?? own.headDim } : {};
  const attention = attentionSchema.parse({ ...own, ...whole, ...asked });
  if (attention.ropeDim % 2 !== 0) throw new UsageError(`${id}: ropeDim is ${attention.ropeDim}; give an even number`);
  if (attention.kind === 'mla') return attention;
  const { heads, kvHeads, headDim, ropeDim } = attention;
  if (heads % kvHeads !== 0)
    throw new UsageError(`${id}: heads is ${heads}; give a multiple of its ${kvHeads} kvHeads`);
  if (ropeDim > headDim) throw new UsageError(`${id}: ropeDim is ${ropeDim}; at most headDim, ${headDim}`);
  return attention;
}

function modelFields({ scale, seed, learningRate }: WorkloadRequest, { id, block }: Model) {
  if (block === null) throw new TypeError(`${id} has no block`);
  const { losses, selectionBiasRate, tied } = block;
  if (losses === null) throw new UsageError(`${id}: the weights of its losses are not known; only its moe-block runs`);
  const { layers, firstDense, moeEvery, denseFfn, vocab } = block;
  const dims = { layers, firstDense, moeEvery, denseFfn, vocab, ...only(LAYERS_DIMS, scale) };
  const fail = (message: string) => new UsageError(`${id}: ${message}`);
  if (dims.vocab < BYTE_VALUES) throw fail(`vocab is ${dims.vocab}; its text is bytes, give at least ${BYTE_VALUES}`);
  if (dims.layers > MOST_LAYERS) throw fail(`layers is ${dims.layers}; at most ${MOST_LAYERS}`);
  if (layerCounts(dims).moe === 0) {
    throw fail(
      `of ${dims.layers} layers with firstDense ${dims.firstDense}, moeEvery ${dims.moeEvery} none has experts`,
    );
  }
  const hasDense = dims.firstDense > 0 || dims.moeEvery > 1;
  if (hasDense && dims.denseFfn === null) throw fail('it has dense layers: give their width, denseFfn');
  if (learningRate !== undefined && !(learningRate > 0)) {
    throw fail(`the learning rate is ${learningRate}; give a positive number`);
  }
  return {
    ...dims,
    tied,
    losses,
    selectionBiasRate,
    optimizer: { ...ADAMW, learningRate: learningRate ?? ADAMW.learningRate },
    text: { kind: 'grammar' as const, seed, bytes: TEXT_BYTES, sha256: sha256(grammarText(seed, TEXT_BYTES)) },
  };
}

function layerPass(part: Part, pass: Pass): LayerWorkload['pass'] {
  if (pass === 'train') throw new UsageError(`a ${part} has the passes ${LAYER_PASSES.join(' and ')}, not 'train'`);
  return pass;
}

/** Those dims of a scaling that are named and given. */
function only<K extends keyof Scaling>(names: readonly K[], scale: Scaling): { [Name in K]?: number } {
  const given: { [Name in K]?: number } = {};
  for (const name of names) {
    const value: number | undefined = scale[name];
    if (value !== undefined) given[name] = value;
  }
  return given;
}

/** `dropless`, or `capacity:<factor>`. */
export function parseDispatch(text: string): Dispatch {
  if (text === 'dropless') return { kind: 'dropless' };
  const factor = Number(/^capacity:(\d+(?:\.\d+)?)$/.exec(text)?.[1]);
  if (!(factor > 0))
    throw new UsageError(`dispatch '${text}': give dropless or capacity:<factor> with a factor above 0`);
  return { kind: 'capacity', factor };
}

export function formatDispatch(dispatch: Dispatch): string {
  return dispatch.kind === 'capacity' ? `capacity:${dispatch.factor}` : dispatch.kind;
}

/**
 * `learned`, `balanced`, `zipf:<exponent>`, with the table a zipf needs for that many experts, or `trace:<file>`, with the
 * choices recorded in the file.
 */
export function parseRouting(text: string, work: Traced): Routing {
  if (text === 'learned' || text === 'balanced') return { kind: text };
  const file = traceFileOf(text);
  if (file !== null) return readTrace(file, work);
  const exponent = Number(/^zipf:(\d+(?:\.\d+)?)$/.exec(text)?.[1]);
  if (!(exponent > 0 && exponent <= STEEPEST_ZIPF)) {
    throw new UsageError(
      `routing '${text}': give learned, balanced, trace:<file> or zipf:<exponent> with 0 < exponent <= ${STEEPEST_ZIPF}`,
    );
  }
  return { kind: 'zipf', exponent, thresholds: zipfThresholds(work.experts, exponent) };
}

/** As it was given; a trace by the first eight digits of its hash, since the workload knows no file. */
export function formatRouting(routing: Routing): string {
  switch (routing.kind) {
    case 'zipf':
      return `zipf:${routing.exponent}`;
    case 'trace':
      return `trace:${traceName(routing)}`;
    default:
      return routing.kind;
  }
}

/** Dims that may be zero: the others are counted from one. */
const FROM_ZERO: readonly string[] = ['sharedExperts', 'firstDense'];

function checkCounts(scale: Scaling, { id }: Model): void {
  for (const [name, value] of Object.entries(scale)) {
    const least = FROM_ZERO.includes(name) ? 0 : 1;
    if (!Number.isInteger(value) || value < least) {
      throw new UsageError(`${id}: ${name} is ${value}; give a whole number of at least ${least}`);
    }
  }
}

function checkLayer(dims: Record<(typeof LAYER_DIMS)[number], number>, model: Model): void {
  const { tokens, experts, topK } = dims;
  const fail = (message: string) => new UsageError(`${model.id}: ${message}`);
  if (tokens > MOST_TOKENS) throw fail(`tokens is ${tokens}; at most ${MOST_TOKENS}`);
  if (experts > MOST_EXPERTS) throw fail(`experts is ${experts}; at most ${MOST_EXPERTS}`);
  if (topK > experts) throw fail(`topK is ${topK}; at most the ${experts} experts`);
  const groups = model.router?.groups ?? null;
  if (groups === null) return;
  if (experts % groups.count !== 0) throw fail(`experts is ${experts}; give a multiple of its ${groups.count} groups`);
  const reachable = (experts / groups.count) * groups.kept;
  if (topK > reachable) throw fail(`topK is ${topK}; the ${groups.kept} groups kept hold only ${reachable} experts`);
}

function checkIndexed(moe: Parameters<typeof capacityOf>[0], { id }: Model): void {
  const { tokens, experts } = moe;
  const rows = experts * (capacityOf(moe) ?? 0);
  if (tokens * experts > MOST_INDEXED) {
    throw new UsageError(`${id}: tokens × experts is ${tokens * experts}; at most ${MOST_INDEXED}`);
  }
  if (rows > MOST_INDEXED)
    throw new UsageError(`${id}: its capacity gives experts ${rows} rows; at most ${MOST_INDEXED}`);
}
