/** Why a figure of money is missing. */
import type { MoneyAbsence } from '../../money/codes.ts';
import type { Sentence } from '../sentence.ts';

export const MONEY_ABSENCES: Readonly<Record<MoneyAbsence, Sentence>> = {
  'no-cost': 'no cost, because {because}',
  'of-candidate': '{candidate}: {because}',
  'reference-without': 'nothing to compare with: the reference has {because}',
};
