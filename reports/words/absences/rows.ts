/** Why a figure of a row is missing. */
import type { RowAbsence } from '../../rows/codes.ts';
import type { Sentence } from '../sentence.ts';

export const ROW_ABSENCES: Readonly<Record<RowAbsence, Sentence>> = {};
