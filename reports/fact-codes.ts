/** Every code of a fact of a report: missing figures, warnings, disagreements, assumptions. Each has one sentence in reports/words/. */
import type { AbsentCode } from './absent-codes.ts';
import type { SpeedReason } from './case/codes.ts';
import type { NoChipCode } from './catalog/no-chip.ts';
import type { CompareAssumption, Headline, NotIncluded } from './money/codes.ts';
import type { PlanReason } from './plan/codes.ts';
import type { Exclusion, ProjectionReason } from './projection/codes.ts';
import type { AssumptionCode, AssumptionItem } from './report/codes.ts';
import type { ClaimCell } from './reproduce/codes.ts';
import type { MismatchCode, SetAsideCode } from './rows/codes.ts';
import type { WarningCode, WarningItem } from './rows/warnings/codes.ts';

export type FactCode =
  | AbsentCode
  | AssumptionCode
  | AssumptionItem
  | ClaimCell
  | Exclusion
  | MismatchCode
  | NoChipCode
  | NotIncluded
  | PlanReason
  | ProjectionReason
  | SetAsideCode
  | SpeedReason
  | WarningCode
  | WarningItem;

/** Codes of a comparison's answer and assumptions, whose sentences name its chips (reports/words/compare-headline.ts, compare-assumptions.ts). */
export type AnswerCode = CompareAssumption | Headline;
