/** The pages of runs: the list of them, and a page of each of the newest. */
import type { RunFacts } from '../../runs/run-facts.ts';
import type { Language } from '../../words/language.ts';
import { RUNS_WORDS } from '../../words/pages/runs.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, type Place, placeOf, SECTION_PATHS, type SitePage } from '../frame/page.ts';
import { section } from '../frame/section.ts';
import { type WorkName, workNames } from '../frame/work-names.ts';
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
  const nameOf = workNames(report, language);
  const body = html`<h1>${words.title}</h1>
<p>${words.summary(count)}</p>
${section('runs', words.indexTitle, html`${runs.length === 0 ? null : runTable(runs, nameOf, place)}${older > 0 ? html`<p class="quiet">${words.older(older)}</p>` : null}${notRead > 0 ? html`<p class="quiet">${words.inHistoryAlone(notRead)}</p>` : null}`)}
${section('data', words.dataTitle, dataLinks(place))}`;
  const page = { section: 'runs', plots: [], data: {}, scripts: ['page'] } as const;
  const index = { ...page, path, title: words.title, summary: words.summary(count), body };
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

function runTable(runs: readonly RunFacts[], nameOf: WorkName, place: Place): Html {
  const { indexTitle, indexColumns: names } = RUNS_WORDS[place.language];
  const { started, machine, suite, devices, works, measured, record } = names;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${indexTitle}"><table class="runs">
<thead><tr>${[started, machine, suite, devices, works].map(name => html`<th scope="col">${name}</th>`)}<th scope="col" class="number">${measured}</th><th scope="col">${record}</th></tr></thead>
<tbody>${runs.map(run => runRow(run, nameOf, place))}</tbody>
</table></div>`;
}

/** Runs that started in one minute on one machine are told apart by their ids, and by what they timed. */
function runRow(run: RunFacts, nameOf: WorkName, place: Place): Html {
  const { indexColumns: names, roundsOf, separator } = RUNS_WORDS[place.language];
  const devices = [...new Set(run.works.map(({ device }) => device))];
  return html`<tr><th scope="row"><a href="${linkTo(place, runPath(run))}">${momentText(run.startedAt)}</a><small>${run.id}</small></th><td data-label="${names.machine}">${run.machine}</td><td data-label="${names.suite}">${run.suite}</td><td data-label="${names.devices}">${devices.join(separator)}</td><td data-label="${names.works}">${worksText(run, nameOf, place.language)}</td><td class="number" data-label="${names.measured}">${roundsOf(run.cells.measured, run.cells.planned)}</td><td data-label="${names.record}"><a href="${place.root}${recordFile(run)}" download>${sealMark(run.seal, place.language)}</a></td></tr>
`;
}

const MOST_WORKS = 2;

/** The first works, then how many more. */
function worksText({ works }: RunFacts, nameOf: WorkName, language: Language): Html {
  const names = [...new Set(works.map(({ workloadSha256, case: id }) => nameOf(workloadSha256, id)))];
  const more = names.length - MOST_WORKS;
  return html`${names.slice(0, MOST_WORKS).map(name => html`<div>${name}</div>`)}${more > 0 ? html`<div class="quiet">${RUNS_WORDS[language].moreWorks(more)}</div>` : null}`;
}

function dataLinks({ root, language }: Place): Html {
  const words = RUNS_WORDS[language];
  return html`<p><a href="${root}report.json">report.json</a> ${words.reportJson} <a href="${root}rows.csv">rows.csv</a> ${words.rowsCsv}</p>`;
}
