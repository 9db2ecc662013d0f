/** Steps of a program by the package's own binding: what steps without it are held against, to the bit. */

import { stepOutputs } from '../../../../harness/runners/onnx/outputs.ts';
import type { Program } from '../../../../harness/runners/onnx/program.ts';
import { openSession, sessionOptions } from '../../../../harness/runners/onnx/session.ts';
import { hostTensors, tensorNumbers } from '../../../../harness/runners/onnx/tensors.ts';
import type { Values } from '../../../../harness/runners/steps.ts';
import type { Target } from '../../../../results/record.ts';

/** What the last of so many steps returned, each started from what the one before left. */
export async function boundSteps(program: Program, target: Target, steps: number): Promise<Values> {
  const session = await openSession(program.bytes, sessionOptions(target, program.dtype));
  const feeds = hostTensors(program.inputs);
  let last: Values = new Map();
  for (let step = 0; step < steps; step += 1) {
    const outputs = await session.run({ ...feeds, ...hostTensors(program.batches.at(step)) });
    for (const [input, output] of program.state) {
      const left = outputs[output];
      if (left !== undefined) feeds[input] = left;
    }
    const numbers = Object.entries(outputs).map(([name, tensor]) => [name, tensorNumbers(tensor)] as const);
    last = stepOutputs(numbers, program).values;
  }
  await session.release();
  return last;
}
