/** Every code of a fact of a report: missing figures, warnings, disagreements, assumptions. Each has one sentence in reports/words/. */
import type { AbsentCode } from './absent-codes.ts';
import type { NoChipCode } from './catalog/no-chip.ts';
import type { AssumptionCode, AssumptionItem } from './report/codes.ts';
import type { MismatchCode, SetAsideCode } from './rows/codes.ts';
import type { WarningCode, WarningItem } from './rows/warnings/codes.ts';

export type FactCode =
  | AbsentCode
  | AssumptionCode
  | AssumptionItem
  | MismatchCode
  | NoChipCode
  | SetAsideCode
  | WarningCode
  | WarningItem;
