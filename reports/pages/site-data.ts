/** Everything the pages of the site show, as data: a page reads no file and no clock. */
import type { MachineNights } from '../history/nightly-values.ts';
import type { Check } from '../regressions/schema.ts';
import type { Report } from '../report/schema.ts';
import type { Claim } from '../reproduce/claim.ts';
import type { CatalogRows } from './catalog/shown.ts';
import type { SiteDocument } from './method/documents.ts';

export type SiteData = {
  readonly report: Report;
  /** Published claims, recomputed and compared with the records. */
  readonly claims: readonly Claim[];
  readonly catalog: CatalogRows;
  /** The project's documents. */
  readonly documents: readonly SiteDocument[];
  /** What the nights say; null: no history was read. With one run no series has enough nights. */
  readonly check: Check | null;
  /** The values behind the check. */
  readonly nights: readonly MachineNights[];
};
