/** A workload as something ONNX Runtime can run: the graph, its bytes, and the values it starts from. */

import type { FloatArray } from '../../../suites/data.ts';
import { gemmOperands, operandValues } from '../../../suites/gemm/gemm.ts';
import { streamOperands } from '../../../suites/gemm/stream.ts';
import type { Graph } from '../../../suites/graph/graph.ts';
import { onnxBytes } from '../../../suites/graph/onnx.ts';
import { ROUTING_BIAS_INPUT } from '../../../suites/moe/layer.ts';
import { routingBias } from '../../../suites/moe/routing.ts';
import { tensorValues } from '../../../suites/moe/tensors.ts';
import { batchAt, IDS, nextName, stateTensors, TARGETS } from '../../../suites/moe/train.ts';
import { givenOf, graphOf } from '../../../suites/parts.ts';
import { type Dtype, sha256, type TrainWorkload, type Workload } from '../../../suites/workload.ts';

export type ProgramInput = {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: FloatArray | Int32Array;
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
  /** Which output of a step is which input of the next. Empty where steps are all alike. */
  readonly state: ReadonlyMap<string, string>;
  /** What step n, from 0, is given beside that. */
  readonly batchAt: (step: number) => readonly ProgramInput[];
};

/** `inspect` adds what a proof looks at and a timed step must not pay for: the choice of experts and its scores. */
export function program(workload: Workload, options: { inspect?: boolean } = {}): Program {
  const start = performance.now();
  const graph = graphOf(workload, options);
  const bytes = onnxBytes(graph);
  const buildMs = performance.now() - start;
  const fed = new Set(graph.inputs.map(input => input.name));
  const inputs = programInputs(workload).filter(({ name }) => fed.has(name));
  const common = { dtype: workload.dtype, graph, bytes, sha256: sha256(bytes), buildMs, inputs };
  if (workload.part !== 'train-step') return { ...common, state: new Map(), batchAt: () => [] };
  const state = new Map(stateTensors(workload).map(({ name }) => [name, nextName(name)]));
  return { ...common, state, batchAt: step => batchInputs(workload, step) };
}

function batchInputs(workload: TrainWorkload, step: number): readonly ProgramInput[] {
  const { ids, targets } = batchAt(workload, step);
  return [
    { name: IDS, shape: [workload.tokens], values: ids },
    { name: TARGETS, shape: [workload.tokens, 1], values: targets },
  ];
}

function programInputs(workload: Workload): readonly ProgramInput[] {
  if (workload.part === 'gemm') {
    return gemmOperands(workload).map(operand => ({ ...operand, values: operandValues(workload, operand) }));
  }
  if (workload.part === 'stream') {
    return [...streamOperands(workload)].map(([name, values]) => ({ name, shape: [workload.elements], values }));
  }
  const tensors = givenOf(workload).map(tensor => ({ ...tensor, values: tensorValues(workload, tensor) }));
  const bias = routingBias(workload);
  if (bias === undefined) return tensors;
  const values = workload.dtype === 'float32' ? Float32Array.from(bias) : bias;
  return [...tensors, { name: ROUTING_BIAS_INPUT, shape: [workload.tokens, workload.experts], values }];
}
