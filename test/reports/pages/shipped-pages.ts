/** Pages of a site with what comes with the program. */
import { framed } from '../../../reports/pages/frame/frame.ts';
import type { SectionId } from '../../../reports/pages/frame/page.ts';
import { pagesOf } from '../../../reports/pages/pages.ts';
import type { SiteData } from '../../../reports/pages/site-data.ts';
import { buildReport } from '../../../reports/report/report.ts';
import type { Language } from '../../../reports/words/language.ts';
import { fixtureCatalog, fixtureRecord } from '../fixture.ts';
import { plainWords } from '../plain-words.ts';
import { siteDataOf } from '../site-text.ts';

const catalog = fixtureCatalog();
const [reference] = catalog.chips;
if (reference === undefined) throw new Error('the fixture catalog is empty');

export const fixtureReport = buildReport({
  records: [fixtureRecord()],
  unread: [],
  catalog,
  reference,
  asOf: null,
});

export type ShippedPage = { readonly path: string; readonly text: string };

/** The pages of a section of a site that has this data besides its report. */
export function pagesWith(data: Partial<SiteData>, section: SectionId, language: Language = 'en'): ShippedPage[] {
  const pages = pagesOf({ ...siteDataOf(fixtureReport), ...data }, language);
  const facts = { language, sections: new Set(pages.map(page => page.section)), asOf: fixtureReport.asOf };
  return pages
    .filter(page => page.section === section)
    .map(page => ({ path: page.path, text: plainWords(framed(page, facts)) }));
}
