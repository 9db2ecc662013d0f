/** What each part of a model is made of, whichever it is: the one place that tells the parts apart. */
import { gemmGraph } from './gemm/gemm.ts';
import type { Sizes } from './graph/flops.ts';
import type { Graph } from './graph/graph.ts';
import { GraphError } from './graph/tensor.ts';
import { rowsOf } from './moe/dispatch.ts';
import { layerGraph } from './moe/layer.ts';
import { rowsPerExpert } from './moe/routing.ts';
import { type GivenTensor, givenTensors } from './moe/tensors.ts';
import type { MoeWorkload, Workload } from './workload.ts';

/** `inspect` adds the outputs a proof looks at: the choice of experts and its scores. */
export type GraphOptions = { readonly inspect?: boolean };

export function graphOf(workload: Workload, options: GraphOptions = {}): Graph {
  switch (workload.part) {
    case 'gemm':
      return gemmGraph(workload);
    case 'moe-layer':
      return layerGraph(workload, options);
    case 'moe-block':
    case 'train-step':
      throw new GraphError('not yet');
  }
}

/** The tensors it starts from. */
export function givenOf(workload: MoeWorkload): readonly GivenTensor[] {
  switch (workload.part) {
    case 'moe-layer':
      return givenTensors(workload);
    case 'moe-block':
    case 'train-step':
      throw new GraphError('not yet');
  }
}

/** How many rows each expert of this workload gets: the sizes its graph leaves open. A learned router is counted as even. */
export function sizesOf(workload: MoeWorkload): Sizes {
  const scopes =
    workload.part === 'train-step' ? Array.from({ length: workload.layers }, (_, i) => `layers.${i}.`) : [''];
  const rows = rowsPerExpert(workload);
  return new Map(scopes.flatMap(scope => rows.map((count, e) => [rowsOf(scope, e), count] as const)));
}
