/** Everything the pages of the site show, as data: a page reads no file and no clock. */
import type { CalculatorData } from '../calculator/data.ts';
import type { Comparison } from '../money/schema.ts';
import type { Report } from '../report/schema.ts';

export type SiteData = {
  readonly report: Report;
  /** `comparison`: of the preset; null where it cannot be compared. Without a calculator the site has no page for it. */
  readonly calculator: { readonly data: CalculatorData; readonly comparison: Comparison | null } | null;
};
