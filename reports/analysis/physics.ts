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
import { streamBytes } from '../../suites/gemm/stream.ts';
import { isMoe, type Pass, type Workload } from '../../suites/workload.ts';
import { type Catalog, type Chip, chipOfDevice } from '../catalog/catalog.ts';
import { decimalUnit, pointText } from '../format.ts';
import { BYTES_PER_ELEMENT, bytesPerStep } from './bytes.ts';
import { PEAK_OF } from './reference.ts';

/** How far a sound measurement may lie above a data sheet: boards boost above the clock their sheet states. */
export const SHEET_MARGIN = 1.1;

/** As much as the largest cache of a chip in the catalog holds (AMD MI300X: 256 MB of Infinity Cache). */
export const CACHE_BYTES = 2 ** 28;
/** How often a step touches one byte at the most, and so how many of its moves a cache can save (bytes.ts). */
const TOUCHES: Readonly<Record<Pass, number>> = { forward: 1, 'forward-backward': 2, train: 4 };

/** Boundaries that hold one chip and no host; a package may be the processor's, a chassis holds everything. */
const OF_ONE_CHIP = /^(die|chip|board)\b/;

type OnChip = Measured & { readonly chip: Chip };

const CHIP_RULES: readonly Rule<OnChip>[] = [
  {
    code: 'above-peak',
    broken({ workloadCase: { workload, flopsPerStep }, measurement, chip }) {
      const dtype = PEAK_OF[workload.dtype];
      const peak = dtype === null ? null : chip.peakFlops[dtype];
      // A stream's additions are counted as its FLOPs; it is memory that bounds it.
      if (peak === null || workload.part === 'stream') return null;
      return above({
        did: flopsPerStep,
        unit: 'FLOP',
        measurement,
        limit: peak,
        of: `${chip.name} in ${workload.dtype}`,
      });
    },
  },
  {
    code: 'above-bandwidth',
    broken({ workloadCase: { workload }, measurement, chip }) {
      const bytes = bytesPastCache(workload);
      if (bytes <= 0 || chip.memoryBytesPerSecond === null) return null;
      const of = `the memory of ${chip.name}`;
      return above({ did: bytes, unit: 'B', measurement, limit: chip.memoryBytesPerSecond, of });
    },
  },
  {
    code: 'above-power',
    broken({ measurement: { energyJ, stepMs }, chip }) {
      if (!energyJ.available || !OF_ONE_CHIP.test(energyJ.scope) || chip.tdpWatts === null) return null;
      const watts = (1000 * energyJ.value) / stepMs.sumMs;
      if (watts <= chip.tdpWatts * SHEET_MARGIN) return null;
      const [mean, limit] = [watts, chip.tdpWatts].map(value => pointText(value, decimalUnit(value, 'W')));
      return `${energyJ.value} J (${energyJ.scope}) in ${stepMs.sumMs} ms are ${mean}; ${chip.name} may draw ${limit}`;
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
    const chip = chipOfDevice(catalog, measured.target.device.name);
    return chip === null ? [] : named(measured.cell.id, findings(CHIP_RULES, { ...measured, chip }));
  });
}

/** Bytes of a step that no cache can have kept from one touch to the next; matrix products are bound by their FLOPs. */
function bytesPastCache(workload: Workload): number {
  if (isMoe(workload)) return bytesPerStep(workload) - TOUCHES[workload.pass] * CACHE_BYTES;
  return workload.part === 'stream' ? streamBytes(workload, BYTES_PER_ELEMENT[workload.dtype]) - CACHE_BYTES : 0;
}

type Rate = Pick<Measured, 'measurement'> & {
  readonly did: number;
  readonly unit: string;
  readonly limit: number;
  readonly of: string;
};

/** Judged are the figures that are reported, median and mean: one step timed short is no claim of anybody's. */
function above({ did, unit, measurement: { stepMs }, limit, of }: Rate): string | null {
  const ms = Math.min(stepMs.medianMs, stepMs.sumMs / stepMs.steps);
  const rate = (1000 * did) / ms;
  if (rate <= limit * SHEET_MARGIN) return null;
  const text = (value: number, symbol: string) => pointText(value, decimalUnit(value, symbol));
  return `${text(did, unit)} in ${ms} ms are ${text(rate, `${unit}/s`)}; ${of} has ${text(limit, `${unit}/s`)}`;
}
