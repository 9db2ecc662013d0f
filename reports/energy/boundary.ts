/** Which energy of a round is one row's alone, what lies inside its boundary, and what is left out. */

import { isOnHost } from '../../results/on-host.ts';
import type { RunRecord, Target } from '../../results/record.ts';
import { WIDTH } from '../../results/schema/energy.ts';
import type { Measurement } from '../../results/schema/outcome.ts';
import { type Reading, unavailable } from '../../results/schema/reading.ts';

/** How the harness names a sum of disjoint boundaries: `board + package + dram`. */
const JOINT = ' + ';
/** Boundaries that hold nothing of the host. An APU's package holds the host's processor. */
const DEVICE_ONLY: ReadonlySet<string> = new Set(['die', 'chip', 'board']);
/** Why the device of a target has no energy of its own though its machine may: a part of a card is no card. */
const PART_OF_A_CARD: ReadonlySet<string> = new Set(['sliced', 'slice-visible']);

/** Whether any part of a reading was estimated (limit × busy time). */
export const isEstimate = (method: string): boolean => method.split(JOINT).includes('estimated');

/** What a pool knows of where its energy was read. */
export type Where = { readonly record: Pick<RunRecord, 'context'>; readonly target: Target };

/**
 * The energy of a window at the widest boundary that is this row's alone. What all targets shared at once (chassis, host) is
 * nobody's alone: then it is that of the target's own device. A slice has none: its card and machine are others' too.
 */
export function rowEnergy(
  where: Where,
  { energyJ, widestEnergyJ }: Pick<Measurement, 'energyJ' | 'widestEnergyJ'>,
): Reading {
  if (!energyJ.available && PART_OF_A_CARD.has(energyJ.code)) return energyJ;
  return where.record.context.concurrent === true ? targetEnergy(where, { energyJ }) : widestEnergyJ;
}

/** The energy of the target's device; none of a host that other targets computed on at once. */
export function targetEnergy({ record, target }: Where, { energyJ }: Pick<Measurement, 'energyJ'>): Reading {
  if (!energyJ.available || record.context.concurrent !== true) return energyJ;
  const ofDevice = !isOnHost(target) && isOfDeviceAlone(energyJ.scope);
  return ofDevice ? energyJ : unavailable('shared-boundary', { scope: energyJ.scope });
}

/** Accelerators of the machine beside the target's device; null where none was listed and the target is one. */
export function otherAccelerators({ record, target }: Where): number | null {
  const { length } = record.context.machine.accelerators;
  if (isOnHost(target)) return length;
  return length === 0 ? null : length - 1;
}

export const isWholeMachine = (scope: string): boolean => scope.split(JOINT).includes('chassis');

export const isOfDeviceAlone = (scope: string): boolean => scope.split(JOINT).every(part => DEVICE_ONLY.has(part));

/** The narrowest part of a scope by `WIDTH`; null where a part is none that this program knows. */
export function narrowestWidth(scope: string): number | null {
  const widths = scope.split(JOINT).map(part => WIDTHS.get(part));
  return widths.some(width => width === undefined) ? null : Math.min(...widths.flatMap(width => width ?? []));
}

const WIDTHS: ReadonlyMap<string, number> = new Map(Object.entries(WIDTH));
