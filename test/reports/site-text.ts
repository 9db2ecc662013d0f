import { framed } from '../../reports/pages/frame/frame.ts';
import type { SectionId } from '../../reports/pages/frame/page.ts';
import { pagesOf } from '../../reports/pages/pages.ts';
import type { SiteData } from '../../reports/pages/site-data.ts';
import type { Report } from '../../reports/report/schema.ts';
import type { Language } from '../../reports/words/language.ts';

/** What a site of this report alone shows. */
export const siteDataOf = (report: Report): SiteData => ({ report, calculator: null });

/** The pages of a section, or all of them, one after the other. */
export function siteText(report: Report, only: SectionId | null = null, language: Language = 'en'): string {
  const pages = pagesOf(siteDataOf(report), language);
  const facts = { language, sections: new Set(pages.map(({ section }) => section)), asOf: report.asOf };
  return pages
    .filter(({ section }) => only === null || section === only)
    .map(page => framed(page, facts))
    .join('\n');
}
