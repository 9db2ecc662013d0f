/** The history that a site shows: the check of the nights and the values behind it. */
import type { MachineNights } from '../../../reports/history/nightly-values.ts';
import { nightlyValues } from '../../../reports/history/nightly-values.ts';
import type { Check } from '../../../reports/regressions/schema.ts';
import type { Observation } from '../../../results/history/observation.ts';
import { checkFrom } from '../history/check.ts';

export type HistorySources = { readonly check: Check; readonly nights: readonly MachineNights[] };

/** `results`: the folder with what was accepted, and what interleaved comparisons agreed with. */
export const historySources = (results: string, observations: readonly Observation[]): HistorySources => ({
  check: checkFrom(results, observations),
  nights: nightlyValues(observations),
});
