/** Which energy of a timed window is that of the target's device alone. Pure. */
import { isOnHost } from '../on-host.ts';
import type { RunRecord, Target } from '../record.ts';
import type { Measurement } from '../schema/outcome.ts';
import { type Reading, unavailable } from '../schema/reading.ts';

/** How the harness names a sum of disjoint boundaries: `board + package + dram`. */
export const JOINT = ' + ';
/** Boundaries that hold nothing of the host. An APU's package holds the host's processor. */
const DEVICE_ONLY: ReadonlySet<string> = new Set(['die', 'chip', 'board']);

/** Whether any part of a reading was estimated (limit × busy time). */
export const isEstimate = (method: string): boolean => method.split(JOINT).includes('estimated');

export const isOfDeviceAlone = (scope: string): boolean => scope.split(JOINT).every(part => DEVICE_ONLY.has(part));

/** What has to be known of where an energy was read. */
export type Where = { readonly record: Pick<RunRecord, 'context'>; readonly target: Target };

/** The energy of the target's device; none of a host that other targets computed on at once. */
export function targetEnergy({ record, target }: Where, { energyJ }: Pick<Measurement, 'energyJ'>): Reading {
  if (!energyJ.available || record.context.concurrent !== true) return energyJ;
  const ofDevice = !isOnHost(target) && isOfDeviceAlone(energyJ.scope);
  return ofDevice ? energyJ : unavailable('shared-boundary', { scope: energyJ.scope });
}
