/** Why a figure of a buyer's case is missing. */
import type { CaseAbsence } from '../../case/codes.ts';
import type { Sentence } from '../sentence.ts';

export const CASE_ABSENCES: Readonly<Record<CaseAbsence, Sentence>> = {};
