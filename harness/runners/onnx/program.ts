/** A workload as something ONNX Runtime can run: the graph, its bytes, and the values it starts from. */

import { type StoredArray, stored } from '../../../suites/data.ts';
import { gemmOperands, operandValues } from '../../../suites/gemm/gemm.ts';
import { streamOperands } from '../../../suites/gemm/stream.ts';
import type { Graph } from '../../../suites/graph/graph.ts';
import { onnxBytes } from '../../../suites/graph/onnx.ts';
import { type FloatType, floatTypeOf } from '../../../suites/graph/tensor.ts';
import { sha256 } from '../../../suites/identity.ts';
import { lossScale } from '../../../suites/loss-scale.ts';
import { batchesOf, ringLength } from '../../../suites/moe/batches.ts';
import { imposedChoiceName, ROUTING_BIAS_INPUT } from '../../../suites/moe/layer.ts';
import { routingBias } from '../../../suites/moe/routing/routing.ts';
import { tensorValues } from '../../../suites/moe/tensors.ts';
import { IDS, nextName, stateTensors, TARGETS } from '../../../suites/moe/train.ts';
import { givenOf, graphOf } from '../../../suites/parts.ts';
import { multipliesAsStored, storedType } from '../../../suites/stored-type.ts';
import { type Dtype, isMoe, type MoeWorkload, type Workload } from '../../../suites/workload.ts';
import type { StepOutputs } from '../steps.ts';

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
  /** What a step is given beside that: step n takes batch n mod `count`, and all of them are made before the first step. */
  readonly batches: { readonly count: number; readonly at: (index: number) => readonly ProgramInput[] };
};

/** Choices of experts by step, from 0, and layer, that are taken in place of the router's own. */
export type ImposedChoices = readonly StepOutputs['choices'][];

/**
 * `computeIn`: the same values, those of the workload's dtype, reckoned with in another. `imposed`: for as many steps as it has
 * choices for. Neither is ever timed: without them a workload has one program, for proof and timing.
 */
export type ProgramOptions = { readonly computeIn?: Dtype; readonly imposed?: ImposedChoices };

export function program(workload: Workload, { computeIn = workload.dtype, imposed }: ProgramOptions = {}): Program {
  assertMultiplies(computeIn);
  const start = performance.now();
  const computed = { ...workload, dtype: computeIn };
  const graph = graphOf(computed, { imposeChoices: imposed !== undefined });
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
  const state =
    workload.part === 'train-step' ? stateTensors(workload).map(({ name }) => [name, nextName(name)] as const) : [];
  return {
    dtype: computeIn,
    graph,
    bytes,
    sha256: sha256(bytes),
    buildMs,
    inputs,
    lossScale: scale,
    state: new Map(state),
    batches: batchInputs(workload, imposed),
  };
}

/** A graph names stored types alone, and the runtime multiplies in those: there is no program of a dtype that rounds in its products. */
function assertMultiplies(dtype: Dtype): void {
  if (multipliesAsStored(dtype)) return;
  throw new Error(
    `ONNX Runtime does not support ${dtype}: its products are ${storedType(dtype)} where its tensors are; give that dtype, or a target of another runner`,
  );
}

function batchInputs(workload: Workload, imposed: ImposedChoices | undefined): Program['batches'] {
  const text = textInputs(workload);
  if (imposed === undefined || !isMoe(workload)) return text;
  const at = (index: number) => [...text.at(index), ...choiceInputs(workload, imposed[index])];
  return { count: imposed.length, at };
}

function textInputs(workload: Workload): Program['batches'] {
  if (workload.part !== 'train-step') return { count: 1, at: () => [] };
  const batchAt = batchesOf(workload);
  const at = (index: number): readonly ProgramInput[] => {
    const { ids, targets } = batchAt(index);
    return [
      { name: IDS, elementType: 'int32', shape: [workload.tokens], values: ids },
      { name: TARGETS, elementType: 'int32', shape: [workload.tokens, 1], values: targets },
    ];
  };
  return { count: ringLength(workload), at };
}

function choiceInputs(
  { tokens, topK }: MoeWorkload,
  choices: StepOutputs['choices'] = new Map(),
): readonly ProgramInput[] {
  return [...choices].map(([scope, values]) => ({
    name: imposedChoiceName(scope),
    elementType: 'int32',
    shape: [tokens, topK],
    values,
  }));
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
