/** What each part of a model is made of, whichever it is: the one place that tells the parts apart. */
import { gemmGraph } from './gemm/gemm.ts';
import { streamGraph } from './gemm/stream.ts';
import type { Sizes } from './graph/flops.ts';
import type { Graph } from './graph/graph.ts';
import { blockGraph, blockTensors } from './moe/block.ts';
import { layerGraph, type MoeGraphOptions } from './moe/layer.ts';
import { moeScopes } from './moe/model.ts';
import { rowsOf } from './moe/routing/dispatch.ts';
import { rowsPerExpert } from './moe/routing/routing.ts';
import { type GivenTensor, givenTensors } from './moe/tensors.ts';
import { trainGraph, trainTensors } from './moe/train.ts';
import type { MoeWorkload, Workload } from './workload.ts';

/** The graph of a step: one for proof and timing. `imposeChoices` is for an oracle that goes another's way. */
export function graphOf(workload: Workload, options: MoeGraphOptions = {}): Graph {
  switch (workload.part) {
    case 'gemm':
      return gemmGraph(workload);
    case 'stream':
      return streamGraph(workload);
    case 'moe-layer':
      return layerGraph(workload, options);
    case 'moe-block':
      return blockGraph(workload, options);
    case 'train-step':
      return trainGraph(workload, options);
  }
}

/** The tensors it starts from. */
export function givenOf(workload: MoeWorkload): readonly GivenTensor[] {
  switch (workload.part) {
    case 'moe-layer':
      return givenTensors(workload);
    case 'moe-block':
      return blockTensors(workload);
    case 'train-step':
      return trainTensors(workload);
  }
}

/** How many rows each expert gets: the sizes a graph leaves open. A learned router is counted as even. */
export function sizesOf(workload: MoeWorkload): Sizes {
  const rows = rowsPerExpert(workload);
  const scopes = workload.part === 'train-step' ? moeScopes(workload) : [''];
  return new Map(scopes.flatMap(scope => rows.map((count, e) => [rowsOf(scope, e), count] as const)));
}
