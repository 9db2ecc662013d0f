/** Why a figure of a training plan is missing. */
import type { PlanAbsence } from '../../plan/codes.ts';
import type { Sentence } from '../sentence.ts';

export const PLAN_ABSENCES: Readonly<Record<PlanAbsence, Sentence>> = {};
