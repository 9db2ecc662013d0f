/** The project's blocks and training steps beside the same written in PyTorch. */
import { describe, expect, it } from 'vitest';
import { openOnnx } from '../../harness/runners/onnx/open.ts';
import { prove } from '../../harness/runners/prove.ts';
import { disagreements } from './agreement.ts';
import { findTorch, type Trained, torchBlocks, torchTrained } from './torch.ts';
import { BLOCKS, TRAIN_STEPS } from './train-workloads.ts';
import { trained } from './trained.ts';

const python = findTorch();
const skip = python === undefined && process.env.MOEBENCH_REQUIRE_ALL !== '1';
const [blockNames, blocks] = [Object.keys(BLOCKS), Object.values(BLOCKS)];
const [modelNames, models] = [Object.keys(TRAIN_STEPS), Object.values(TRAIN_STEPS)];

const torch = () => {
  if (python === undefined) throw new Error('MOEBENCH_REQUIRE_ALL=1, but no python3 can import torch and numpy');
  return python;
};
const independentBlocks = once(() => named(blockNames, torchBlocks(torch(), blocks)));
const afterOneStep = once(() => named(modelNames, torchTrained(torch(), models, 1)));
const afterFiveSteps = once(() => named(modelNames, torchTrained(torch(), models, 5)));

describe.skipIf(skip)('blocks and training steps beside PyTorch (skipped where no python3 can import torch)', () => {
  it.each(Object.entries(BLOCKS))('a block: %s', async (name, workload) => {
    const { oracle } = await prove({ workload, target: null, strategy: null, steps: 1 }, openOnnx());
    const { loss, tensors } = oracle;
    if (loss === null) throw new Error('a block has a loss');
    expect(disagreements({ loss, tensors }, independentBlocks()(name))).toEqual([]);
  });

  it.each(Object.entries(TRAIN_STEPS))('one step of training: %s', async (name, workload) => {
    expect(differences(await trained(workload, 1), afterOneStep()(name))).toEqual([]);
  });

  it.each(Object.entries(TRAIN_STEPS))('five steps of training: %s', async (name, workload) => {
    expect(differences(await trained(workload, 5), afterFiveSteps()(name))).toEqual([]);
  });
});

/** Each step's losses, and the tensors after the last. */
function differences(project: Trained, independent: Trained): readonly string[] {
  const lossesOf = ({ steps }: Trained) => steps.flatMap(({ loss, crossEntropy }) => [loss, crossEntropy]);
  const asTensor = (of: Trained) => ({ name: 'losses', shape: [of.steps.length], l2: 0, head: lossesOf(of) });
  const values = (of: Trained) => ({ loss: 0, tensors: [asTensor(of), ...of.tensors] });
  return disagreements(values(project), values(independent));
}

function named<Value>(names: readonly string[], values: readonly Value[]): (name: string) => Value {
  const byName = new Map(names.map((name, i) => [name, values[i]]));
  return name => {
    const found = byName.get(name);
    if (found === undefined) throw new Error(`PyTorch gave nothing for ${name}`);
    return found;
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
