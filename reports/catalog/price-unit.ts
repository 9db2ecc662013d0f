/** What an amount of money is for, and what that comes to for one device and, of a rent, one hour. All offers convert here. */

/** Hours of a period of rent: a year has 365.25 days, a month is a twelfth of it. */
export const HOURS_OF = { hour: 1, month: 730.5, year: 8766 } as const;

/** `node-…`: of all devices of the offer together. Without an hour, month or year it is a purchase. */
export const PRICE_UNITS = [
  'device-hour',
  'device-month',
  'device-year',
  'node-hour',
  'node-month',
  'node-year',
  'device',
  'node',
] as const;

export type PriceUnit = (typeof PRICE_UNITS)[number];

type Meaning = { readonly rents: boolean; readonly hours: number; readonly ofNode: boolean };

const MEANING: Readonly<Record<PriceUnit, Meaning>> = {
  'device-hour': { rents: true, hours: HOURS_OF.hour, ofNode: false },
  'device-month': { rents: true, hours: HOURS_OF.month, ofNode: false },
  'device-year': { rents: true, hours: HOURS_OF.year, ofNode: false },
  'node-hour': { rents: true, hours: HOURS_OF.hour, ofNode: true },
  'node-month': { rents: true, hours: HOURS_OF.month, ofNode: true },
  'node-year': { rents: true, hours: HOURS_OF.year, ofNode: true },
  device: { rents: false, hours: 1, ofNode: false },
  node: { rents: false, hours: 1, ofNode: true },
};

/** Whether the unit is one of rent, not of a purchase. */
export const isRentUnit = (unit: PriceUnit): boolean => MEANING[unit].rents;

/** Whether the amount is for all devices of the offer. */
export const isNodeUnit = (unit: PriceUnit): boolean => MEANING[unit].ofNode;

/** The amount for one device; of a rent, for one hour of it. `devices`: in the node; plays no part in a unit of a device. */
export function perDevice(amount: number, unit: PriceUnit, devices: number): number {
  const { hours, ofNode } = MEANING[unit];
  return amount / hours / (ofNode ? devices : 1);
}
