/** A price of the catalog: the row as it is written, by whatever unit it was offered, and the same for one device. */
import * as z from 'zod';
import { noteSchema } from './line.ts';
import { isNodeUnit, isRentUnit, PRICE_UNITS, type PriceUnit, perDevice } from './price-unit.ts';
import { currencySchema, positive, provenance } from './row.ts';

/** Kinds that buy a device: alone, as its share of a server with the host included, or second-hand. */
export const PURCHASE_KINDS = ['list', 'list-server', 'used'] as const;

/**
 * Kinds that rent one. `rent-spot` may be interrupted; `fair`: what a team reckons an hour costs it; `assumed`: an hour's price that
 * a source supposes. Only like is compared with like.
 */
export const RENT_KINDS = ['rent-on-demand', 'rent-reserved', 'rent-spot', 'fair', 'assumed'] as const;
export const PRICE_KINDS = [...PURCHASE_KINDS, ...RENT_KINDS] as const;

export type PriceKind = (typeof PRICE_KINDS)[number];

const PURCHASES: readonly string[] = PURCHASE_KINDS;
export const isRent = ({ kind }: { readonly kind: PriceKind }): boolean => !PURCHASES.includes(kind);

/** Of a row that came from a user's file (overlay.ts): that file's name. Absent: the row is shipped. */
export const overlaid = { overlay: z.string().optional() };

const fields = {
  chip: z.string(),
  low: positive,
  high: positive,
  currency: currencySchema,
  kind: z.enum(PRICE_KINDS),
  /** How many devices come together at least. */
  devicesInOffer: z.int().positive().optional(),
  /** Absent: the source does not say. */
  taxIncluded: z.boolean().optional(),
  region: noteSchema.optional(),
  offer: noteSchema.nullable(),
  ...provenance,
  notes: noteSchema.optional(),
};

const unitSchema = z.enum(PRICE_UNITS);
const inOrder = ({ low, high }: { readonly low: number; readonly high: number }) => low <= high;

/** A row of prices.json. `per`: an hour of a device where it is left out; of a purchase, a device. `offer`: whose or what sort of offer it is. */
export const priceRowSchema = z
  .strictObject({ ...fields, per: unitSchema.optional() })
  .refine(inOrder, 'low is above high')
  .refine(({ per, kind }) => per === undefined || isRentUnit(per) === isRent({ kind }), {
    path: ['per'],
    error: 'give device or node for a purchase, device-hour, node-month or their like for a rent',
  })
  .refine(({ per, devicesInOffer }) => per === undefined || !isNodeUnit(per) || devicesInOffer !== undefined, {
    path: ['devicesInOffer'],
    error: 'give the number of devices in the node',
  });

/** As it was offered, where that is not one device, nor one hour of it. */
const quotedSchema = z.strictObject({ low: positive, high: positive, per: unitSchema });

/** `low` and `high` are for one device; of a rent, for one hour of it. */
export const priceSchema = z
  .strictObject({ ...fields, quoted: quotedSchema.optional(), ...overlaid })
  .refine(inOrder, 'low is above high');

export type PriceRow = Readonly<z.infer<typeof priceRowSchema>>;
export type Price = Readonly<z.infer<typeof priceSchema>>;

/** The row's price for one device; of a rent, for one hour of it. */
export function priceOf({ per, low, high, ...row }: PriceRow & Pick<Price, 'overlay'>): Price {
  const plain: PriceUnit = isRent(row) ? 'device-hour' : 'device';
  if (per === undefined || per === plain) return { ...row, low, high };
  const each = (amount: number) => perDevice(amount, per, row.devicesInOffer ?? 1);
  return { ...row, low: each(low), high: each(high), quoted: { low, high, per } };
}
