/** A chip that is not in the room: its speed on a workload, projected by one roofline. Labelled `projected` everywhere. */
import { falling, type Interval } from '../../results/statistics.ts';
import type { Dtype, LayerWorkload } from '../../suites/workload.ts';
import type { Chip, PeakDtype, Reached } from '../catalog/catalog.ts';
import { type Absent, absent } from './figure.ts';

const BYTES_PER_ELEMENT: Readonly<Record<Dtype, number>> = { float32: 4, float16: 2, bfloat16: 2, float64: 8 };

/** The peak a workload's dtype runs under. float32 is IEEE, never TF32; no data sheet of the catalog states float64. */
const PEAK_OF: Readonly<Record<Dtype, PeakDtype | null>> = {
  float32: 'float32',
  float16: 'float16',
  bfloat16: 'bfloat16',
  float64: null,
};

/** Least time of a step at the data sheet's speed, and which of the two limits sets it. */
export type Roof = {
  readonly flopsPerStep: number;
  readonly bytesPerStep: number;
  readonly peakFlops: number;
  readonly memoryBytesPerSecond: number;
  readonly limit: 'compute' | 'memory';
  readonly stepMs: number;
};

export type Projection = { readonly available: true; readonly roof: Roof; readonly stepMs: Interval } | Absent;

/**
 * Bytes a step must move at the least, each tensor once per use and everything else kept on the chip. In elements, with
 * W = H·E + 3·H·F·(E + shared) weights and R = T·(k + shared) expert rows:
 * forward: W + 2TH (weights and x read, y written);
 * forward-backward: 3W + 5TH + 4RF (weights read twice and their gradients written; x read twice, dy read, y and dx
 * written; the gate and up products kept for the backward pass, written and read).
 */
export function bytesPerStep(workload: LayerWorkload): number {
  const { tokens, hidden, ffn, experts, topK, sharedExperts } = workload;
  const weights = hidden * experts + 3 * hidden * ffn * (experts + sharedExperts);
  const rows = tokens * (topK + sharedExperts);
  const elements =
    workload.pass === 'forward' ? weights + 2 * tokens * hidden : 3 * weights + 5 * tokens * hidden + 4 * rows * ffn;
  return elements * BYTES_PER_ELEMENT[workload.dtype];
}

/** Step time ≥ max(FLOPs ÷ peak, bytes ÷ memory bandwidth) (Williams et al. 2009, the roofline). */
export function roofOf(chip: Chip, workload: LayerWorkload, flopsPerStep: number): Roof | Absent {
  const dtype = PEAK_OF[workload.dtype];
  const peakFlops = dtype === null ? null : chip.peakFlops[dtype];
  if (peakFlops === null) return absent(`the catalog has no ${workload.dtype} peak for ${chip.name}`);
  if (chip.memoryBytesPerSecond === null) return absent(`the catalog has no memory bandwidth for ${chip.name}`);
  const bytes = bytesPerStep(workload);
  const computeMs = (1000 * flopsPerStep) / peakFlops;
  const memoryMs = (1000 * bytes) / chip.memoryBytesPerSecond;
  return {
    flopsPerStep,
    bytesPerStep: bytes,
    peakFlops,
    memoryBytesPerSecond: chip.memoryBytesPerSecond,
    limit: computeMs >= memoryMs ? 'compute' : 'memory',
    stepMs: Math.max(computeMs, memoryMs),
  };
}

/** Roof ÷ the fraction of a roof that MoE work is known to reach: a point and its bounds, not a sampled interval. */
export function project(chip: Chip, workload: LayerWorkload, flopsPerStep: number, reached: Reached): Projection {
  const roof = roofOf(chip, workload, flopsPerStep);
  if ('reason' in roof) return roof;
  const { low, point, high } = reached;
  const fraction: Interval = {
    point: point.fraction,
    low: low.fraction,
    high: high.fraction,
    kind: 'bounds',
    rounds: 0,
  };
  return { available: true, roof, stepMs: falling(fraction, reachedFraction => roof.stepMs / reachedFraction) };
}
