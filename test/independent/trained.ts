/** The project's side of the comparison with PyTorch: a training step as its oracle runs it, for some steps. */
import { crossEntropyOf } from '../../harness/runners/curve.ts';
import { norm } from '../../harness/runners/fingerprint.ts';
import { type Program, program } from '../../harness/runners/onnx/program.ts';
import { openSteps } from '../../harness/runners/onnx/steps.ts';
import type { StepOutputs } from '../../harness/runners/steps.ts';
import { LOSS } from '../../suites/moe/layer.ts';
import { nextName } from '../../suites/moe/train.ts';
import type { TrainWorkload } from '../../suites/workload.ts';
import { target } from '../results/small-record.ts';
import type { Trained } from './torch.ts';

const HEAD_LENGTH = 8;

/** Losses step by step; after the last parameters, moments and selection biases: all that goes on but the powers of β. */
export async function trained(workload: TrainWorkload, steps: number): Promise<Trained> {
  const prepared = program(workload);
  const opened = await openSteps(prepared, target('cpu'));
  const losses = [];
  for (let step = 0; step < steps; step += 1) {
    await opened.run(1);
    const outputs = await opened.outputs();
    losses.push({ loss: outputs.values.get(LOSS)?.[0] ?? Number.NaN, crossEntropy: crossEntropyOf(outputs) });
  }
  const tensors = stateAfter(prepared, await opened.outputs());
  await opened.close();
  return { steps: losses, tensors };
}

function stateAfter({ inputs }: Program, { values }: StepOutputs): Trained['tensors'] {
  return inputs.flatMap(({ name, shape }) => {
    const value = values.get(nextName(name));
    if (value === undefined || name.startsWith('optimizer.')) return [];
    return [{ name, shape: [...shape], l2: norm(value), head: [...value.subarray(0, HEAD_LENGTH)] }];
  });
}
