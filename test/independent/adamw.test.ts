/** The graph's AdamW beside PyTorch's own, in float64. */
import { describe, expect, it } from 'vitest';
import { norm } from '../../harness/runners/fingerprint.ts';
import { fill } from '../../suites/data.ts';
import { adamwSteps } from '../suites/moe/adamw-steps.ts';
import { disagreements } from './agreement.ts';
import { type AdamWCase, findTorch, torchAdamW } from './torch.ts';

const python = findTorch();
const skip = python === undefined && process.env.MOEBENCH_REQUIRE_ALL !== '1';

const STEPS = 25;
const shapes = { matrix: [3, 2], vector: [5] };
const usual = { kind: 'adamw', learningRate: 1e-3, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1 } as const;
const CASES: readonly (readonly [string, AdamWCase])[] = [
  ['usual rates', { seed: 1, shapes, optimizer: usual }],
  ['ten times the rate', { seed: 2, shapes, optimizer: { ...usual, learningRate: 0.01 } }],
  ['an ε as large as gradients', { seed: 3, shapes, optimizer: { ...usual, epsilon: 0.5 } }],
  ["PyTorch's default betas, no decay", { seed: 4, shapes, optimizer: { ...usual, beta2: 0.999, weightDecay: 0 } }],
  ['no memory at all', { seed: 5, shapes, optimizer: { ...usual, beta1: 0, beta2: 0 } }],
];

describe.skipIf(skip)('AdamW beside PyTorch (skipped where no python3 can import torch)', () => {
  it(`is PyTorch's to 1e-12 after ${STEPS} steps`, async () => {
    if (python === undefined) throw new Error('MOEBENCH_REQUIRE_ALL=1, but no python3 can import torch and numpy');
    const theirs = torchAdamW(
      python,
      CASES.map(([, adamw]) => adamw),
      STEPS,
    );
    for (const [i, [name, adamw]] of CASES.entries()) {
      const tensors = await ours(adamw);
      const independent = { loss: 0, tensors: theirs[i] ?? [] };
      expect(disagreements({ loss: 0, tensors }, independent, 1e-12), name).toEqual([]);
    }
  });
});

async function ours({ seed, optimizer, shapes }: AdamWCase) {
  const tensors = await Promise.all(
    Object.entries(shapes).map(async ([name, shape]) => {
      const length = shape.reduce((product, size) => product * size, 1);
      const drawn = (tensor: string) => Float64Array.from(fill('float64', seed, tensor, length, 1));
      const gradients = Array.from({ length: STEPS }, (_, step) => drawn(`gradient.${step}.${name}`));
      const last = (await adamwSteps(optimizer, shape, drawn(name), gradients)).at(-1);
      if (last === undefined) throw new Error('no step was taken');
      const tensor = (as: string, value: Float64Array) => ({
        name: as,
        shape: [...shape],
        l2: norm(value),
        head: [...value.subarray(0, 8)],
      });
      return [tensor(name, last.parameter), tensor(`m:${name}`, last.first), tensor(`v:${name}`, last.second)];
    }),
  );
  return tensors.flat();
}
