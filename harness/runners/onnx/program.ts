/** A workload as something ONNX Runtime can run: the graph, its bytes, and the values it starts from. */
import { type StoredArray, stored } from '../../../suites/data.ts';
import { gemmOperands, operandValues } from '../../../suites/gemm/gemm.ts';
import { streamOperands } from '../../../suites/gemm/stream.ts';
import type { Graph } from '../../../suites/graph/graph.ts';
import { onnxBytes } from '../../../suites/graph/onnx.ts';
import { type FloatType, floatTypeOf } from '../../../suites/graph/tensor.ts';
import { lossScale } from '../../../suites/loss-scale.ts';
import { ROUTING_BIAS_INPUT } from '../../../suites/moe/layer.ts';
import { routingBias } from '../../../suites/moe/routing.ts';
import { tensorValues } from '../../../suites/moe/tensors.ts';
import { batchAt, IDS, nextName, stateTensors, TARGETS } from '../../../suites/moe/train.ts';
import { givenOf, graphOf } from '../../../suites/parts.ts';
import { type Dtype, isMoe, sha256, type TrainWorkload, type Workload } from '../../../suites/workload.ts';

/** `values` as a tensor of that type has them in memory. */
export type ProgramInput = {
  readonly name: string;
  readonly elementType: FloatType | 'int32';
  readonly shape: readonly number[];
  readonly values: StoredArray | Int32Array;
};

export type Program = {
  readonly dtype: Dtype;
  readonly graph: Graph;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** How long it took to build and encode the graph. */
  readonly buildMs: number;
  /** What every step is given, and what the first one starts from. */
  readonly inputs: readonly ProgramInput[];
  /** What the gradients it returns are multiplied by. */
  readonly lossScale: number;
  /** Which output of a step is which input of the next. Empty where steps are all alike. */
  readonly state: ReadonlyMap<string, string>;
  /** What step n, from 0, is given beside that. */
  readonly batchAt: (step: number) => readonly ProgramInput[];
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
  const start = performance.now();
  const computed = { ...workload, dtype: computeIn };
  const graph = graphOf(computed, { inspect });
  const bytes = onnxBytes(graph);
  const buildMs = performance.now() - start;
  const fed = new Map(graph.inputs.map(input => [input.name, input]));
  const inputs = valuesOf(workload).flatMap(({ name, shape, values }) => {
    const input = fed.get(name);
    if (input === undefined) return [];
    const elementType = floatTypeOf(input);
    return [{ name, shape, elementType, values: stored(elementType, values()) }];
  });
  const scale = isMoe(workload) ? lossScale({ dtype: computeIn, tokens: workload.tokens }) : 1;
  const common = { dtype: computeIn, graph, bytes, sha256: sha256(bytes), buildMs, inputs, lossScale: scale };
  if (workload.part !== 'train-step') return { ...common, state: new Map(), batchAt: () => [] };
  const state = new Map(stateTensors(workload).map(({ name }) => [name, nextName(name)]));
  return { ...common, state, batchAt: step => batchInputs(workload, step) };
}

function batchInputs(workload: TrainWorkload, step: number): readonly ProgramInput[] {
  const { ids, targets } = batchAt(workload, step);
  return [
    { name: IDS, elementType: 'int32', shape: [workload.tokens], values: ids },
    { name: TARGETS, elementType: 'int32', shape: [workload.tokens, 1], values: targets },
  ];
}

/** The given tensors with a way to make their values: one after another, so that no two forms of all lie in memory at once. */
function valuesOf(workload: Workload) {
  if (workload.part === 'gemm') {
    return gemmOperands(workload).map(operand => ({ ...operand, values: () => operandValues(workload, operand) }));
  }
  if (workload.part === 'stream') {
    return [...streamOperands(workload)].map(([name, values]) => ({
      name,
      shape: [workload.elements],
      values: () => values,
    }));
  }
  const tensors = givenOf(workload).map(tensor => ({ ...tensor, values: () => tensorValues(workload, tensor) }));
  const bias = routingBias(workload);
  if (bias === undefined) return tensors;
  return [...tensors, { name: ROUTING_BIAS_INPUT, shape: [workload.tokens, workload.experts], values: () => bias }];
}
