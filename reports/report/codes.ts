/** Codes of what the figures of a report rest on. The sentences are in reports/words/assumptions/. */
export const ASSUMPTIONS = [
  'best-against-best',
  'boards-differ',
  'boards-differ-unknown',
  'casts-inserted-in-rows',
  'dispatch-drops',
  'energy-boundaries',
  'energy-estimates-unranked',
  'float32-leaves-matrix-units',
  'generated-text',
  'older-runs',
  'overlaid-rows',
  'power-prices',
  'pue-used',
  'rates-of-a-part',
  'reference-by-sibling',
  'reference-projected',
  'reference-ran-otherwise',
  'reference-sheet',
  'rents-stale',
  'rents-used',
  'rounds-too-few',
  'rows-warned',
  'runs-ahead-of-clock',
  'runs-damaged',
  'runs-imported',
  'runs-not-read',
  'runs-unsealed',
  'slow-state-unseen',
  'untrained-router',
  'work-changed',
  'work-scaled',
] as const;

/** Why a cell failed, where it is more than one fact of its record. */
export const FAILURE_REASONS = ['several-causes'] as const;

export type FailureReason = (typeof FAILURE_REASONS)[number];

export type AssumptionCode = (typeof ASSUMPTIONS)[number];

/** What an assumption lists. */
export const ASSUMPTION_ITEMS = [
  'compared-pair',
  'damaged-run',
  'dropping-workload',
  'dropping-workload-unknown',
  'energy-boundary',
  'overlaid-chip',
  'overlaid-price',
  'power-price',
  'ran-elsewhere',
  'rent',
  'scaled-model',
] as const;

export type AssumptionItem = (typeof ASSUMPTION_ITEMS)[number];
