/** The mixture itself, wherever it stands: router → choice → dispatch → experts (+ shared) → combine. */

import type { Tensor } from '../graph/node.ts';
import { add, multiply, sigmoid } from '../graph/operators/arithmetic.ts';
import { cast } from '../graph/operators/cast.ts';
import { place } from '../graph/operators/indexing.ts';
import { matmul } from '../graph/operators/matmul.ts';
import { broadcastTo, reduceSum, zerosLike } from '../graph/operators/shape.ts';
import { fixedShape, floatTypeOf, wideType } from '../graph/tensor.ts';
import type { MoeWorkload } from '../workload.ts';
import { feedForward, type TensorLookup } from './expert.ts';
import type { Chooser } from './routing/choice.ts';
import { dispatch } from './routing/dispatch.ts';
import { type Routed, route } from './routing/router.ts';
import { SHARED_GATE } from './tensors.ts';

/** y [T,H]; counts [E]: choices that named each expert, before any is dropped; chosen [T,k]: the choices as int32. */
export type Mixture = Routed & { readonly y: Tensor; readonly counts: Tensor; readonly chosen: Tensor };

/** How often each expert was chosen, [E], in the type of the scores: what balancing looks at. */
function countChoices({ choice, scores }: Routed): Tensor {
  const ones = broadcastTo(scores.graph.scalar(scores.elementType, 1), fixedShape(choice.experts));
  return reduceSum(place(zerosLike(scores), choice.experts, ones), [0]);
}

/**
 * sigmoid(x · shared.gate), [T,1]: what the shared expert's output is multiplied by (Qwen2-MoE). Like the router's weights it is
 * float32 of half types and rounded to the activations' type. undefined: the shared expert has no gate.
 */
function sharedWeight(x: Tensor, lookup: TensorLookup, { sharedGate }: Pick<MoeWorkload, 'sharedGate'>) {
  if (sharedGate !== true) return undefined;
  const elementType = floatTypeOf(x);
  const wide = (tensor: Tensor) => cast(tensor, wideType(elementType));
  return cast(sigmoid(matmul(wide(x), wide(lookup(SHARED_GATE)))), elementType);
}

export function mixture(
  x: Tensor,
  lookup: TensorLookup,
  chooser: Chooser & { readonly workload: Omit<MoeWorkload, 'pass' | 'part'> },
  scope = '',
): Mixture {
  const { workload } = chooser;
  const { graph } = x;
  const routed = graph.inPart('router', () => route(x, lookup, chooser));
  const { dispatched, rows, weights } = graph.inPart('dispatch', () => {
    const way = dispatch(workload, routed.choice.experts, scope);
    const [rowsIn, weightsIn] = [way.send(x), way.sendPerChoice(routed.weights)];
    return { dispatched: way, rows: rowsIn, weights: weightsIn };
  });
  const results = graph.inPart('experts', () =>
    rows.map((row, e) => {
      const weight = weights[e];
      return workload.weightOn === 'input' && weight !== undefined
        ? feedForward(multiply(row, weight), `experts.${e}`, lookup, workload)
        : feedForward(row, `experts.${e}`, lookup, workload, weight);
    }),
  );
  const combined = graph.inPart('dispatch', () => dispatched.combine(results));
  const y =
    workload.sharedExperts > 0
      ? graph.inPart('experts', () =>
          add(combined, feedForward(x, 'shared', lookup, workload, sharedWeight(x, lookup, workload))),
        )
      : combined;
  return { ...routed, y, counts: countChoices(routed), chosen: dispatched.chosen };
}
