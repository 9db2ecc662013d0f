/** Why a figure of money is missing. */
import type { MoneyAbsence } from '../../money/codes.ts';
import type { Sentence } from '../sentence.ts';

export const MONEY_ABSENCES: Readonly<Record<MoneyAbsence, Sentence>> = {
  'no-cost': 'cost not known, because {because}',
  'no-saving': 'saving not known, because {because}',
  'no-rent': 'the catalog has no rent for {chip}',
  'rents-not-alike':
    'the rents of {chip} ({rents}) and {reference} ({referenceRents}) are not of one kind and currency',
  'reference-cost-reaches-zero': 'the interval of the reference cost reaches zero',
  'of-candidate': '{candidate}: {because}',
  'reference-without': 'nothing to compare with (reference: {because})',
  'is-fleet': 'a fleet has several chips',
  'no-active-parameters': 'the active parameters of the model are not given',
  'no-deadline': 'no deadline is given',
  'probability-without-interval': 'a speed has no interval',
  'probability-of-reference': 'it is the reference',
  'no-device-count': 'no number of devices is given',
  'no-one-off-cost': 'no oneOffCost is given',
  'never-pays-back': 'never: it costs no less than the reference',
  'not-owned': 'the cost of owning it is not given',
  rented: 'it is rented',
  'dearer-as-gift': 'upkeep and power alone cost more than the reference, even at a purchase price of 0',
};
