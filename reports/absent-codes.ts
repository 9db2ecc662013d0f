/** Every code of a missing figure. Adding one is adding it to its room's list, and its sentence in reports/words/absences/. */
import type { CaseAbsence } from './case/codes.ts';
import type { DifferenceAbsence, NotInterleavedCode } from './difference/codes.ts';
import type { EnergyAbsence } from './energy/codes.ts';
import type { KnownCostAbsence } from './known-costs/codes.ts';
import type { MoneyAbsence } from './money/codes.ts';
import type { PlanAbsence } from './plan/codes.ts';
import type { ProjectionAbsence } from './projection/codes.ts';
import type { RaceAbsence } from './race/codes.ts';
import type { ReferenceAbsence } from './reference/codes.ts';
import type { ReproduceAbsence } from './reproduce/codes.ts';
import type { RowAbsence } from './rows/codes.ts';

/** Of no room. */
export const SHARED_ABSENCES = ['divisor-reaches-zero'] as const;

export type SharedAbsence = (typeof SHARED_ABSENCES)[number];

export type AbsentCode =
  | SharedAbsence
  | CaseAbsence
  | DifferenceAbsence
  | EnergyAbsence
  | KnownCostAbsence
  | MoneyAbsence
  | NotInterleavedCode
  | PlanAbsence
  | ProjectionAbsence
  | RaceAbsence
  | ReferenceAbsence
  | ReproduceAbsence
  | RowAbsence;
