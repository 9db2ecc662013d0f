/** What a layer may be at most: beyond these its draws, indices or nodes are no longer what they stand for. */
import type { Model } from '../model.ts';
import { capacityOf } from '../moe/routing/capacity.ts';
import { UsageError } from '../usage-error.ts';
import type { Router } from '../workload.ts';
import type { LAYER_DIMS } from './dims.ts';

/** Above 2⁵³ ÷ 2¹² tokens the draws of `routing` would no longer be exact; far below, nothing fits a machine. */
const MOST_TOKENS = 2 ** 24;
/** Twice the widest layer published (Switch-C); a graph has its nodes for each expert, so more would not fit this program. */
const MOST_EXPERTS = 4096;
/** A dispatch numbers the cells of [T,E] and the rows of all experts in int32. */
const MOST_INDEXED = 2 ** 31 - 1;

/** UsageError for dims that no layer with this router can have. */
export function checkLayer(dims: Record<(typeof LAYER_DIMS)[number], number>, { groups }: Router, model: Model): void {
  const { tokens, experts, topK } = dims;
  const fail = (message: string) => new UsageError(`${model.id}: ${message}`);
  if (tokens > MOST_TOKENS) throw fail(`tokens is ${tokens}; at most ${MOST_TOKENS}`);
  if (experts > MOST_EXPERTS) throw fail(`experts is ${experts}; at most ${MOST_EXPERTS}`);
  if (topK > experts) throw fail(`topK is ${topK}; at most the ${experts} experts`);
  if (groups === null) return;
  if (groups.kept > groups.count) throw fail(`of its ${groups.count} groups ${groups.kept} are kept; keep fewer`);
  if (experts % groups.count !== 0) throw fail(`experts is ${experts}; give a multiple of its ${groups.count} groups`);
  const reachable = (experts / groups.count) * groups.kept;
  if (topK > reachable) throw fail(`topK is ${topK}; the ${groups.kept} groups kept hold only ${reachable} experts`);
}

/** UsageError for a layer whose rows cannot be numbered. */
export function checkIndexed(moe: Parameters<typeof capacityOf>[0], { id }: Model): void {
  const { tokens, experts } = moe;
  const rows = experts * (capacityOf(moe) ?? 0);
  if (tokens * experts > MOST_INDEXED) {
    throw new UsageError(`${id}: tokens × experts is ${tokens * experts}; at most ${MOST_INDEXED}`);
  }
  if (rows > MOST_INDEXED)
    throw new UsageError(`${id}: its capacity gives experts ${rows} rows; at most ${MOST_INDEXED}`);
}
