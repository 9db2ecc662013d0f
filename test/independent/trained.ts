/** The project's side of the comparison with PyTorch: a training step as its oracle runs it, for some steps. */
import { crossEntropyOf } from '../../harness/runners/onnx/curve.ts';
import { type Execution, executeSteps } from '../../harness/runners/onnx/execute.ts';
import { norm } from '../../harness/runners/onnx/outputs.ts';
import { LOSS } from '../../suites/moe/layer.ts';
import { nextName } from '../../suites/moe/train.ts';
import type { TrainWorkload } from '../../suites/workload.ts';
import { target } from '../results/small-record.ts';
import type { Trained } from './torch.ts';

const HEAD_LENGTH = 8;

/** Losses step by step; after the last parameters, moments and selection biases: all that goes on but the powers of β. */
export async function trained(workload: TrainWorkload, steps: number): Promise<Trained> {
  const losses = [];
  let last: Execution | undefined;
  for await (const execution of executeSteps(workload, target('cpu'), steps)) {
    const loss = execution.values.get(LOSS)?.[0] ?? Number.NaN;
    losses.push({ loss, crossEntropy: crossEntropyOf(execution) });
    last = execution;
  }
  return { steps: losses, tensors: last === undefined ? [] : stateAfter(last) };
}

function stateAfter({ program, values }: Execution): Trained['tensors'] {
  return program.inputs.flatMap(({ name, shape }) => {
    const value = values.get(nextName(name));
    if (value === undefined || name.startsWith('optimizer.')) return [];
    return [{ name, shape: [...shape], l2: norm(value), head: [...value.subarray(0, HEAD_LENGTH)] }];
  });
}
