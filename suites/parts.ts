/** What each part of a model is made of, whichever it is: the one place that tells the parts apart. */
import { gemmGraph } from './gemm/gemm.ts';
import type { Graph } from './graph/graph.ts';
import { GraphError } from './graph/tensor.ts';
import { blockGraph, blockTensors } from './moe/block.ts';
import { layerGraph } from './moe/layer.ts';
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
      return blockGraph(workload, options);
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
      return blockTensors(workload);
    case 'train-step':
      throw new GraphError('not yet');
  }
}
