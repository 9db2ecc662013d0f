/** Why a figure of the reference is missing. */
import type { ReferenceAbsence } from '../../reference/codes.ts';
import type { Sentence } from '../sentence.ts';

export const REFERENCE_ABSENCES: Readonly<Record<ReferenceAbsence, Sentence>> = {};
