/** Everything the pages of the site show, as data: a page reads no file and no clock. */
import type { CalculatorData } from '../calculator/data.ts';
import type { RowSamples } from '../charts/rows/step-histogram.ts';
import type { MachineNights } from '../history/nightly-values.ts';
import type { Comparison } from '../money/schema.ts';
import type { Check } from '../regressions/schema.ts';
import type { Report } from '../report/schema.ts';
import type { Claim } from '../reproduce/claim.ts';
import type { RunFacts } from '../runs/run-facts.ts';
import type { CatalogRows } from './catalog/shown.ts';
import type { SiteDocument } from './method/documents.ts';

export type SiteData = {
  readonly report: Report;
  /** What the nights say; null: no history was read. With one run no series has enough nights. */
  readonly check: Check | null;
  /** The values behind the check. */
  readonly nights: readonly MachineNights[];
  /** The runs that have a page, the newest first. */
  readonly runs: readonly RunFacts[];
  /** The step times of the rows whose samples lie beside their record. */
  readonly samples: readonly RowSamples[];
  /** `comparison`: of the preset; null where it cannot be compared. Without a calculator the site has no page for it. */
  readonly calculator: { readonly data: CalculatorData; readonly comparison: Comparison | null } | null;
  /** Published claims, recomputed and compared with the records. */
  readonly claims: readonly Claim[];
  readonly catalog: CatalogRows;
  /** The project's documents. */
  readonly documents: readonly SiteDocument[];
};
