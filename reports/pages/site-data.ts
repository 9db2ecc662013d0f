/** Everything the pages of the site show, as data: a page reads no file and no clock. */
import type { Report } from '../report/schema.ts';

export type SiteData = {
  readonly report: Report;
};
