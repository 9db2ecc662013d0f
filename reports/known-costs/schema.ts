/** What training a model costs on each chip by what others published, as the report has it: nothing in it was measured here. */
import * as z from 'zod';
import { rateSchema } from '../catalog/rates.ts';
import { factSchema } from '../fact.ts';
import { absentSchema } from '../figure.ts';
import { comparisonSchema } from '../money/schema.ts';
import { RENTS_OF_ANYBODY } from './rent-choice.ts';

const known = z.strictObject({
  available: z.literal(true),
  rateKind: z.literal('training'),
  priceKind: z.enum(RENTS_OF_ANYBODY),
  /** Who made the model that is trained, and how large it is; null: not published. */
  trained: z.strictObject({ organisation: z.string(), totalBillion: z.number().nullable() }),
  /** The days of the oldest and the newest price in use, and how many are stale. */
  prices: z.strictObject({ from: z.string(), to: z.string(), stale: z.int().nonnegative() }),
  /** What rents in other currencies are exchanged at. */
  rates: z.array(rateSchema),
  /** The reference and the chips of the lowest costs, the lowest first: as `moebench compare` gives it. */
  comparison: comparisonSchema,
  /** Chips that cost more, by their points alone: they are not judged. */
  further: z.array(z.strictObject({ chip: z.string(), name: z.string(), costPerTrillionTokens: z.number() })),
  /** Chips with a rent of that kind that are not compared, by reason: codes of `LEFT_OUT` (codes.ts). */
  leftOut: z.array(factSchema),
});

export const knownCostsSchema = z.discriminatedUnion('available', [known, absentSchema]);

export type KnownCosts = Readonly<z.infer<typeof knownCostsSchema>>;
/** Where there are some. */
export type TrainingCosts = Extract<KnownCosts, { available: true }>;
