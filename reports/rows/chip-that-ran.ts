/** The chip whose speed a pool's is: none where the trace says that all work of the step was done elsewhere. Pure. */
import { type Catalog, type Chip, chipOfTarget, isNoChip, whyNoChip } from '../catalog/catalog.ts';
import { type Fact, fact } from '../fact.ts';
import { workElsewhere } from './placed.ts';
import type { Pool } from './pool.ts';
import { placementOf } from './readings.ts';

type Ran = Pick<Pool, 'target' | 'rounds'>;

/** As `chipOfTarget`; null as well where a target fell back altogether: its time is that of another processor. */
export function chipThatRan(catalog: Catalog, pool: Ran): Chip | null {
  return isOffDevice(pool) ? null : chipOfTarget(catalog, pool.target);
}

/** Whether the target's own provider did none of the work. */
export const isOffDevice = (pool: Ran): boolean => providersInstead(pool).length > 0;

/** Why a pool is of no chip of the catalog. */
export function whyNoChipRan(pool: Ran): Fact {
  const { device, software } = pool.target;
  if (software) return fact('software-adapter', { device: device.name });
  return isOffDevice(pool)
    ? fact('ran-off-device', { device: device.name, providers: providersInstead(pool) })
    : whyNoChip(device);
}

/** Why it has no rent. */
export function whyNoRent(pool: Ran): Fact {
  const { device, software } = pool.target;
  const isUnknown = !software && !isNoChip(device) && !isOffDevice(pool);
  return isUnknown ? fact('no-rent-of-device', { device: device.name }) : whyNoChipRan(pool);
}

const providersInstead = ({ target, rounds }: Ran): readonly string[] => workElsewhere(target, placementOf(rounds));

/** Whether the device of a row of the report did none of its work: the time is that of another, so the row stands for no device. */
export const fellBack = ({ chipReason }: { readonly chipReason: Fact | null }): boolean =>
  chipReason?.code === 'ran-off-device';
