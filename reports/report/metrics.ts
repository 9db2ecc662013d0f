/** What a row of the report says, and what each figure means. Adding a figure to a row is adding its line here. */
import type { ReportRow } from './schema.ts';

export type Metric = { readonly id: keyof ReportRow; readonly unit: string; readonly meaning: string };

export const METRICS: readonly Metric[] = [
  { id: 'stepMs', unit: 'ms', meaning: 'time of one step: mean over rounds of the round medians' },
  {
    id: 'meanStepMs',
    unit: 'ms',
    meaning: 'time of one step: total time over total steps of a round; cost uses this one',
  },
  {
    id: 'tokensPerSecond',
    unit: 'tokens/s',
    meaning: 'tokens of a step over stepMs: through this layer, block or step, not a model',
  },
  {
    id: 'flopsPerSecond',
    unit: 'FLOP/s',
    meaning: 'useful matmul FLOPs over stepMs; dropped and padded rows earn nothing',
  },
  {
    id: 'efficiencyOfLargestMatmul',
    unit: 'ratio',
    meaning: 'flopsPerSecond over that of the fastest matmul of a fixed list, round by round',
  },
  {
    id: 'efficiencyOfExpertMatmul',
    unit: 'ratio',
    meaning: "flopsPerSecond over that of the work's own matmuls alone, round by round",
  },
  {
    id: 'optimizerOfStream',
    unit: 'ratio',
    meaning: 'bytes per second AdamW moves over those memory streams, round by round; training steps only',
  },
  { id: 'relative', unit: 'ratio', meaning: "tokensPerSecond over the reference chip's" },
  { id: 'peakHostBytes', unit: 'B', meaning: 'most host memory resident during the timed window, greatest round' },
  { id: 'peakDeviceBytes', unit: 'B', meaning: 'most device memory held during the timed window, greatest round' },
  {
    id: 'memory',
    unit: 'B',
    meaning: 'what the greatest peak is made of: by liveness over the graph, beside what was measured',
  },
  {
    id: 'machineNoise',
    unit: 'ratio',
    meaning: 'what equal things differ by on its machine, by its newest self-test, at as many rounds as the row has',
  },
  { id: 'energyPerStepJ', unit: 'J', meaning: 'energy of one step' },
  {
    id: 'deviceHoursPerTrillionTokens',
    unit: 'h',
    meaning: 'device-hours for 10^12 tokens through this layer, block or step',
  },
  { id: 'costPerTrillionTokens', unit: 'money', meaning: 'device-hours times the rent of the chip' },
  { id: 'saving', unit: 'ratio', meaning: "1 - cost over the reference's cost; prices of one kind and currency only" },
  {
    id: 'energyKWhPerTrillionTokens',
    unit: 'kWh',
    meaning: 'energy of 10^12 tokens through this layer, block or step, at the widest boundary read; without PUE',
  },
  {
    id: 'energyCostPerTrillionTokens',
    unit: 'money',
    meaning: 'that energy times PUE times the price of a kWh, where it was measured; a rent includes it',
  },
  { id: 'elsewhereShare', unit: 'ratio', meaning: 'share of node time a step spends off its target' },
  {
    id: 'parts',
    unit: 'ms',
    meaning: 'time of one traced step, by part of the model, or forward and the gradients of inputs and weights apart',
  },
];
