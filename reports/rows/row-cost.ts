/** What a row costs, and what it saves compared with the reference. Pure. */
import type { Chip } from '../catalog/catalog.ts';
import { type Absent, absent, type Figure, isAbsent } from '../figure.ts';
import {
  type Cost,
  comparableRents,
  newestRent,
  positiveHours,
  rentFor,
  type Saving,
  savingOf,
} from '../money/cost.ts';
import { notCompared } from '../race/comparison.ts';
import type { Compared } from '../reference/compared.ts';
import { whyNoRent } from './chip-that-ran.ts';
import { meanStepTime } from './normalise.ts';
import type { RowGround } from './row-ground.ts';

export type Money = { readonly costPerTrillionTokens: Cost; readonly saving: Saving };

/** Device-hours for 10¹² tokens on the board that ran. */
export const hoursOf = ({ pool, workload }: RowGround['work']): Figure =>
  positiveHours(meanStepTime(pool), workload.tokens);

/** `compared`: the hours with what boards and runs differ by, as a comparison of chips carries it. */
export function moneyOf(row: RowGround, compared: Compared): Money {
  const { work, chip, reference, catalog } = row;
  const hours = hoursOf(work);
  if (chip === null) {
    const none = absent('no-cost', {}, [whyNoRent(work.pool)]);
    return { costPerTrillionTokens: none, saving: none };
  }
  const rents = rentsCompared(row, chip);
  if (isAbsent(rents)) return { costPerTrillionTokens: costAt(hours, newestRent(catalog, chip)), saving: rents };
  const referenceCost = costAt(reference.deviceHoursPerTrillionTokens, rents.reference);
  return {
    costPerTrillionTokens: costAt(hours, rents.chip),
    saving: savingOf(costAt(compared.hours, rents.chip), referenceCost, compared.ground),
  };
}

/** The two rents of a saving, or why there is none. */
function rentsCompared(
  { work: { pool }, referenceChip, catalog }: RowGround,
  chip: Chip,
): ReturnType<typeof comparableRents> {
  if (chip.id === referenceChip.id) return absent('is-reference');
  return notCompared(pool.race) ?? comparableRents(catalog, chip, referenceChip);
}

/** Hours × rent where both are known. */
export function costAt(hours: Figure, rent: Parameters<typeof rentFor>[1] | Absent): Cost {
  if (isAbsent(rent)) return rent;
  return hours.available ? rentFor(hours, rent) : absent('no-cost', {}, [hours]);
}
