/** What a row costs, and what it saves beside the reference. Pure. */
import { type Chip, isNoChip, type NamedDevice, whyNoChip } from '../catalog/catalog.ts';
import type { AgedCatalog } from '../catalog/staleness.ts';
import { type Absent, absent, type Figure, isAbsent, said } from '../figure.ts';
import {
  type Cost,
  comparableRents,
  newestRent,
  rentFor,
  type Saving,
  type SavingGround,
  savingOf,
} from '../money/cost.ts';
import type { ReferenceRow } from '../report/schema.ts';
import type { Pool } from './pool.ts';

/** `own`: of the board that ran; `compared`: with what boards and runs differ by, as a comparison of chips carries it. */
export type Hours = { readonly own: Figure; readonly compared: Figure };

/** `notCompared`: why the row stands beside no reference; null where it does. */
export function moneyOf(
  hours: Hours,
  reference: ReferenceRow,
  chip: Chip | null,
  referenceChip: Chip,
  catalog: AgedCatalog,
  { target }: Pool,
  ground: SavingGround,
  notCompared: string | null,
): { costPerTrillionTokens: Cost; saving: Saving } {
  if (chip === null) {
    const { device } = target;
    const why = target.software || isNoChip(device) ? whyNoChipOf(target) : noRentFor(device);
    const none = said(`no cost, because ${why}`);
    return { costPerTrillionTokens: none, saving: none };
  }
  if (chip.id === referenceChip.id) {
    return {
      costPerTrillionTokens: costAt(hours.own, newestRent(catalog, chip)),
      saving: said('it is the reference'),
    };
  }
  if (notCompared !== null) {
    return { costPerTrillionTokens: costAt(hours.own, newestRent(catalog, chip)), saving: said(notCompared) };
  }
  const rents = comparableRents(catalog, chip, referenceChip);
  if (isAbsent(rents)) return { costPerTrillionTokens: costAt(hours.own, newestRent(catalog, chip)), saving: rents };
  const referenceCost = costAt(reference.deviceHoursPerTrillionTokens, rents.reference);
  return {
    costPerTrillionTokens: costAt(hours.own, rents.own),
    saving: savingOf(costAt(hours.compared, rents.own), referenceCost, ground),
  };
}

export const whyNoChipOf = ({ device, software }: Pool['target']): string =>
  software ? `'${device.name}' is a software adapter: a CPU acting as a GPU` : whyNoChip(device);

const noRentFor = ({ name }: NamedDevice) => `the catalog has no chip, and so no rent, for '${name}'`;

/** Hours × rent where both are known. */
export function costAt(hours: Figure, rent: Parameters<typeof rentFor>[1] | Absent): Cost {
  if (isAbsent(rent)) return rent;
  return hours.available ? rentFor(hours, rent) : absent('no-cost', {}, [hours]);
}
