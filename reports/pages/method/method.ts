/** How the figures came about, what they rest on, and what is missing. */
import type { Language } from '../../words/language.ts';
import { html } from '../frame/html.ts';
import { SECTION_PATHS, type SitePage } from '../frame/page.ts';
import { section } from '../frame/section.ts';
import type { SiteData } from '../site-data.ts';
import { assumptionList, failureList, skipList } from './grounds.ts';
import { methodParagraph } from './sentences.ts';

export function methodPages({ report }: SiteData, _language: Language): readonly SitePage[] {
  const title = 'Method';
  const body = html`<h1>${title}</h1>
${section('how', 'How it is measured', methodParagraph())}
${section('assumptions', 'What it rests on', assumptionList(report))}
${section('failures', 'What failed', failureList(report))}
${section('left-out', 'What was left out', skipList(report))}`;
  const path = SECTION_PATHS.method;
  return [{ path, section: 'method', title, summary: title, body, plots: [], data: {}, scripts: ['page'] }];
}
