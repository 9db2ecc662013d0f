/** Why a figure of energy is missing. */
import type { EnergyAbsence } from '../../energy/codes.ts';
import type { Sentence } from '../sentence.ts';

export const ENERGY_ABSENCES: Readonly<Record<EnergyAbsence, Sentence>> = {};
