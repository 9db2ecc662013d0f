/** From what a person asks for (a model, a few changed dims, a routing) to a workload, every field decided. */
import { findModel, type Model } from './models.ts';
import { zipfThresholds } from './moe/routing.ts';
import { UsageError } from './usage-error.ts';
import type { Dtype, LayerWorkload, Pass, Routing } from './workload.ts';

/** Dims that may differ from the model's own. Widths and counts only: the router stays the model's. */
export const SCALABLE = ['tokens', 'hidden', 'ffn', 'experts', 'topK', 'sharedExperts'] as const;
export type Scaling = Readonly<Partial<Record<(typeof SCALABLE)[number], number>>>;

export type LayerRequest = {
  readonly model: string;
  readonly scale: Scaling;
  readonly pass: Pass;
  readonly dtype: Dtype;
  readonly routing: string;
  readonly seed: number;
};

export const DEFAULT_TOKENS = 4096;
/** Above 2⁵³ ÷ 2¹² tokens the draws of `routing` would no longer be exact; far below, nothing fits a machine. */
const MOST_TOKENS = 2 ** 24;
/** Twice the widest layer published (Switch-C); a graph has its nodes for each expert, so more would not fit this program. */
const MOST_EXPERTS = 4096;
/** The zipf table counts in 2⁻²⁴: a steeper law leaves the tail nothing to count. */
const STEEPEST_ZIPF = 8;

/** The workload asked for. UsageError, naming the value and its bound, for one that cannot be. */
export function resolveLayer(request: LayerRequest): LayerWorkload {
  const model = findModel(request.model);
  if (model.router === null) {
    throw new UsageError(`model '${model.id}' is for reference only: its layer differs (${model.differs})`);
  }
  const dims = { tokens: DEFAULT_TOKENS, ...model.layer, ...request.scale };
  checkDims(dims, model);
  return {
    version: 1,
    part: 'moe-layer',
    pass: request.pass,
    dtype: request.dtype,
    seed: request.seed,
    ...dims,
    activation: 'swiglu',
    router: model.router,
    routing: parseRouting(request.routing, dims.experts),
    dispatch: { kind: 'dropless' },
  };
}

/** `learned`, `balanced` or `zipf:<exponent>`, with the table a zipf needs for that many experts. */
export function parseRouting(text: string, experts: number): Routing {
  if (text === 'learned' || text === 'balanced') return { kind: text };
  const exponent = Number(/^zipf:(\d+(?:\.\d+)?)$/.exec(text)?.[1]);
  if (!(exponent > 0 && exponent <= STEEPEST_ZIPF)) {
    throw new UsageError(
      `routing '${text}': give learned, balanced or zipf:<exponent> with 0 < exponent <= ${STEEPEST_ZIPF}`,
    );
  }
  return { kind: 'zipf', exponent, thresholds: zipfThresholds(experts, exponent) };
}

export function formatRouting(routing: Routing): string {
  return routing.kind === 'zipf' ? `zipf:${routing.exponent}` : routing.kind;
}

function checkDims(dims: Required<Scaling>, model: Model): void {
  const { tokens, experts, topK } = dims;
  const fail = (message: string) => new UsageError(`${model.id}: ${message}`);
  for (const name of SCALABLE) {
    const least = name === 'sharedExperts' ? 0 : 1;
    if (!Number.isInteger(dims[name]) || dims[name] < least) {
      throw fail(`${name} is ${dims[name]}; give a whole number of at least ${least}`);
    }
  }
  if (tokens > MOST_TOKENS) throw fail(`tokens is ${tokens}; at most ${MOST_TOKENS}`);
  if (experts > MOST_EXPERTS) throw fail(`experts is ${experts}; at most ${MOST_EXPERTS}`);
  if (topK > experts) throw fail(`topK is ${topK}; at most the ${experts} experts`);
  const groups = model.router?.groups ?? null;
  if (groups === null) return;
  if (experts % groups.count !== 0) throw fail(`experts is ${experts}; give a multiple of its ${groups.count} groups`);
  const reachable = (experts / groups.count) * groups.kept;
  if (topK > reachable) throw fail(`topK is ${topK}; the ${groups.kept} groups kept hold only ${reachable} experts`);
}
