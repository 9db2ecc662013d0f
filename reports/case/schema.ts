/** A buyer's case as it is written: which chips at which prices and speeds are to train what. docs/COST.md explains every field. */
import { z } from 'zod';
import { UNSOUND_DERIVATIONS } from '../catalog/anchors.ts';
import { dateSchema } from '../catalog/date.ts';
import { lineSchema } from '../catalog/line.ts';
import {
  AT_LEAST_ONE,
  BELOW_ONE,
  NOT_NEGATIVE,
  POSITIVE,
  plainPositive,
  SHARE,
  spreadSchema,
} from '../money/sampling/spread.ts';

export const CASE_SCHEMA = 'moebench.case/1';

/** How a case asks for the power that records have of a chip. */
export const MEASURED = 'measured';

/** Beyond this many samples the outermost would lie further out than bounds are checked. */
const MOST_SAMPLES = 2 ** 17;

const DTYPES = ['float32', 'tf32', 'bfloat16', 'float16', 'float8'] as const;
/** `rent`: an offer of one's own. The others are the catalog's kinds. */
const RENT_KINDS = ['rent', 'rent-on-demand', 'rent-reserved', 'rent-spot', 'fair', 'assumed'] as const;

const day = dateSchema(2026);
const currency = z.string();
/** Of a number that somebody else stated. */
const provenance = { source: lineSchema.optional(), date: day.optional() };

const rentSchema = z.strictObject({
  perHour: spreadSchema(POSITIVE),
  kind: z.enum(RENT_KINDS).optional(),
  currency: currency.optional(),
  ...provenance,
});

/** The catalog's rents of that kind: docs/COST.md, The catalog. */
const catalogRentSchema = z.strictObject({
  catalog: z.enum(RENT_KINDS).exclude(['rent']),
  offer: z.string().optional(),
});

const ownedSchema = z.strictObject({
  /** `catalog`: its list prices, else its share of a server. */
  purchase: z.union([spreadSchema(POSITIVE), z.literal('catalog')]),
  /** What it is still worth at the end of its life, as a share of its price. */
  residual: spreadSchema(BELOW_ONE),
  lifeYears: spreadSchema(POSITIVE),
  upkeepPerYear: spreadSchema(NOT_NEGATIVE),
  currency: currency.optional(),
  ...provenance,
});

const speedSchema = z.union([
  z.strictObject({ tokensPerSecond: spreadSchema(POSITIVE), ...provenance }),
  z.strictObject({ mfu: spreadSchema(SHARE), ...provenance }),
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
      pricePerKWh: spreadSchema(NOT_NEGATIVE).optional(),
      pue: spreadSchema(AT_LEAST_ONE).optional(),
      ...provenance,
    })
    .optional(),
  carbon: z.strictObject({ gramsPerKWh: spreadSchema(NOT_NEGATIVE), ...provenance }).optional(),
  /** Hours at work ÷ hours there are. */
  utilisation: spreadSchema(SHARE).optional(),
  /** Useful ÷ wall-clock hours of a run. */
  goodput: spreadSchema(SHARE).optional(),
  discountRate: spreadSchema(NOT_NEGATIVE).optional(),
  tax: spreadSchema(NOT_NEGATIVE).optional(),
  /** Rent is paid for hours used, or for all hours. */
  billed: z.enum(['used', 'reserved']).optional(),
};

const candidateSchema = z.strictObject({
  /** The chip's, unless two candidates are of one chip. */
  id: lineSchema.optional(),
  chip: z.string(),
  dtype: z.enum(DTYPES).optional(),
  price: z.union([rentSchema, catalogRentSchema, ownedSchema]).optional(),
  speed: speedSchema.optional(),
  /**
   * At the wall, its share of the host included; or the data sheet's limit times a factor for the host; or what the records
   * of this chip say, at the widest boundary that was read.
   */
  watts: z
    .union([
      spreadSchema(POSITIVE),
      z.strictObject({ tdp: z.literal(true), hostFactor: spreadSchema(AT_LEAST_ONE) }),
      z.literal(MEASURED, 'give watts, {tdp: true, hostFactor: 1.5} or measured'),
    ])
    .optional(),
  idleWatts: spreadSchema(NOT_NEGATIVE).optional(),
  /** Paid once, as for porting; in the case's currency. */
  oneOffCost: spreadSchema(POSITIVE).optional(),
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
  model: z.string(),
  tokens: plainPositive,
  dtype: z.enum(DTYPES).optional(),
  /** `mixed`: candidates of unlike dtypes may stand beside each other. */
  precision: z.literal('mixed').optional(),
  currency,
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
