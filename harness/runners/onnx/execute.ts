/** One run of a workload's graph, outputs as plain arrays: for proofs, where clarity counts and time does not. */
import type { Target } from '../../../results/record.ts';
import { CHOICE } from '../../../suites/moe/layer.ts';
import type { Dtype, Workload } from '../../../suites/workload.ts';
import { hostValues, type Values } from './outputs.ts';
import { type Program, program } from './program.ts';
import { openSession, sessionOptions } from './session.ts';
import { hostTensor } from './tensors.ts';

export type Execution = {
  readonly program: Program;
  readonly values: Values;
  readonly choice: BigInt64Array | undefined;
};

/** The workload's own values, computed in its dtype or in another. */
export async function execute(workload: Workload, target: Target, computeIn?: Dtype): Promise<Execution> {
  const prepared = program(workload, { inspect: true, ...(computeIn === undefined ? {} : { computeIn }) });
  const session = await openSession(prepared.bytes, sessionOptions(target, prepared.dtype));
  const feeds = Object.fromEntries(prepared.inputs.map(input => [input.name, hostTensor(input)]));
  const outputs = await session.run(feeds);
  await session.release();
  const { [CHOICE]: choice, ...rest } = outputs;
  const values = hostValues(rest, prepared);
  return { program: prepared, values, choice: choice?.data instanceof BigInt64Array ? choice.data : undefined };
}
