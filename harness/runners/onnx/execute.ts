/** Runs of a workload's graph, outputs as plain arrays: for proofs, where clarity counts and time does not. */
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Target } from '../../../results/record.ts';
import { CHOICE } from '../../../suites/moe/layer.ts';
import type { Dtype, Workload } from '../../../suites/workload.ts';
import { hostValues, type Values } from './outputs.ts';
import { type Program, type ProgramInput, program } from './program.ts';
import { openSession, sessionOptions } from './session.ts';
import { hostTensor } from './tensors.ts';

export type Execution = {
  readonly program: Program;
  readonly values: Values;
  /** Chosen experts, [T,k] row-major, by the scope of their layer ('' where there is one). */
  readonly choices: ReadonlyMap<string, readonly number[]>;
};

/** The first step, in the workload's dtype or in another. */
export async function execute(workload: Workload, target: Target, computeIn?: Dtype): Promise<Execution> {
  for await (const execution of executeSteps(workload, target, 1, computeIn)) return execution;
  throw new Error('no step was run');
}

/** So many steps one after another, each starting from what the one before left behind; in the workload's dtype or another. */
export async function* executeSteps(
  workload: Workload,
  target: Target,
  steps: number,
  computeIn: Dtype = workload.dtype,
): AsyncGenerator<Execution> {
  const prepared = program(workload, { inspect: true, computeIn });
  const session = await openSession(prepared.bytes, sessionOptions(target, prepared.dtype));
  let feeds = hostTensors(prepared.inputs);
  for (let step = 0; step < steps; step += 1) {
    const outputs = await session.run({ ...feeds, ...hostTensors(prepared.batchAt(step)) });
    yield { program: prepared, ...sorted(outputs, prepared) };
    const next = [...prepared.state].flatMap(([input, output]) => {
      const tensor = outputs[output];
      return tensor === undefined ? [] : [[input, tensor]];
    });
    feeds = { ...feeds, ...Object.fromEntries(next) };
  }
  await session.release();
}

function sorted(outputs: InferenceSession.OnnxValueMapType, prepared: Program): Pick<Execution, 'values' | 'choices'> {
  const entries = Object.entries(outputs);
  const isChoice = ([name]: [string, Tensor]) => name.endsWith(CHOICE);
  return {
    values: hostValues(Object.fromEntries(entries.filter(entry => !isChoice(entry))), prepared),
    choices: new Map(
      entries.filter(isChoice).map(([name, { data }]) => [name.slice(0, -CHOICE.length), Array.from(data, Number)]),
    ),
  };
}

export function hostTensors(inputs: readonly ProgramInput[]): Record<string, Tensor> {
  return Object.fromEntries(inputs.map(input => [input.name, hostTensor(input)]));
}
