/** The tensors of an MoE layer that are given, not computed: names, shapes and how large their values are (DESIGN.md). */

import { emptyFloats, type FloatArray, fill, weightAmplitude } from '../data.ts';
import { storedType } from '../stored-type.ts';
import type { LayerWorkload, MoeWorkload } from '../workload.ts';
import { isGated, sharedWidth } from './sizes.ts';

export type GivenTensor = {
  readonly name: string;
  readonly shape: readonly number[];
} & (
  | {
      /** `weight`: uniform, as large as its fan-in says; `gain`: ones; `zeros`; `activation`: uniform in [−1, 1). */
      readonly kind: 'weight' | 'gain' | 'zeros' | 'activation';
    }
  /** Worked out, not drawn, and no part of what is trained. */
  | { readonly kind: 'table'; readonly valueAt: (index: number) => number }
);

/** What weighs the shared expert's output, a token at a time. */
export const SHARED_GATE = 'shared.gate';

/** An MoE layer's fields, whatever workload it stands in. */
export type MoeFields = Pick<
  MoeWorkload,
  'hidden' | 'ffn' | 'experts' | 'sharedExperts' | 'sharedFfn' | 'sharedGate' | 'activation' | 'expertBiases' | 'router'
>;

/**
 * router [H,E]; experts.<e>.w1, w3 [H,F], w2 [F,H]; shared likewise, as wide as all its experts, and its gate
 * [H,1]. Ungated experts have no w3; biases are router.bias [E], b1, b3 [F], b2 [H].
 */
export function moeTensors(moe: MoeFields): readonly GivenTensor[] {
  const { hidden, experts, ffn, sharedExperts, sharedGate, router } = moe;
  return [
    weight('router', hidden, experts),
    ...(router.bias ? [weight('router.bias', experts)] : []),
    ...Array.from({ length: experts }, (_, e) => expertTensors(`experts.${e}`, moe, ffn)).flat(),
    ...(sharedExperts > 0 ? expertTensors('shared', moe, sharedWidth(moe)) : []),
    ...(sharedGate === true ? [weight(SHARED_GATE, hidden, 1)] : []),
  ];
}

/** The weights of one expert, or of a dense layer: w1, w3 [H,width], w2 [width,H] and their biases. */
export function expertTensors(
  name: string,
  { hidden, activation, expertBiases }: Pick<MoeFields, 'hidden' | 'activation' | 'expertBiases'>,
  width: number,
): readonly GivenTensor[] {
  const gated = isGated(activation);
  return [
    weight(`${name}.w1`, hidden, width),
    weight(`${name}.w2`, width, hidden),
    ...(gated ? [weight(`${name}.w3`, hidden, width)] : []),
    ...(expertBiases ? [weight(`${name}.b1`, width), weight(`${name}.b2`, hidden)] : []),
    ...(expertBiases && gated ? [weight(`${name}.b3`, width)] : []),
  ];
}

/** x [T,H], the layer's weights, dy [T,H]. */
export function givenTensors(workload: LayerWorkload): readonly GivenTensor[] {
  const { tokens, hidden } = workload;
  return [
    { name: 'x', shape: [tokens, hidden], kind: 'activation' },
    ...moeTensors(workload),
    { name: 'dy', shape: [tokens, hidden], kind: 'activation' },
  ];
}

export function gain(name: string, size: number): GivenTensor {
  return { name, shape: [size], kind: 'gain' };
}

export function weight(name: string, ...shape: readonly number[]): GivenTensor {
  return { name, shape, kind: 'weight' };
}

/** A given tensor's values, in the type that the workload's dtype stores, row-major. */
export function tensorValues(workload: Pick<MoeWorkload, 'dtype' | 'seed'>, tensor: GivenTensor): FloatArray {
  const { name, shape, kind } = tensor;
  const type = storedType(workload.dtype);
  const length = shape.reduce((product, size) => product * size, 1);
  switch (kind) {
    case 'weight':
      return fill(type, workload.seed, name, length, weightAmplitude(shape[0] ?? 1));
    case 'activation':
      return fill(type, workload.seed, name, length, 1);
    case 'gain':
      return emptyFloats(type, length).fill(1);
    case 'zeros':
      // Written to, like all others: only then do they lie in memory before the first step.
      return emptyFloats(type, length).fill(0);
    case 'table':
      return emptyFloats(type, length).map((_, index) => tensor.valueAt(index));
  }
}
