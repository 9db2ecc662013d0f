import { describe, expect, it } from 'vitest';
import { Graph } from '../../../../suites/graph/graph.ts';
import { place } from '../../../../suites/graph/operators/indexing.ts';
import { zerosLike } from '../../../../suites/graph/operators/shape.ts';
import { chooseExperts } from '../../../../suites/moe/routing/choice.ts';
import type { RouterGroups } from '../../../../suites/workload.ts';
import { evaluator } from '../../graph/evaluate.ts';

/** The two experts that one token chooses by its scores, by rising number. */
async function chosen(scores: readonly number[], groups: RouterGroups): Promise<readonly number[]> {
  const graph = new Graph();
  const input = graph.input('scores', 'float64', [1, scores.length]);
  const router = { score: 'softmax', normalise: true, scale: 1, bias: false, groups } as const;
  const workload = { tokens: 1, experts: scores.length, topK: 2, router };
  const chooser = { workload, routingBias: undefined, selectionBias: undefined, imposed: undefined };
  const ones = graph.constant('float64', [1, 2], [1, 1]);
  graph.output('marked', place(zerosLike(input), chooseExperts(input, chooser).experts, ones));
  const outputs = await (await evaluator(graph))(new Map([['scores', Float64Array.from(scores)]]));
  return [...(outputs.get('marked') ?? [])].flatMap((mark, expert) => (mark === 1 ? [expert] : []));
}

describe('groups of experts', () => {
  // Groups of three: sums of two 0.5, 0.6, 0.45; best experts 0.5, 0.3, 0.4.
  const SCORES = [0.5, 0, 0, 0.3, 0.3, 0.2, 0.4, 0.05, 0];

  it('are kept by the sum of their two best experts, as DeepSeek-V3 has it', async () => {
    expect(await chosen(SCORES, { count: 3, kept: 1 })).toEqual([3, 4]);
    expect(await chosen(SCORES, { count: 3, kept: 2 })).toEqual([0, 3]);
  });

  it('are kept by their best expert where the model says so, as DeepSeek-V2 does', async () => {
    expect(await chosen(SCORES, { count: 3, kept: 1, by: 'best' })).toEqual([0, 1]);
    expect(await chosen(SCORES, { count: 3, kept: 2, by: 'best' })).toEqual([0, 6]);
  });
});
