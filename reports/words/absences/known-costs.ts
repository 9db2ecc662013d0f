/** Why a report has no costs of training by what others published. */
import type { KnownCostAbsence } from '../../known-costs/codes.ts';
import type { Sentence } from '../sentence.ts';

export const KNOWN_COST_ABSENCES: Readonly<Record<KnownCostAbsence, Sentence>> = {
  'saving-is-measured': 'a saving was measured, and costs by published speeds are left out',
  'training-not-asked': 'no model to train was asked for',
  'reference-without-rent':
    'the catalog has no rent of {chip} on demand, reserved or fair; give another --reference, or its rent with --catalog',
  'reference-without-known-cost': 'the reference {chip}: {because}',
  'nothing-beside-reference': 'the catalog has no other chip with a rent like that of {chip} and a speed',
};
