/** Why a row is compared with no other chip. */
import type { Values } from '../../fact.ts';
import type { RaceAbsence } from '../../race/codes.ts';
import { type Sentence, valueText } from '../sentence.ts';

export const RACE_ABSENCES: Readonly<Record<RaceAbsence, Sentence>> = {
  'lost-its-race': values => `it lost its race: ${byWinners(values)}`,
  'runner-up-of-race': values => `it is the runner-up of its race: ${byWinners(values)}`,
};

const byWinners = ({ winner = 'none' }: Values): string =>
  `chips are compared by their winners, here ${valueText(winner)}`;
