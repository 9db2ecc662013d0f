/** Why a figure of a projection is missing. */
import type { ProjectionAbsence } from '../../projection/codes.ts';
import type { Sentence } from '../sentence.ts';

export const PROJECTION_ABSENCES: Readonly<Record<ProjectionAbsence, Sentence>> = {};
