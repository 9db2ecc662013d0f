/** Workloads: a matrix of all work on all devices, and a page for each workload. */
import { speedByRouting } from '../../charts/rows/by-routing.ts';
import type { Language } from '../../words/language.ts';
import { deviceKey } from '../../words/names/device-name.ts';
import { WORKLOADS_WORDS } from '../../words/pages/workloads.ts';
import { plotFigure } from '../frame/figure.ts';
import { html } from '../frame/html.ts';
import { placeOf, SECTION_PATHS, type SitePage } from '../frame/page.ts';
import { section } from '../frame/section.ts';
import type { SiteData } from '../site-data.ts';
import { tableWords } from './facets.ts';
import { matrixTable } from './matrix.ts';
import { rooflineTable } from './roofline.ts';
import { failureList, skipList } from './troubles.ts';
import { troublesElsewhere, type WorkloadSite, workloadSite } from './work.ts';
import { workloadPage } from './workload-page.ts';

export function workloadPages({ report, catalog, samples }: SiteData, language: Language): readonly SitePage[] {
  if (report.rows.length === 0) return [];
  const site = workloadSite(report, catalog.catalog.chips, language, samples);
  return [indexPage(site, language), ...site.works.map(work => workloadPage(site, work, language))];
}

function indexPage(site: WorkloadSite, language: Language): SitePage {
  const words = WORKLOADS_WORDS[language];
  const path = SECTION_PATHS.workloads;
  const place = placeOf(path, language);
  const plots = speedByRouting(site.report, language);
  const { failures, skips } = troublesElsewhere(site);
  const body = html`<h1>${words.title}</h1>
<p>${words.lead}</p>
${section('matrix', words.matrix, matrixTable(site, place))}
${plots.map(plot => section(`chart-${plot.id}`, plot.title, plotFigure(plot, place)))}
${section('matmuls', words.matmuls, rooflineTable(site.report, language))}
${failures.length === 0 ? null : section('failures', words.otherFailures, failureList(failures, language))}
${skips.length === 0 ? null : section('skips', words.otherSkips, skipList(skips, language))}`;
  return {
    path,
    section: 'workloads',
    title: words.title,
    summary: words.summary(site.works.length, new Set(site.report.rows.map(deviceKey)).size),
    body,
    plots,
    data: { 'table-words': tableWords(site.works, language) },
    scripts: ['page'],
  };
}
