import type { Settings } from '../../../../reports/calculator/settings.ts';
import { choicesOf } from '../../../../reports/pages/compare/choices.ts';
import { comparePages } from '../../../../reports/pages/compare/compare.ts';
import { formHtml } from '../../../../reports/pages/compare/form.ts';
import type { SiteData } from '../../../../reports/pages/site-data.ts';
import { buildReport } from '../../../../reports/report/report.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { calculator, calculatorData } from '../../calculator/fixture.ts';
import { fixtureCatalog, fixtureRecord } from '../../fixture.ts';
import { siteDataOf } from '../../site-text.ts';

export function siteData(preset: Settings): SiteData {
  const catalog = fixtureCatalog();
  const [reference] = catalog.chips;
  if (reference === undefined) throw new Error('the fixture catalog is empty');
  const report = buildReport({ records: [fixtureRecord()], unread: [], catalog, reference, asOf: null });
  const answer = calculator(preset);
  const comparison = answer.status === 'compared' ? answer.comparison : null;
  return { ...siteDataOf(report), calculator: { data: { ...calculatorData, preset }, comparison } };
}

export function comparePage(preset: Settings, language: Language = 'en') {
  const [page] = comparePages(siteData(preset), language);
  if (page === undefined) throw new Error('there is a calculator');
  return page;
}

export const formOf = (settings: Settings, language: Language = 'en'): string =>
  formHtml({ settings, choices: choicesOf(calculatorData), language }).html;
