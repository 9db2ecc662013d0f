/** The tensors of a layer that are given, not computed: names, shapes and how large their values are (DESIGN.md). */
import { type FloatArray, fill, weightAmplitude } from '../data.ts';
import type { LayerWorkload } from '../workload.ts';

export type GivenTensor = {
  readonly name: string;
  readonly shape: readonly [number, number];
  readonly weight: boolean;
};

/** x [T,H]; router [H,E]; experts.<e>.w1, w3 [H,F], w2 [F,H]; shared likewise, as wide as all its experts; dy [T,H]. */
export function givenTensors(workload: LayerWorkload): readonly GivenTensor[] {
  const { tokens, hidden, experts, ffn, sharedExperts } = workload;
  const expert = (name: string, width: number): GivenTensor[] => [
    { name: `${name}.w1`, shape: [hidden, width], weight: true },
    { name: `${name}.w2`, shape: [width, hidden], weight: true },
    { name: `${name}.w3`, shape: [hidden, width], weight: true },
  ];
  return [
    { name: 'x', shape: [tokens, hidden], weight: false },
    { name: 'router', shape: [hidden, experts], weight: true },
    ...Array.from({ length: experts }, (_, e) => expert(`experts.${e}`, ffn)).flat(),
    ...(sharedExperts > 0 ? expert('shared', ffn * sharedExperts) : []),
    { name: 'dy', shape: [tokens, hidden], weight: false },
  ];
}

/** A given tensor's values, in the workload's dtype, row-major. */
export function tensorValues(workload: LayerWorkload, { name, shape, weight }: GivenTensor): FloatArray {
  const [rows, columns] = shape;
  return fill(workload.dtype, workload.seed, name, rows * columns, weight ? weightAmplitude(rows) : 1);
}
