/** Codes of what a reader of a row must know before believing its interval. The sentences are in reports/words/facts/. */
import { RACE_WARNINGS } from '../../race/codes.ts';

/** Of the rounds alone. */
export const ROUND_WARNINGS = [
  'disturbed',
  'use-unknown',
  'unsettled',
  'drift-across-rounds',
  'drift-within-rounds',
  'two-groups',
  'spikes',
  'few-steps',
  'coarse-clock',
  'idle',
] as const;

/** Of the run. */
export const RUN_WARNINGS = ['imported', 'unsealed', 'ahead-of-clock', 'newer-run-set-aside'] as const;

/** In the order in which they are shown. */
export const WARNING_CODES = [
  ...ROUND_WARNINGS,
  'denominator-disturbed',
  'below-noise',
  'choices-differ',
  ...RACE_WARNINGS,
  ...RUN_WARNINGS,
] as const;

export type RoundWarning = (typeof ROUND_WARNINGS)[number];
export type RunWarning = (typeof RUN_WARNINGS)[number];
export type WarningCode = (typeof WARNING_CODES)[number];

/** What a warning lists. */
export const WARNING_ITEMS = [
  'disturbed-rounds',
  'denominator-rounds',
  'rounds-by-kernel',
  'rounds-chose-others',
  'target-chose-others',
  'run-set-aside',
] as const;

export type WarningItem = (typeof WARNING_ITEMS)[number];
