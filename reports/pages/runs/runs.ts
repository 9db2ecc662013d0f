/** The pages of runs: the list of them, and a page of each of the newest. */
import type { RunFacts } from '../../runs/run-facts.ts';
import type { Language } from '../../words/language.ts';
import { RUNS_WORDS } from '../../words/pages/runs.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, type Place, placeOf, SECTION_PATHS, type SitePage } from '../frame/page.ts';
import { section } from '../frame/section.ts';
import { workNames } from '../frame/work-names.ts';
import type { SiteData } from '../site-data.ts';
import { momentText, sealMark } from './marks.ts';
import { recordFile, runPath } from './record-file.ts';
import { runBody } from './run.ts';

export function runPages({ report, runs }: SiteData, language: Language): readonly SitePage[] {
  const words = RUNS_WORDS[language];
  const path = SECTION_PATHS.runs;
  const place = placeOf(path, language);
  const older = report.runs.length - runs.length;
  const notRead = report.runsNotRead?.count ?? 0;
  const count = report.runs.length + notRead;
  const body = html`<h1>${words.title}</h1>
<p>${words.summary(count)}</p>
${section('runs', words.indexTitle, html`${runs.length === 0 ? null : runTable(runs, place)}${older > 0 ? html`<p class="quiet">${words.older(older)}</p>` : null}${notRead > 0 ? html`<p class="quiet">${words.inHistoryAlone(notRead)}</p>` : null}`)}
${section('data', words.dataTitle, dataLinks(place))}`;
  const page = { section: 'runs', plots: [], data: {}, scripts: ['page'] } as const;
  const index = { ...page, path, title: words.title, summary: words.summary(count), body };
  const nameOf = workNames(report, language);
  return [
    index,
    ...runs.map(run => ({
      ...page,
      path: runPath(run),
      title: words.runTitle(run.machine, momentText(run.startedAt)),
      summary: words.runSummary(run.suite, run.machine),
      body: runBody(run, nameOf, placeOf(runPath(run), language)),
    })),
  ];
}

function runTable(runs: readonly RunFacts[], place: Place): Html {
  const { indexColumns, roundsOf } = RUNS_WORDS[place.language];
  const [started, machine, suite, measured, record] = indexColumns;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${RUNS_WORDS[place.language].indexTitle}"><table class="runs">
<thead><tr>${[started, machine, suite].map(name => html`<th scope="col">${name}</th>`)}<th scope="col" class="number">${measured}</th><th scope="col">${record}</th></tr></thead>
<tbody>${runs.map(
    run =>
      html`<tr><th scope="row"><a href="${linkTo(place, runPath(run))}">${momentText(run.startedAt)}</a></th><td data-label="${machine}">${run.machine}</td><td data-label="${suite}">${run.suite}</td><td class="number" data-label="${measured}">${roundsOf(run.cells.measured, run.cells.planned)}</td><td data-label="${record}"><a href="${place.root}${recordFile(run)}" download>${sealMark(run.seal, place.language)}</a></td></tr>
`,
  )}</tbody>
</table></div>`;
}

function dataLinks({ root, language }: Place): Html {
  const words = RUNS_WORDS[language];
  return html`<p><a href="${root}report.json">report.json</a> ${words.reportJson} <a href="${root}rows.csv">rows.csv</a> ${words.rowsCsv}</p>`;
}
