/** A workload as something ONNX Runtime can run: the graph, its bytes, and the values it starts from. */
import { type StoredArray, stored } from '../../../suites/data.ts';
import { gemmOperands, operandValues } from '../../../suites/gemm/gemm.ts';
import type { Graph } from '../../../suites/graph/graph.ts';
import { onnxBytes } from '../../../suites/graph/onnx.ts';
import { type FloatType, floatTypeOf } from '../../../suites/graph/tensor.ts';
import { lossScale } from '../../../suites/loss-scale.ts';
import { ROUTING_BIAS_INPUT } from '../../../suites/moe/layer.ts';
import { routingBias } from '../../../suites/moe/routing.ts';
import { tensorValues } from '../../../suites/moe/tensors.ts';
import { givenOf, graphOf } from '../../../suites/parts.ts';
import { type Dtype, sha256, type Workload } from '../../../suites/workload.ts';

/** `values` as a tensor of that type has them in memory. */
export type ProgramInput = {
  readonly name: string;
  readonly elementType: FloatType;
  readonly shape: readonly number[];
  readonly values: StoredArray;
};

export type Program = {
  readonly dtype: Dtype;
  readonly graph: Graph;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly inputs: readonly ProgramInput[];
  /** What the gradients it returns are multiplied by. */
  readonly lossScale: number;
};

/**
 * `inspect` adds what a proof looks at and a timed step must not pay for: the choice of experts and its scores.
 * `computeIn`: the same values, those of the workload's dtype, reckoned with in another.
 */
export type ProgramOptions = { readonly inspect?: boolean; readonly computeIn?: Dtype };

export function program(
  workload: Workload,
  { inspect = false, computeIn = workload.dtype }: ProgramOptions = {},
): Program {
  const computed = { ...workload, dtype: computeIn };
  const graph = graphOf(computed, { inspect });
  const bytes = onnxBytes(graph);
  const inputs = valuesOf(workload).flatMap(({ name, shape, values }) => {
    const input = graph.inputs.find(candidate => candidate.name === name);
    if (input === undefined) return [];
    const elementType = floatTypeOf(input);
    return [{ name, shape, elementType, values: stored(elementType, values()) }];
  });
  const scale = computed.part === 'gemm' ? 1 : lossScale(computed);
  return { dtype: computeIn, graph, bytes, sha256: sha256(bytes), inputs, lossScale: scale };
}

/** The given tensors with a way to make their values: one after another, so that no two forms of all lie in memory at once. */
function valuesOf(workload: Workload) {
  if (workload.part === 'gemm') {
    return gemmOperands(workload).map(operand => ({ ...operand, values: () => operandValues(workload, operand) }));
  }
  const tensors = givenOf(workload).map(tensor => ({ ...tensor, values: () => tensorValues(workload, tensor) }));
  const bias = routingBias(workload);
  if (bias === undefined) return tensors;
  return [...tensors, { name: ROUTING_BIAS_INPUT, shape: [workload.tokens, workload.experts], values: () => bias }];
}
