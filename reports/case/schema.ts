/** A buyer's case as it is written: which chips at which prices and speeds are to train what. docs/COST.md explains every field. */
import * as z from 'zod';
import { UNSOUND_DERIVATIONS } from '../catalog/anchors.ts';
import { lineSchema } from '../catalog/line.ts';
import {
  AT_LEAST_ONE,
  NOT_NEGATIVE,
  POSITIVE,
  plainPositive,
  SHARE,
  spreadSchema,
  UP_TO_ONE,
} from '../money/sampling/spread.ts';
import { modelFieldSchema } from './model-field.ts';
import { catalogRentSchema, ownedSchema, rentSchema, rentTextSchema } from './price/schema.ts';
import { day, provenance } from './stated.ts';
import { amountSchema, shareSchema, tokensSchema, unitSchema } from './written/fields.ts';

export const CASE_SCHEMA = 'moebench.case/1';

/** How a case asks for the power that records have of a chip. */
export const MEASURED = 'measured';

/** Beyond this many samples the outermost would lie further out than bounds are checked. */
const MOST_SAMPLES = 2 ** 17;

const DTYPES = ['float32', 'tf32', 'bfloat16', 'float16', 'float8'] as const;
const currency = z.string();

const speedSchema = z.union([
  z.strictObject({ tokensPerSecond: unitSchema(POSITIVE, ['tokens', 'second']), ...provenance }),
  z.strictObject({ mfu: shareSchema(SHARE), ...provenance }),
  /** An anchor of the catalog, of this model on this chip in this dtype. `accept`: also one that is no measured speed of a run. */
  z.strictObject({ published: z.string(), accept: z.enum(UNSOUND_DERIVATIONS).optional() }),
  z.strictObject({ project: z.literal(true) }),
  /** The records of this chip. */
  z.strictObject({ from: z.literal('results') }),
]);

/** What holds for the whole case, unless a candidate says otherwise. */
const conditions = {
  power: z
    .strictObject({
      pricePerKWh: amountSchema(NOT_NEGATIVE, 'kilowatt-hour').optional(),
      pue: spreadSchema(AT_LEAST_ONE).optional(),
      ...provenance,
    })
    .optional(),
  carbon: z.strictObject({ gramsPerKWh: spreadSchema(NOT_NEGATIVE), ...provenance }).optional(),
  /** Hours at work ÷ hours there are. */
  utilisation: shareSchema(SHARE).optional(),
  /** Useful ÷ wall-clock hours of a run. */
  goodput: shareSchema(SHARE).optional(),
  /** Of a device that is taken away and given back, as at a spot price: hours that are lost on top of `goodput`. */
  interruptions: z
    .strictObject({
      perDay: spreadSchema(NOT_NEGATIVE),
      minutesLost: spreadSchema(NOT_NEGATIVE),
      ...provenance,
    })
    .optional(),
  discountRate: shareSchema(UP_TO_ONE).optional(),
  tax: shareSchema(UP_TO_ONE).optional(),
  /** Rent is paid for hours used, or for all hours. */
  billed: z.enum(['used', 'reserved']).optional(),
};

const candidateSchema = z.strictObject({
  /** The chip's, unless two candidates are of one chip. */
  id: lineSchema.optional(),
  chip: z.string(),
  dtype: z.enum(DTYPES).optional(),
  /** The form with most fields in common with what is written is named in an error; of equals the first. */
  price: z.union([catalogRentSchema, ownedSchema, rentSchema, rentTextSchema]).optional(),
  speed: speedSchema.optional(),
  /**
   * At the wall, its share of the host included; or the data sheet's limit times a factor for the host; or what the records
   * of this chip say, at the widest boundary that was read.
   */
  watts: z
    .union([
      unitSchema(POSITIVE, ['watts']),
      z.strictObject({ tdp: z.literal(true), hostFactor: spreadSchema(AT_LEAST_ONE) }),
      z.literal(MEASURED, 'give watts, {tdp: true, hostFactor: 1.5} or measured'),
    ])
    .optional(),
  idleWatts: unitSchema(NOT_NEGATIVE, ['watts']).optional(),
  /** Paid once, as for porting; in the case's currency. */
  oneOffCost: amountSchema(POSITIVE).optional(),
  /** How many there are. */
  devices: z.int().positive().optional(),
  ...conditions,
});

const rateSchema = z.strictObject({
  from: currency,
  to: currency,
  /** How much of `to` one of `from` is. */
  rate: spreadSchema(POSITIVE),
  date: day,
  source: lineSchema.optional(),
});

export const caseSchema = z.strictObject({
  schema: z.literal(CASE_SCHEMA).optional(),
  model: modelFieldSchema,
  tokens: tokensSchema,
  dtype: z.enum(DTYPES).optional(),
  /** `mixed`: candidates of unlike dtypes may stand beside each other. */
  precision: z.literal('mixed').optional(),
  currency,
  /** Prices of unlike kinds may stand beside each other: a rent beside ownership, an offer beside an estimate. */
  mixedPrices: z.literal(true).optional(),
  rates: z.array(rateSchema).optional(),
  /** A candidate's id. */
  reference: z.string().optional(),
  deadline: z.strictObject({ days: plainPositive }).optional(),
  ...conditions,
  candidates: z.array(candidateSchema).min(1),
  /** Shares of the tokens, by candidate. */
  fleets: z.array(z.strictObject({ id: lineSchema, shares: z.record(z.string(), z.number().positive()) })).optional(),
  asOf: day.optional(),
  seed: z.int().nonnegative().optional(),
  samples: z.int().min(16).max(MOST_SAMPLES).optional(),
});

export type Case = Readonly<z.infer<typeof caseSchema>>;
export type CaseCandidate = Case['candidates'][number];
export type CasePrice = NonNullable<CaseCandidate['price']>;
