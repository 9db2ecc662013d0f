/** Why a figure of a training plan can be missing, and what a training rate rests on. The sentences are in reports/words/. */

export const PLAN_ABSENCES = [
  // Records of this chip and model.
  'no-backward-pass',
  'no-record-of-model',
  'scaled-record',
  'unproven-case',
  'mean-step-reaches-zero',
  'forward-only',
  'optimizer-exceeds-step',
  'no-optimizer-time',
  'of-case',
  // The model and the devices of a plan.
  'unknown-block',
  'no-layers',
  'no-devices',
  'no-memory-size',
  'partial-micro-batch',
  'no-sibling-ratio',
  // Links.
  'no-link',
  'no-scale-up-devices',
  // No plan.
  'fewer-sequences-than-replicas',
  'no-scale-out-speed',
  'exceeds-memory',
  // Power.
  'no-training-power',
  'of-run',
  'of-round',
  'power-not-read',
  'power-estimated',
  'unknown-boundary',
  'narrow-boundary',
  'boundary-of-several-devices',
] as const;

export type PlanAbsence = (typeof PLAN_ABSENCES)[number];

/** What a training rate rests on: each a statement that a reader may doubt. */
export const PLAN_REASONS = [
  'measured-work',
  'partly-elsewhere',
  'scaled-from-sibling',
  'board-spread',
  'no-board-spread',
  'no-communication',
  'split-by-trace',
  'split-by-flops',
  'extrapolated-from-slice',
  'dimension-cut',
  'assumed-piece-speed',
  'assumed-optimizer-speed',
  'fastest-plan',
  'step-shares',
  'assumed-overlap',
  'assumed-tokens-to-experts',
  'assumed-tokens-to-nodes',
  'links-of-catalog',
  'links-of-case',
  'assumed-collectives',
] as const;

export type PlanReason = (typeof PLAN_REASONS)[number];
