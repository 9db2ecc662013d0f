/** From scores to the k experts a token goes to (DESIGN.md, moe-layer and Routing). */

import type { Tensor } from '../../graph/node.ts';
import { add } from '../../graph/operators/arithmetic.ts';
import { place } from '../../graph/operators/indexing.ts';
import { greater, topK, where } from '../../graph/operators/selection.ts';
import { reduceSum, reshape, zerosLike } from '../../graph/operators/shape.ts';
import type { MoeWorkload, RouterGroups } from '../../workload.ts';

/** What an expert outside the kept groups has for a score: below every score, which are at least 0, less any selection bias. */
const EXCLUDED = -1024;

/**
 * What decides beside the scores. `routingBias` [T,E]: added where routing is forced. `selectionBias` [E]: the bias that
 * balances experts, in a model that trains with one. `imposed` [T,k]: choices made elsewhere, taken in place of the best.
 */
export type Chooser = {
  readonly workload: Pick<MoeWorkload, 'tokens' | 'experts' | 'topK' | 'router'>;
  readonly routingBias: Tensor | undefined;
  readonly selectionBias: Tensor | undefined;
  readonly imposed: Tensor | undefined;
};

/** experts: [T,k], by falling score; scores: what they are chosen by, [T,E], before groups and forced routing. */
export type Choice = { readonly experts: Tensor; readonly scores: Tensor };

export function chooseExperts(scores: Tensor, chooser: Chooser): Choice {
  const { workload, routingBias, selectionBias, imposed } = chooser;
  const biased = selectionBias === undefined ? scores : add(scores, selectionBias);
  if (imposed !== undefined) return { experts: imposed, scores: biased };
  const limited = workload.router.groups === null ? biased : limitToGroups(biased, chooser, workload.router.groups);
  const ranked = routingBias === undefined ? limited : add(limited, routingBias);
  return { experts: topK(ranked, workload.topK).indices, scores: biased };
}

/** How many of a group's best experts make its score. */
export function expertsScored({ by }: RouterGroups, size: number): number {
  return by === 'best' ? 1 : Math.min(2, size);
}

/**
 * Keeps the scores of the best groups and puts the rest out of reach. A group's score is the sum of its two best experts, as in
 * DeepSeek-V3 (arXiv:2412.19437, section 2.1.2), or its best, as in DeepSeek-V2 (arXiv:2405.04434, section 2.2.2). Forced experts
 * keep theirs whatever their group.
 */
function limitToGroups(scores: Tensor, { workload, routingBias: bias }: Chooser, groups: RouterGroups): Tensor {
  const { tokens, experts } = workload;
  const { graph, elementType } = scores;
  const size = experts / groups.count;
  const grouped = reshape(scores, [tokens, groups.count, size]);
  const groupScores = reduceSum(topK(grouped, expertsScored(groups, size)).values, [2]);
  const kept = topK(groupScores, groups.kept).indices;
  const ones = graph.constant(elementType, [tokens, groups.kept], Array<number>(tokens * groups.kept).fill(1));
  const inKeptGroup = reshape(place(zerosLike(groupScores), kept, ones), [tokens, groups.count, 1]);
  const allowed = bias === undefined ? inKeptGroup : add(inKeptGroup, reshape(bias, [tokens, groups.count, size]));
  const zero = graph.scalar(elementType, 0);
  return reshape(where(greater(allowed, zero), grouped, graph.scalar(elementType, EXCLUDED)), [tokens, experts]);
}
