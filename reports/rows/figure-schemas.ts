/**
 * The figures of a row, each with its meaning, in the order in which they are listed. Adding one is adding its line here, and its unit
 * and what it is of a row in figures.ts, which does not compile without.
 */
import * as z from 'zod';
import { energyCostSchema, energySchema } from '../energy/energy-cost.ts';
import { absentSchema, basisSchema, figureSchema, intervalFields } from '../figure.ts';
import { costSchema, savingSchema } from '../money/cost.ts';

const relativeSchema = z.discriminatedUnion('available', [
  z.strictObject({ ...intervalFields, basis: basisSchema }),
  absentSchema,
]);

export const FIGURE_SCHEMAS = {
  stepMs: figureSchema.describe('time of one step: mean over rounds of the round medians'),
  meanStepMs: figureSchema.describe('time of one step: total time over total steps of a round; cost uses this one'),
  tokensPerSecond: figureSchema.describe(
    'tokens of a step over stepMs: through this layer, block or step, not a model',
  ),
  flopsPerSecond: figureSchema.describe('useful matmul FLOPs over stepMs; dropped and padded rows earn nothing'),
  efficiencyOfLargestMatmul: figureSchema.describe(
    'flopsPerSecond over that of the fastest matmul of a fixed list, round by round',
  ),
  efficiencyOfExpertMatmul: figureSchema.describe(
    "flopsPerSecond over that of the work's own matmuls alone, round by round",
  ),
  optimizerOfStream: figureSchema.describe(
    'bytes per second AdamW moves over those memory streams, round by round; training steps only',
  ),
  relative: relativeSchema.describe("tokensPerSecond over the reference chip's"),
  deviceHoursPerTrillionTokens: figureSchema.describe(
    'device-hours for 10^12 tokens through this layer, block or step',
  ),
  costPerTrillionTokens: costSchema.describe('device-hours times the rent of the chip'),
  saving: savingSchema.describe("1 - cost over the reference's cost; prices of one kind and currency only"),
  energyKWhPerTrillionTokens: energySchema.describe(
    'energy of 10^12 tokens through this layer, block or step, at the widest boundary read; without PUE',
  ),
  energyCostPerTrillionTokens: energyCostSchema.describe(
    'that energy times PUE times the price of a kWh, where it was measured; a rent includes it',
  ),
};

export type FigureName = keyof typeof FIGURE_SCHEMAS;

export type Figures = { readonly [Name in FigureName]: Readonly<z.infer<(typeof FIGURE_SCHEMAS)[Name]>> };
