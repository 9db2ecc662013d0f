/** Every code of a fact. */
import type { AbsentCode } from './absent-codes.ts';
import type { SpeedReason, WattMeasurement } from './case/codes.ts';
import type { NoChipCode } from './catalog/no-chip.ts';
import type { WithheldCode } from './difference/codes.ts';
import type { LeftOutCode } from './known-costs/codes.ts';
import type { CaseReading, CompareAssumption, Headline, NotIncluded } from './money/codes.ts';
import type { OfferReading } from './offer/codes.ts';
import type { PlanReason } from './plan/codes.ts';
import type { Exclusion, ProjectionReason } from './projection/codes.ts';
import type { AssumptionCode, AssumptionItem, FailureReason } from './report/codes.ts';
import type { ClaimCell } from './reproduce/codes.ts';
import type { ClaimTextCode } from './reproduce/text-codes.ts';
import type { ChipCheck, MismatchCode, SetAsideCode } from './rows/codes.ts';
import type { WarningCode, WarningItem } from './rows/warnings/codes.ts';

/** Missing figures, and the warnings, disagreements and assumptions of a report: each has one sentence (reports/words/fact-text.ts). */
export type FactCode =
  | AbsentCode
  | AssumptionCode
  | AssumptionItem
  | ChipCheck
  | ClaimCell
  | ClaimTextCode
  | Exclusion
  | FailureReason
  | LeftOutCode
  | MismatchCode
  | NoChipCode
  | NotIncluded
  | OfferReading
  | PlanReason
  | ProjectionReason
  | SetAsideCode
  | SpeedReason
  | WarningCode
  | WarningItem
  | WattMeasurement
  | WithheldCode;

/** And the codes of a comparison's answer, readings and assumptions, whose sentences name its chips (reports/words/compare-*.ts). */
export type KnownCode = CaseReading | CompareAssumption | FactCode | Headline;
