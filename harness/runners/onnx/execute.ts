/** One run of a workload's graph, outputs as plain arrays: for proofs, where clarity counts and time does not. */
import { Tensor } from 'onnxruntime-node';
import type { Target } from '../../../results/record.ts';
import type { FloatArray } from '../../../suites/data.ts';
import { CHOICE } from '../../../suites/moe/layer.ts';
import type { Workload } from '../../../suites/workload.ts';
import { floats, type Values } from './outputs.ts';
import { type Program, type ProgramInput, program } from './program.ts';
import { openSession, sessionOptions } from './session.ts';

export type Execution = {
  readonly program: Program;
  readonly values: Values;
  readonly choice: BigInt64Array | undefined;
};

export async function execute(workload: Workload, target: Target): Promise<Execution> {
  const prepared = program(workload, { inspect: true });
  const session = await openSession(prepared.bytes, sessionOptions(target, workload.dtype));
  const feeds = Object.fromEntries(prepared.inputs.map(input => [input.name, hostTensor(input)]));
  const outputs = await session.run(feeds);
  await session.release();
  const { [CHOICE]: choice, ...rest } = outputs;
  const values = new Map<string, FloatArray>(Object.entries(rest).map(([name, tensor]) => [name, floats(tensor)]));
  return { program: prepared, values, choice: choice?.data instanceof BigInt64Array ? choice.data : undefined };
}

export function hostTensor({ values, shape }: ProgramInput): Tensor {
  return values instanceof Float64Array ? new Tensor('float64', values, shape) : new Tensor('float32', values, shape);
}
