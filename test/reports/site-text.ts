import { siteClaims } from '../../harness/commands/site/claims.ts';
import { siteDocuments } from '../../harness/commands/site/documents.ts';
import type { Catalog } from '../../reports/catalog/catalog.ts';
import { loadCatalog, loadLinks, loadPower } from '../../reports/catalog/load.ts';
import { framed } from '../../reports/pages/frame/frame.ts';
import type { SectionId } from '../../reports/pages/frame/page.ts';
import { pagesOf } from '../../reports/pages/pages.ts';
import type { SiteData } from '../../reports/pages/site-data.ts';
import type { Report } from '../../reports/report/schema.ts';
import type { Language } from '../../reports/words/language.ts';
import { plainWords } from './plain-words.ts';

const NO_CATALOG: Catalog = {
  chips: [],
  prices: [],
  rates: [],
  siblings: { families: [], pairs: [] },
  anchors: { models: [], anchors: [] },
  variability: [],
};

/** What a site of this report alone shows. */
export const siteDataOf = (report: Report): SiteData => ({
  report,
  check: null,
  nights: [],
  runs: [],
  samples: [],
  calculator: null,
  claims: [],
  catalog: { catalog: NO_CATALOG, power: loadPower(), links: loadLinks() },
  documents: [],
});

/** The same with everything that comes with the program: claims, catalog, documents. */
export const shippedSiteDataOf = (report: Report): SiteData => ({
  ...siteDataOf(report),
  claims: siteClaims([]),
  catalog: { catalog: loadCatalog(), power: loadPower(), links: loadLinks() },
  documents: siteDocuments(),
});

/** The pages of a section, or all of them, one after the other. */
export function siteText(report: Report, only: SectionId | null = null, language: Language = 'en'): string {
  const pages = pagesOf(siteDataOf(report), language);
  const facts = { language, sections: new Set(pages.map(({ section }) => section)), asOf: report.asOf };
  return pages
    .filter(({ section }) => only === null || section === only)
    .map(page => plainWords(framed(page, facts)))
    .join('\n');
}
