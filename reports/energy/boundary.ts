/** Which energy of a round is one row's alone, what lies inside its boundary, and what is left out. */

import { isOnHost } from '../../results/on-host.ts';
import { JOINT, targetEnergy, type Where } from '../../results/readings/energy.ts';
import { WIDTH } from '../../results/schema/energy.ts';
import type { Measurement } from '../../results/schema/outcome.ts';
import type { Reading } from '../../results/schema/reading.ts';

/** Why the device of a target has no energy of its own though its machine may: a part of a card is no card. */
const PART_OF_A_CARD: ReadonlySet<string> = new Set(['sliced', 'slice-visible']);

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

/** Accelerators of the machine beside the target's device; null where none was listed and the target is one. */
export function otherAccelerators({ record, target }: Where): number | null {
  const { length } = record.context.machine.accelerators;
  if (isOnHost(target)) return length;
  return length === 0 ? null : length - 1;
}

export const isWholeMachine = (scope: string): boolean => scope.split(JOINT).includes('chassis');

/** The narrowest part of a scope by `WIDTH`; null where a part is none that this program knows. */
export function narrowestWidth(scope: string): number | null {
  const widths = scope.split(JOINT).map(part => WIDTHS.get(part));
  return widths.some(width => width === undefined) ? null : Math.min(...widths.flatMap(width => width ?? []));
}

const WIDTHS: ReadonlyMap<string, number> = new Map(Object.entries(WIDTH));
