/** The page of one workload: what it is, every row with its interval, charts, how to run each row again, what failed. */
import type { Plot } from '../../charts/plot.ts';
import { workPlots } from '../../charts/work-plots.ts';
import { decimalUnit, integerText, pointText } from '../../format.ts';
import type { Language } from '../../words/language.ts';
import { deviceKey } from '../../words/names/device-name.ts';
import type { WorkloadsWords } from '../../words/pages/workloads/page-words.ts';
import { WORKLOADS_WORDS } from '../../words/pages/workloads.ts';
import { dispatchText, partText, rowsText, scaledText, workloadText } from '../../words/report/work-text.ts';
import { plotFigure } from '../frame/figure.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, placeOf, SECTION_PATHS, type SitePage } from '../frame/page.ts';
import { section } from '../frame/section.ts';
import { rowDetails } from './details.ts';
import { tableWords } from './facets.ts';
import { resultTable } from './table.ts';
import { failureList, skipList } from './troubles.ts';
import type { Work, WorkloadSite } from './work.ts';

export function workloadPage(site: WorkloadSite, work: Work, language: Language): SitePage {
  const words = WORKLOADS_WORDS[language];
  const place = placeOf(work.path, language);
  const plots = plotsOfWork(site, work, language);
  const { failures, skips } = work;
  const body = html`<p><a href="${linkTo(place, SECTION_PATHS.workloads)}">← ${words.backToAll}</a></p>
<h1>${work.name}</h1>
<p class="quiet">${workloadText(work.workload, language)}</p>
<p class="quiet">${glossOf(work, language)}</p>
${aboutWork(work, words, language)}
${section('results', words.results, resultTable(site, work, language))}
${plots.map(plot => section(`chart-${plot.id}`, plot.title, plotFigure(plot, place)))}
${section('rows', words.rows, rowDetails(work.rows, site.deviceOf, site.report, language))}
${failures.length === 0 ? null : section('failures', words.failures, failureList(failures, language))}
${skips.length === 0 ? null : section('skips', words.skips, skipList(skips, language))}`;
  return {
    path: work.path,
    section: 'workloads',
    title: work.name,
    summary: words.pageSummary(work.name, new Set(work.rows.map(deviceKey)).size),
    body,
    plots,
    data: { 'table-words': tableWords(site.works, language) },
    scripts: ['page'],
  };
}

/** The words above that people outside the field do not know. */
function glossOf({ workload }: Work, language: Language): string {
  const words = WORKLOADS_WORDS[language];
  const isScaled = scaledText(workload, language) !== null;
  return [words.rowsMeaning, ...(isScaled ? [words.scaledHere] : [])].join(words.betweenSentences);
}

function aboutWork({ workload }: Work, words: WorkloadsWords, language: Language): Html {
  const { tokens, sequence, rowsPerExpert, flopsPerStep, id, sha256 } = workload;
  const dims = scaledText(workload, language);
  const names = words.about;
  const facts: readonly (readonly [string, Html | string])[] = [
    [names.work, partText(workload, language)],
    [names.tokens, integerText(tokens)],
    ...(sequence === null ? [] : [[names.sequence, integerText(sequence)] as const]),
    [names.rows, rowsText(rowsPerExpert)],
    [names.dispatch, dispatchText(workload, language)],
    ...(dims === null ? [] : [[names.dims, dims] as const]),
    [names.flops, pointText(flopsPerStep, decimalUnit(flopsPerStep, 'FLOP'))],
    [names.id, html`<code>${id}</code>, <code>${sha256.slice(0, 16)}</code>`],
  ];
  return html`<details><summary>${words.details}</summary>
<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></details>`;
}

/** The charts of a report that has this work alone. An id names a file, so it bears the work's. */
function plotsOfWork({ report, chips, samples }: WorkloadSite, work: Work, language: Language): Plot[] {
  const { rows, workload } = work;
  const referenceRows = report.referenceRows.filter(
    row => row.workload.sha256 === workload.sha256 && row.workload.concurrent === workload.concurrent,
  );
  return workPlots({ ...report, rows: [...rows], referenceRows }, chips, language, samples).map(plot => ({
    ...plot,
    id: `${work.slug}-${plot.id}`,
  }));
}
