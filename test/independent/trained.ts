/** The project's side of the comparison with PyTorch: its own graph of a training step, run for some steps in float64. */
import { norm } from '../../harness/runners/onnx/outputs.ts';
import { program } from '../../harness/runners/onnx/program.ts';
import { LOSS } from '../../suites/moe/layer.ts';
import { batchAt, CROSS_ENTROPY, IDS, nextName, TARGETS } from '../../suites/moe/train.ts';
import type { TrainWorkload } from '../../suites/workload.ts';
import { evaluator } from '../suites/graph/evaluate.ts';
import type { Trained } from './torch.ts';

const HEAD_LENGTH = 8;

/** Losses step by step; after the last parameters, moments and selection biases: all that has a `next:` but the powers of β. */
export async function trained(workload: TrainWorkload, steps: number): Promise<Trained> {
  const { graph, inputs } = program(workload);
  const run = await evaluator(graph);
  const values = new Map(inputs.map(input => [input.name, Float64Array.from(input.values)]));
  const state = inputs.filter(({ name }) => graph.outputs.some(output => output.name === nextName(name)));
  const losses = [];
  for (let step = 0; step < steps; step += 1) {
    const { ids, targets } = batchAt(workload, step);
    values.set(IDS, Float64Array.from(ids)).set(TARGETS, Float64Array.from(targets));
    const outputs = await run(values);
    const output = (name: string): Float64Array => {
      const found = outputs.get(name);
      if (found === undefined) throw new Error(`the graph has no output ${name}`);
      return found;
    };
    for (const { name } of state) values.set(name, Float64Array.from(output(nextName(name))));
    losses.push({ loss: output(LOSS)[0] ?? Number.NaN, crossEntropy: output(CROSS_ENTROPY)[0] ?? Number.NaN });
  }
  const compared = state.filter(({ name }) => !name.startsWith('optimizer.'));
  const tensors = compared.map(({ name, shape }) => {
    const value = Float64Array.from(values.get(name) ?? []);
    return { name, shape: [...shape], l2: norm(value), head: [...value.subarray(0, HEAD_LENGTH)] };
  });
  return { steps: losses, tensors };
}
