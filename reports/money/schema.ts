/** A comparison as one JSON document (`moebench compare --json`): everything its text and the decision sheet show is in it. */
import * as z from 'zod';
import { factSchema } from '../fact.ts';
import { absentSchema } from '../figure.ts';
import { lackSchema, verdictSchema } from '../spread/verdict.ts';
import { BASES, GROUND_BASES } from './basis.ts';
import { COST_PARTS } from './hourly.ts';
import { writtenSpreadSchema } from './sampling/spread.ts';

export const COMPARE_SCHEMA = 'moebench.compare/3';

/** In the order in which they are to be found out. */
export const OPEN_INPUTS = ['no interval', 'spread', 'chosen', 'contract'] as const;

/** The value at the points of all inputs, and the 2.5 and 97.5 % quantiles of the joint samples. */
const spanSchema = z.strictObject({
  available: z.literal(true),
  point: z.number(),
  low: z.number(),
  high: z.number(),
});
export const moneyFigureSchema = z.discriminatedUnion('available', [spanSchema, absentSchema]);

/** Tokens after which a cost that is paid once is earned back; an end is null where it never is. */
const paybackSchema = z.discriminatedUnion('available', [
  z.strictObject({ ...spanSchema.shape, low: z.number().nullable(), high: z.number().nullable() }),
  absentSchema,
]);

/** The share of joint samples in which a contender costs less than the reference. */
const probabilitySchema = z.discriminatedUnion('available', [
  z.strictObject({ available: z.literal(true), value: z.number().min(0).max(1) }),
  absentSchema,
]);

/** A published speed of a candidate of either side that is not the one in use, with the saving that it would make. */
const otherEvidenceSchema = z.strictObject({
  candidate: z.string(),
  published: z.string(),
  derivation: z.string(),
  source: z.string(),
  /** Its source names no chip: that it is this one is inferred. */
  isInferred: z.boolean(),
  tokensPerSecondPerDevice: z.number(),
  usedTokensPerSecondPerDevice: z.number(),
  /** At the points of all other inputs; null where a side has no cost. */
  saving: z.number().nullable(),
});

export const groundSchema = z.strictObject({
  input: z.string(),
  /** The input as people read it: `MFU of Ascend 910B2`; only in a document that is written. */
  text: z.string().optional(),
  unit: z.string(),
  point: z.number(),
  /** As it was given: a number, or a distribution. */
  spread: writtenSpreadSchema,
  /** `spread` as people read it: `7 CNY/h`, `uniform 6 to 8 CNY/h`; only in a document that is written. */
  given: z.string().optional(),
  basis: z.enum(GROUND_BASES),
  source: z.string(),
  /** Rounds, boundary and method of a measured input: a code of `WATT_MEASUREMENTS` (reports/case/codes.ts). */
  measurement: factSchema.exactOptional(),
  date: z.string().nullable(),
  confidence: z.string().nullable(),
  /** Its age on a day, where that is more than 180 days; null where it is not, or it bears no date. */
  stale: z.strictObject({ days: z.int(), asOf: z.string() }).nullable(),
});

/** What one input alone does to the saving, all others at their points. */
const sensitivitySchema = z.strictObject({
  input: z.string(),
  /** The input as people read it; only in a document that is written. */
  text: z.string().optional(),
  /** Why it is open: a speed without an interval, an input with a spread, a number that somebody chose, a price of the buyer's own. */
  open: z.enum(OPEN_INPUTS),
  unit: z.string(),
  point: z.number(),
  /** From its 10th to its 90th percentile; null for an input that was given without a spread. */
  spread: z
    .strictObject({ low: z.number(), high: z.number(), savingAtLow: z.number(), savingAtHigh: z.number() })
    .nullable(),
  /** The value at which the saving is 0; null where there is none between a thousandth and a thousand times its point. */
  savingIsZeroAt: z.number().nullable(),
});

