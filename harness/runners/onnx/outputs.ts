/** What a step of a program returned, sorted: values freed of their loss scale, and choices of experts. */
import type { FloatArray } from '../../../suites/data.ts';
import { CHOICE, isGradient } from '../../../suites/moe/layer.ts';
import type { StepOutputs } from '../steps.ts';
import type { Program } from './program.ts';

/** Outputs in host memory by name. The loss scale is a power of two, so dividing by it is exact. */
export function stepOutputs(
  outputs: Iterable<readonly [string, FloatArray | Int32Array]>,
  { lossScale }: Pick<Program, 'lossScale'>,
): StepOutputs {
  const values = new Map<string, FloatArray>();
  const choices = new Map<string, Int32Array>();
  for (const [name, data] of outputs) {
    if (data instanceof Int32Array) choices.set(name.slice(0, -CHOICE.length), data);
    else values.set(name, lossScale === 1 || !isGradient(name) ? data : data.map(value => value / lossScale));
  }
  return { values, choices };
}
