/** How the figures came about, how to check them, what they rest on, what is missing; then the documents. */
import type { Language } from '../../words/language.ts';
import { METHOD_WORDS } from '../../words/pages/method/method.ts';
import { html } from '../frame/html.ts';
import { placeOf, SECTION_PATHS, type SitePage } from '../frame/page.ts';
import { section } from '../frame/section.ts';
import type { SiteData } from '../site-data.ts';
import { documentList } from './document-list.ts';
import { documentPages } from './documents.ts';
import { assumptionList, failureList, skipList } from './grounds.ts';
import { methodList } from './sentences.ts';
import { verifySteps } from './verify.ts';

export function methodPages(data: SiteData, language: Language): readonly SitePage[] {
  return [indexPage(data, language), ...documentPages(data.documents, language)];
}

function indexPage({ report, documents }: SiteData, language: Language): SitePage {
  const { title, summary, sections, documentsLead } = METHOD_WORDS[language];
  const path = SECTION_PATHS.method;
  const place = placeOf(path, language);
  const known = new Set(documents.map(document => document.path));
  const all =
    documents.length === 0
      ? null
      : section('documents', sections.documents, html`<p>${documentsLead}</p>${documentList(documents, place)}`);
  const body = html`<h1>${title}</h1>
${section('how', sections.how, methodList(place, known))}
${section('verify', sections.verify, verifySteps(report, place, known))}
${section('assumptions', sections.assumptions, assumptionList(report, language))}
${section('failures', sections.failures, failureList(report, language))}
${section('left-out', sections.leftOut, skipList(report, language))}
${all}`;
  return { path, section: 'method', title, summary, body, plots: [], data: {}, scripts: ['page'] };
}
