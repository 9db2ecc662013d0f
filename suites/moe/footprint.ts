/** About how much memory a step of a layer needs: to refuse what cannot fit before anything is allocated. */
import type { LayerWorkload } from '../workload.ts';
import { givenTensors } from './tensors.ts';

/**
 * Bytes held at once by a step: the given tensors, a gradient beside each where there is a backward pass, and the rows of
 * every expert (x, result, and hidden activations with what backward keeps of them). An estimate from above; what was
 * really used is measured. Half types count as float32, which is what a runtime without kernels for them turns them into.
 */
export function layerFootprintBytes(workload: LayerWorkload): number {
  const { tokens, hidden, ffn, topK, sharedExperts, dtype, pass } = workload;
  const given = givenTensors(workload).reduce(
    (total, { shape }) => total + shape.reduce((size, dim) => size * dim, 1),
    0,
  );
  const backward = pass === 'forward-backward';
  const rows = tokens * (topK + sharedExperts);
  const activations = rows * (2 * hidden + (backward ? 6 : 3) * ffn);
  return (given * (backward ? 2 : 1) + activations) * (dtype === 'float64' ? 8 : 4);
}
