/** A chip that was not measured: its speed on a workload, projected by one roofline. Labelled `projected` everywhere. */
import { falling, type Interval } from '../../results/statistics.ts';
import type { Dtype, MoeWorkload } from '../../suites/workload.ts';
import type { Chip, PeakDtype } from '../catalog/catalog.ts';
import { type Absent, absent, isAbsent } from '../figure.ts';
import { bytesPerStep } from '../rows/bytes.ts';
import type { Reached } from './reached.ts';

/** The peak of the products of a dtype. float32 is IEEE, never TF32; no data sheet of the catalog states float64. */
export const PEAK_OF: Readonly<Record<Dtype, PeakDtype | null>> = {
  float32: 'float32',
  float16: 'float16',
  bfloat16: 'bfloat16',
  tf32: 'tf32',
  'float8-tensorwise': 'float8',
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

/** Step time ≥ max(FLOPs ÷ peak, bytes ÷ memory bandwidth) (Williams et al. 2009, the roofline). */
export function roofOf(chip: Chip, workload: MoeWorkload, flopsPerStep: number): Roof | Absent {
  const dtype = PEAK_OF[workload.dtype];
  const peakFlops = dtype === null ? null : chip.peakFlops[dtype];
  if (peakFlops === null) return absent('no-peak-of-chip', { chip: chip.name, dtype: workload.dtype });
  if (chip.memoryBytesPerSecond === null) return absent('no-bandwidth-of-chip', { chip: chip.name });
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

/** Roof ÷ the share of a peak that published training reaches: the point, and where one more published run lies. */
export function project(chip: Chip, workload: MoeWorkload, flopsPerStep: number, reached: Reached | null): Projection {
  const roof = roofOf(chip, workload, flopsPerStep);
  if (isAbsent(roof)) return roof;
  if (reached === null) return absent('too-few-anchors');
  const share: Interval = { ...endsOf(reached), kind: 'bounds', rounds: 0 };
  return { available: true, roof, stepMs: falling(share, reachedShare => roof.stepMs / reachedShare) };
}

const endsOf = ({ point, low, high }: Reached) => ({ point, low, high });
