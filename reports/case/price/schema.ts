/** A price of a case as it is written: a rent per hour, month or year, of a device or of a node; or what a device is bought for. */

import * as z from 'zod';
import type { HOURS_OF } from '../../catalog/price-unit.ts';
import { BELOW_ONE, NOT_NEGATIVE, POSITIVE, spreadSchema, UP_TO_ONE } from '../../money/sampling/spread.ts';
import { provenance } from '../stated.ts';
import { type Amount, amountSchema, amountTextSchema, shareSchema } from '../written/fields.ts';

/** `rent`: an offer that does not say of which kind it is. */
export const RENT_KINDS = ['rent', 'rent-on-demand', 'rent-reserved', 'rent-spot', 'fair', 'assumed'] as const;
export type RentKind = (typeof RENT_KINDS)[number];

/** The periods that a rent is given for. */
export type RentPeriod = keyof typeof HOURS_OF;

const currency = z.string();
const vatSchema = z
  .strictObject({
    rate: shareSchema(UP_TO_ONE)
      .refine(rate => typeof rate === 'number', { error: 'give the rate of VAT as one number, as 0.13 or 13 %' })
      .optional(),
    /** Whether the amount holds the tax already; then its rate is needed. */
    included: z.boolean(),
  })
  .refine(({ rate, included }) => !included || rate !== undefined, {
    error: 'is included, and its rate is not given; give vat: {rate: 0.13, included: true}',
  });
export type Vat = z.infer<typeof vatSchema>;

export type RentPrice = {
  readonly amount: Amount;
  readonly period: RentPeriod;
  /** The devices of the node that the amount is for; null: it is for one device. */
  readonly nodeDevices: number | null;
  readonly kind?: RentKind | undefined;
  readonly currency?: string | undefined;
  readonly vat?: Vat | undefined;
  readonly source?: string | undefined;
  readonly date?: string | undefined;
};

const FIELD_OF = { hour: 'perHour', month: 'perMonth', year: 'perYear' } as const;
export const RENT_PERIODS = ['hour', 'month', 'year'] as const satisfies readonly RentPeriod[];

const writtenRentSchema = z.strictObject({
  perHour: amountSchema(POSITIVE).optional(),
  perMonth: amountSchema(POSITIVE).optional(),
  perYear: amountSchema(POSITIVE).optional(),
  perNodeOf: z.int().positive().optional(),
  /** Another name of `perNodeOf`. */
  devices: z.int().positive().optional(),
  kind: z.enum(RENT_KINDS).optional(),
  currency: currency.optional(),
  vat: vatSchema.optional(),
  ...provenance,
});

export const rentSchema = writtenRentSchema.transform((written, context): RentPrice => {
  const { perHour: _hour, perMonth: _month, perYear: _year, perNodeOf, devices, ...rest } = written;
  const amounts = RENT_PERIODS.flatMap(period => {
    const amount = written[FIELD_OF[period]];
    return amount === undefined ? [] : [{ period, amount }];
  });
  const [first, second] = amounts;
  const nodeDevices = perNodeOf ?? devices ?? null;
  const refuse = (path: readonly string[], message: string) =>
    context.issues.push({ code: 'custom', message, input: written, path: [...path] });
  if (first === undefined) refuse([], 'give one of perHour, perMonth and perYear');
  else if (second !== undefined)
    refuse([], `has ${amounts.map(({ period }) => FIELD_OF[period]).join(' and ')}; give one`);
  else if (perNodeOf !== undefined && devices !== undefined && perNodeOf !== devices) {
    refuse(
      ['devices'],
      `is ${devices}, and perNodeOf is ${perNodeOf}; both are the devices of a node: give perNodeOf alone`,
    );
  } else {
    const fault = amountFault(first, nodeDevices);
    if (fault === null) return { ...first, nodeDevices, ...rest };
    refuse([FIELD_OF[first.period]], fault);
  }
  return z.NEVER;
});

/** Where the text of an amount says something else than its field. */
function amountFault(
  { amount, period }: Pick<RentPrice, 'amount' | 'period'>,
  nodeDevices: number | null,
): string | null {
  const field = FIELD_OF[period];
  if (amount.period !== null && amount.period !== period) {
    return `is an amount per ${amount.period} in ${field}; ${periodFix(amount.period)}`;
  }
  return amount.isOfNode && nodeDevices === null ? 'is for a node; say of how many devices, as perNodeOf: 8' : null;
}

const periodFix = (period: NonNullable<Amount['period']>): string =>
  period === 'day' || period === 'week'
    ? `give perHour: a ${period} has ${period === 'day' ? 24 : 168} hours`
    : `give ${FIELD_OF[period]}`;

/** `price: 20 CNY/h`. */
export const rentTextSchema = amountTextSchema(POSITIVE).transform((amount, context): RentPrice => {
  const { period } = amount;
  const fault =
    period === null
      ? 'does not say for how long; give it as 20 CNY/h, /month or /year'
      : period === 'day' || period === 'week'
        ? `is an amount per ${period}; ${periodFix(period)}`
        : amountFault({ amount, period }, null);
  if (fault === null && period !== null && period !== 'day' && period !== 'week') {
    return { amount, period, nodeDevices: null };
  }
  context.issues.push({ code: 'custom', message: fault ?? 'gives no period', input: amount });
  return z.NEVER;
});

/** The catalog's rents of that kind: docs/COST.md, The catalog. */
export const catalogRentSchema = z.strictObject({
  catalog: z.enum(RENT_KINDS).exclude(['rent']),
  offer: z.string().optional(),
});

export const ownedSchema = z.strictObject({
  /** `catalog`: its list prices, else its share of a server. */
  purchase: z.union([amountSchema(POSITIVE), z.literal('catalog')]),
  /** What it is still worth at the end of its life, as a share of its price. */
  residual: shareSchema(BELOW_ONE),
  lifeYears: spreadSchema(POSITIVE),
  upkeepPerYear: amountSchema(NOT_NEGATIVE),
  currency: currency.optional(),
  vat: vatSchema.optional(),
  ...provenance,
});

export type CatalogPrice = z.infer<typeof catalogRentSchema>;
export type OwnedPrice = z.infer<typeof ownedSchema>;
