/** What a step returned, as plain arrays, and the few numbers that stand for it. */

import type { InferenceSession } from 'onnxruntime-node';
import type { Fingerprint } from '../../../results/outcome.ts';
import type { FloatArray } from '../../../suites/data.ts';
import { GEMM_PRODUCT } from '../../../suites/gemm/gemm.ts';
import { isGradient, LOSS } from '../../../suites/moe/layer.ts';
import type { Program } from './program.ts';
import { floats } from './tensors.ts';

export type Values = ReadonlyMap<string, FloatArray>;

/** Outputs that lie in host memory as values; gradients freed of their loss scale, a power of two. */
export function hostValues(
  tensors: InferenceSession.OnnxValueMapType,
  { lossScale }: Pick<Program, 'lossScale'>,
): Values {
  return new Map(
    Object.entries(tensors).map(([name, tensor]) => {
      const values = floats(tensor);
      return [name, lossScale === 1 || !isGradient(name) ? values : values.map(value => value / lossScale)];
    }),
  );
}

/** ‖values‖₂, summed in float64. */
export function norm(values: FloatArray): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
}

/** Loss, and a norm for each kind of output: `grad:experts.*.w1` stands for that gradient of all experts together, and `layers.*.` for all layers. */
export function fingerprint(outputs: Values): Fingerprint {
  const squares = new Map<string, number>();
  for (const [name, values] of outputs) {
    if (name === LOSS) continue;
    const kind = name.replace(/\b(layers|experts)\.\d+\./g, '$1.*.').replace(/^c\.[\d.]+$/, GEMM_PRODUCT);
    squares.set(kind, (squares.get(kind) ?? 0) + norm(values) ** 2);
  }
  const norms = Object.fromEntries([...squares].map(([kind, square]) => [kind, Math.sqrt(square)]));
  return { loss: outputs.get(LOSS)?.[0] ?? null, norms, probes: null, choices: null };
}

/** The names of what is no number in a fingerprint: a step that overflowed has no result, and no speed. */
export function notNumbers({ loss, norms }: Fingerprint): readonly string[] {
  const values = { ...(loss === null ? {} : { [LOSS]: loss }), ...norms };
  return Object.entries(values).flatMap(([name, value]) => (Number.isFinite(value) ? [] : [name]));
}
