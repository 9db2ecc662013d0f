/** Why a figure of a recomputed claim is missing. */
import type { ReproduceAbsence } from '../../reproduce/codes.ts';
import type { Sentence } from '../sentence.ts';

export const REPRODUCE_ABSENCES: Readonly<Record<ReproduceAbsence, Sentence>> = {
  'no-record-of-chip': 'no record of {chip} here',
  'no-record-of-shape': 'no sound record of {chip} here has this shape',
};
