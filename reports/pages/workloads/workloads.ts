/** Every workload, each with all its rows. */
import type { Language } from '../../words/language.ts';
import { html } from '../frame/html.ts';
import { SECTION_PATHS, type SitePage } from '../frame/page.ts';
import { section } from '../frame/section.ts';
import type { SiteData } from '../site-data.ts';
import { rowDetails } from './details.ts';
import { rooflineTable } from './roofline.ts';
import { resultTable } from './table.ts';

export function workloadPages({ report }: SiteData, _language: Language): readonly SitePage[] {
  if (report.rows.length === 0) return [];
  const title = 'Workloads';
  const body = html`<h1>${title}</h1>
${section('results', 'Results', resultTable(report))}
${section('rows', 'Each row, and the command to run it again', rowDetails(report))}
${section('matmuls', "The machine's own matmuls", rooflineTable(report))}`;
  const path = SECTION_PATHS.workloads;
  return [{ path, section: 'workloads', title, summary: title, body, plots: [], data: {}, scripts: ['page'] }];
}
