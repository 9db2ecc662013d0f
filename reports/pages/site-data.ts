/** Everything the pages of the site show, as data: a page reads no file and no clock. */
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
};
