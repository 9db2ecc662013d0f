/**
 * What cannot be true by a chip's data sheet: a speed above its peak, a step faster than its memory can feed, more power than
 * it may draw. A device that is no chip of the catalog is not judged. What needs no catalog is in results/physics/. Pure.
 */

import { findings, type Measured, type Rule } from '../../results/physics/rule.ts';
import {
  type Judged,
  measuredCells,
  named,
  recordViolations,
  type Violation,
} from '../../results/physics/violations.ts';
import type { Note } from '../../results/schema/note.ts';
import { streamBytes } from '../../suites/gemm/stream.ts';
import { dispatchShares } from '../../suites/moe/routing/capacity.ts';
import { headWidths } from '../../suites/moe/sizes.ts';
import { isMoe, type Pass, type Workload } from '../../suites/workload.ts';
import { type Catalog, type Chip, chipOfDevice } from '../catalog/catalog.ts';
import { PEAK_OF } from '../reference/reference.ts';
import { BYTES_PER_ELEMENT, bytesPerStep } from './bytes.ts';
import type { ChipCheck } from './codes.ts';

/** How far a sound measurement may lie above a data sheet: boards boost above the clock their sheet states. */
export const SHEET_MARGIN = 1.1;

/** A sheet that is itself in doubt condemns no measurement. */
const SOUND_SHEETS: readonly Chip['confidence'][] = ['high', 'medium'];

/** As much as the largest cache of a chip in the catalog holds (AMD MI300X: 256 MB of Infinity Cache). */
export const CACHE_BYTES = 2 ** 28;
/** How often a step touches one byte at the most, and so how many of its moves a cache can save (bytes.ts). */
const TOUCHES: Readonly<Record<Pass, number>> = { forward: 1, 'forward-backward': 2, train: 4 };

/** Boundaries that hold one chip and no host; a package may be the processor's, a chassis holds everything. */
const OF_ONE_CHIP = /^(die|chip|board)$/;

type OnChip = Measured & { readonly chip: Chip };

const CHIP_RULES: readonly Rule<OnChip>[] = [
  {
    code: 'above-peak',
    broken({ workloadCase, measurement, chip }) {
      const { workload } = workloadCase;
      const dtype = PEAK_OF[workload.dtype];
      const peak = dtype === null ? null : chip.peakFlops[dtype];
      const flops = leastFlops(workloadCase);
      if (peak === null || flops === null) return null;
      const exceeded = above({ quantity: flops, measurement, limitPerSecond: peak });
      return exceeded && chipFinding('above-peak', { ...exceeded, chip: chip.name, dtype: workload.dtype });
    },
  },
  {
    code: 'above-bandwidth',
    broken({ workloadCase: { workload }, measurement, chip }) {
      const bytes = bytesPastCache(workload);
      if (bytes <= 0 || chip.memoryBytesPerSecond === null) return null;
      const exceeded = above({ quantity: bytes, measurement, limitPerSecond: chip.memoryBytesPerSecond });
      return exceeded && chipFinding('above-bandwidth', { ...exceeded, chip: chip.name });
    },
  },
  {
    code: 'above-power',
    broken({ measurement: { meanPowerW: mean, conditions }, chip }) {
      // The driver's own limit is the better witness: sheets and sources differ by board (results/physics/power.ts).
      if (conditions.available && conditions.powerLimitW !== null) return null;
      if (!mean.available || !OF_ONE_CHIP.test(mean.scope) || chip.tdpWatts === null) return null;
      if (mean.value <= chip.tdpWatts * SHEET_MARGIN) return null;
      return chipFinding('above-power', {
        watts: mean.value,
        scope: mean.scope,
        chip: chip.name,
        limitW: chip.tdpWatts,
      });
    },
  },
];

/** Every code that takes a chip of the catalog. */
export const CHIP_CODES: readonly string[] = CHIP_RULES.map(({ code }) => code);

/** Every check that a record breaks, those of data sheets among them. */
export function physicsViolations(record: Judged, catalog: Catalog): Violation[] {
  return [...recordViolations(record), ...chipViolations(record, catalog)];
}

function chipViolations(record: Judged, catalog: Catalog): Violation[] {
  return measuredCells(record).flatMap(measured => {
    const chip = chipOfDevice(catalog, measured.target.device);
    return chip === null || !SOUND_SHEETS.includes(chip.confidence)
      ? []
      : named(measured.cell.id, findings(CHIP_RULES, { ...measured, chip }));
  });
}

/**
 * FLOPs no kernel can do without: of T·S causal scores (S − 1) ÷ 2S are behind the mask, and may be skipped. null: a stream's
 * additions are no matrix product, and what a capacity drops of a learned routing only the run knows.
 */
function leastFlops({ workload, flopsPerStep }: Measured['workloadCase']): number | null {
  if (workload.part === 'stream') return null;
  if (workload.part === 'gemm') return flopsPerStep;
  if (dispatchShares(workload) === null) return null;
  if (workload.part === 'moe-layer') return flopsPerStep;
  const { tokens, sequence, attention, pass } = workload;
  const { query, value } = headWidths(attention);
  const layers = workload.part === 'train-step' ? workload.layers : 1;
  const masked = tokens * (sequence - 1) * attention.heads * (query + value) * layers;
  return flopsPerStep - (pass === 'forward' ? 1 : 3) * masked;
}

/** Bytes of a step that no cache can have kept from one touch to the next; matrix products are bound by their FLOPs. */
function bytesPastCache(workload: Workload): number {
  if (isMoe(workload)) return bytesPerStep(workload) - TOUCHES[workload.pass] * CACHE_BYTES;
  return workload.part === 'stream' ? streamBytes(workload, BYTES_PER_ELEMENT[workload.dtype]) - CACHE_BYTES : 0;
}

type Rate = Pick<Measured, 'measurement'> & {
  /** FLOPs or bytes of a step. */
  readonly quantity: number;
  readonly limitPerSecond: number;
};

/** Judged are the figures that are reported, median and mean: one step timed short is no claim of anybody's. */
function above({ quantity, measurement: { stepMs }, limitPerSecond }: Rate) {
  const ms = Math.min(stepMs.medianMs, stepMs.sumMs / stepMs.steps);
  const perSecond = (1000 * quantity) / ms;
  return perSecond <= limitPerSecond * SHEET_MARGIN ? null : { quantity, ms, perSecond, limitPerSecond };
}

const chipFinding = (code: ChipCheck, values: Note['values']): Note => ({ code, values });
