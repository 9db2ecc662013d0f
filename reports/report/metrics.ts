/** What a row of the report says, and what each figure means. Adding a figure to a row: reports/rows/figure-schemas.ts. */

import { FIGURE_SCHEMAS, type FigureName } from '../rows/figure-schemas.ts';
import { FIGURE_NAMES, FIGURES } from '../rows/figures.ts';
import type { ReportRow } from './row-schema.ts';

type Named<Id> = { readonly id: Id; readonly unit: string; readonly meaning: string };

/** Readings of a row, and what else of it has a unit. */
const READINGS = [
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
  {
    id: 'leastBytesPerStep',
    unit: 'B',
    meaning: 'least that a step must move between memory and chip: useful FLOPs over it are the arithmetic intensity',
  },
  { id: 'energyPerStepJ', unit: 'J', meaning: 'energy of one step' },
  { id: 'elsewhereShare', unit: 'ratio', meaning: 'share of node time a step spends off its target' },
  {
    id: 'parts',
    unit: 'ms',
    meaning: 'time of one traced step, by part of the model, or forward and the gradients of inputs and weights apart',
  },
] as const satisfies readonly Named<keyof ReportRow>[];

export type MetricId = FigureName | (typeof READINGS)[number]['id'];

export type Metric = Named<MetricId>;

export const METRICS: readonly Metric[] = [
  ...FIGURE_NAMES.map(id => ({ id, unit: FIGURES[id].unit, meaning: FIGURE_SCHEMAS[id].description ?? '' })),
  ...READINGS,
];