export const compareRowSchema = z.strictObject({
  id: z.string(),
  /** null: a fleet. */
  chip: z.string().nullable(),
  name: z.string(),
  /** Of a fleet: the share of the tokens that each candidate does. */
  shares: z.record(z.string(), z.number()).nullable(),
  isReference: z.boolean(),
  dtype: z.string(),
  /** Of its speed; of a fleet the worst of its parts. null: it has no speed. */
  basis: z.enum(BASES).nullable(),
  rateKind: z.literal('training'),
  priceKind: z.string().nullable(),
  tokensPerSecondPerDevice: moneyFigureSchema,
  /** tokens/s × 6 × activeForFlops ÷ dense peak of the dtype. */
  mfu: moneyFigureSchema,
  deviceHoursPerTrillionTokens: moneyFigureSchema,
  costPerTrillionTokens: moneyFigureSchema,
  /** Of all the tokens of the case. */
  costOfTraining: moneyFigureSchema,
  /** 1 − cost ÷ cost of the reference. */
  saving: moneyFigureSchema,
  /** Cost of the reference − cost, of all the tokens of the case. */
  amountSaved: moneyFigureSchema,
  probabilityCheaper: probabilitySchema,
  /** Of each candidate the speed nearest to the one in use first. */
  otherEvidence: z.array(otherEvidenceSchema),
  /** null: there is no saving to judge. */
  verdict: verdictSchema.nullable(),
  /** What its speeds and the reference's lack of an interval, each with its `candidate`: with any there is no verdict. */
  lacks: z.array(lackSchema),
  /** What an hour of a device is taken to cost in the case's currency, before tax: the rent, or an owned device's hour at work. */
  pricePerHour: moneyFigureSchema,
  /** The purchase price of an owned device, in the case's currency. */
  purchasePrice: moneyFigureSchema,
  /** The rent at which the saving is 0. */
  breakEvenPricePerHour: moneyFigureSchema,
  /** The purchase price at which it is. */
  breakEvenPurchase: moneyFigureSchema,
  breakdown: z.array(
    z.strictObject({ part: z.enum(COST_PARTS), costPerTrillionTokens: z.number(), share: z.number() }),
  ),
  /** Devices that do all tokens in `deadlineDays`. */
  devicesForDeadline: moneyFigureSchema,
  /** Days that the devices it has need. */
  days: moneyFigureSchema,
  energyKWhPerTrillionTokens: moneyFigureSchema,
  carbonKgPerTrillionTokens: moneyFigureSchema,
  paybackTokens: paybackSchema,
  /** No other row is both cheaper and faster. */
  onFrontier: z.boolean(),
  sensitivity: z.array(sensitivitySchema),
  grounds: z.array(groundSchema),
  /** Codes of `NOT_INCLUDED` (codes.ts). */
  notIncluded: z.array(factSchema),
});

export const comparisonSchema = z.strictObject({
  schema: z.literal(COMPARE_SCHEMA),
  /** The day ages are reckoned from; null where nothing bears a date. */
  asOf: z.string().nullable(),
  currency: z.string(),
  model: z.strictObject({
    id: z.string(),
    name: z.string(),
    /** null: a model that is not listed, of which the case gives its name alone. */
    activeForFlops: z.number().nullable(),
    activeBasis: z.enum(['published', 'computed', 'case']).nullable(),
    source: z.string(),
  }),
  tokens: z.number(),
  deadlineDays: z.number().nullable(),
  /** Rows of unlike dtypes stand beside each other, as the case allows. */
  mixedPrecision: z.boolean(),
  reference: z.string(),
  seed: z.number(),
  samples: z.number(),
  /** The answer, the verdict first: codes of `HEADLINES` (codes.ts). */
  headline: z.array(factSchema),
  /** How the case was read: codes of `CASE_READINGS` (codes.ts). */
  readings: z.array(factSchema),
  /** Of a case that was made of offers: the case, and what was read into them (codes of `OFFER_READINGS`, offer/codes.ts). */
  offered: z.strictObject({ case: z.record(z.string(), z.unknown()), readings: z.array(factSchema) }).optional(),
  rows: z.array(compareRowSchema),
  /** Codes of `COMPARE_ASSUMPTIONS` (codes.ts). */
  assumptions: z.array(factSchema),
  /** What the frontier's time is: device-hours on equally many devices, or days on those each has. */
  frontierTime: z.enum(['deviceHoursPerTrillionTokens', 'days']),
});

export type MoneyFigure = Readonly<z.infer<typeof moneyFigureSchema>>;
export type Probability = Readonly<z.infer<typeof probabilitySchema>>;
export type Payback = Readonly<z.infer<typeof paybackSchema>>;
export type Sensitivity = Readonly<z.infer<typeof sensitivitySchema>>;
export type CompareRow = Readonly<z.infer<typeof compareRowSchema>>;
export type Comparison = Readonly<z.infer<typeof comparisonSchema>>;
