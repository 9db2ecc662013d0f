/** The first page: the answer and one chart on the first screen, then what it rests on. */

import { plotHeightPx } from '../../charts/configuration.ts';
import { leadingWorkPlots } from '../../charts/leading-work.ts';
import type { DrawnPlot, Plot } from '../../charts/plot.ts';
import { plotsOf } from '../../charts/plots.ts';
import { relativeCost } from '../../charts/relative-cost.ts';
import { TRAINING_COST } from '../../charts/training-cost.ts';
import { answerOf, leadingWork } from '../../report/answer.ts';
import type { Report } from '../../report/schema.ts';
import type { Language } from '../../words/language.ts';
import { workloadNames } from '../../words/names/workload-name.ts';
import { OVERVIEW_WORDS } from '../../words/pages/overview/overview.ts';
import { answerLines, answerText } from '../../words/report/answer-text.ts';
import { headline } from '../../words/report/report-headline.ts';
import { plotFigure } from '../frame/figure.ts';
import { type Html, html } from '../frame/html.ts';
import { markMeanings } from '../frame/marks.ts';
import { linkTo, type Place, placeOf, SECTION_PATHS, type SitePage } from '../frame/page.ts';
import { section } from '../frame/section.ts';
import { named } from '../history/history.ts';
import type { SiteData } from '../site-data.ts';
import { aboutSite } from './about.ts';
import { changeList } from './changes.ts';
import { knowList } from './know.ts';
import { knownCostsBody, knownCostsTitle } from './known-costs.ts';

export function overviewPages({ report, check, calculator }: SiteData, language: Language): readonly SitePage[] {
  const path = SECTION_PATHS.overview;
  const place = placeOf(path, language);
  const words = OVERVIEW_WORDS[language];
  const answer = answerOf(report);
  const { above, below } = answerLines(answer, report, language);
  const lead = answerText(answer, report, language);
  const first = relativeCost(report, language);
  const small = leadingWorkPlots(report, language);
  const all = plotsOf(report, language);
  const plots = all.filter(plot => !isTall(plot));
  const changes = changeList(check === null ? null : named(check, report, language), place);
  const know = knowList(answer, report, place);
  const known = knownCostsBody(
    report.knownCosts,
    plots.find(({ id }) => id === TRAINING_COST),
    place,
  );
  const body = html`<section class="answer">
<p class="kicker">${words.kicker}</p>
<h1>${lead}</h1>
${above.map(text => html`<p class="below">${text}</p>`)}
${leadFigure(first, place)}
${below.map(text => html`<p class="below">${text}</p>`)}
${calculator === null ? null : html`<p><a class="next" href="${linkTo(place, SECTION_PATHS.compare)}">${words.compare}</a></p>`}
</section>
${small.length === 0 ? null : section('measured', words.small.title, smallCharts(small, report, place))}
${changes === null ? null : section('changes', words.changes.title, changes)}
${know === null ? null : section('know', words.know.title, know)}
${known === null ? null : section('known-costs', knownCostsTitle(report.knownCosts, language), known)}
${section(
  'detail',
  words.detail.title,
  html`<p class="quiet">${words.detail.terms}</p>
${detailList(headline(report, language), words.detail.more)}`,
)}
${moreCharts(plots, all.filter(isTall), place)}
${section('about', words.site.title, aboutSite(place))}`;
  return [
    {
      ...{ path, section: 'overview', title: words.title(report.reference.name), summary: lead, body },
      plots: [...(first === null ? [] : [first]), ...small, ...plots],
      ...{ data: {}, scripts: ['page'] },
    },
  ];
}

/** The chart of the first screen, with what the words of its legend mean. */
function leadFigure(plot: DrawnPlot<'ratio-dots'> | null, place: Place): Html | null {
  if (plot === null) return null;
  const marks = plot.groups.flatMap(group => group.marks);
  const bases = marks.map(({ basis }) => basis);
  const verdicts = marks.flatMap(({ verdict }) => (verdict === null ? [] : [verdict]));
  return html`${plotFigure(plot, place)}
${markMeanings(bases, verdicts, place.language)}`;
}

/** Of the work that the report leads with, which is named once. */
function smallCharts(plots: readonly Plot[], report: Report, place: Place): Html {
  const work = leadingWork(report);
  const { of } = OVERVIEW_WORDS[place.language].small;
  const nameOf = workloadNames(
    report.rows.map(({ workload }) => workload),
    place.language,
  );
  return html`${work === null ? null : html`<p class="quiet">${of(nameOf(work))}</p>`}
<div class="small-charts">${plots.map(plot => html`<div>${plotFigure(plot, place)}</div>`)}</div>`;
}

const sentenceList = (sentences: readonly string[]): Html =>
  html`<ul>${sentences.map(text => html`<li>${text}</li>`)}</ul>`;

/** Of many sentences the first are in sight. */
const MOST_SENTENCES = 3;

function detailList(sentences: readonly string[], more: (count: number) => string): Html {
  const further = sentences.slice(MOST_SENTENCES);
  if (further.length === 0) return sentenceList(sentences);
  return html`${sentenceList(sentences.slice(0, MOST_SENTENCES))}
<details><summary>${more(further.length)}</summary>${sentenceList(further)}</details>`;
}

/** Of so many rows that nobody compares them at a glance: the overview would take megabytes. The pages of the workloads have each one's. */
const MOST_HEIGHT_PX = 2000;
const isTall = (plot: Plot): boolean => plot.drawn && plotHeightPx(plot) > MOST_HEIGHT_PX;

/** Charts with nothing to show are named once, with the reason, and take no room. */
function moreCharts(all: readonly Plot[], tall: readonly Plot[], place: Place): Html | null {
  const words = OVERVIEW_WORDS[place.language].more;
  const plots = all.filter(({ id }) => id !== TRAINING_COST);
  const drawn = plots.filter(plot => plot.drawn);
  const reasons = plots.flatMap(plot => (plot.drawn ? [] : [plot.reason]));
  if (plots.length + tall.length === 0) return null;
  return html`${drawn.map(plot => section(`${plot.id}-chart`, plot.title, plotFigure(plot, place)))}
${tall.length === 0 ? null : html`<p>${words.tall(tall.map(({ title }) => title))} <a href="${linkTo(place, SECTION_PATHS.workloads)}">${words.workloads}</a></p>`}
${reasons.length === 0 ? null : html`<details><summary>${words.notDrawn(reasons.length)}</summary>${sentenceList(reasons)}</details>`}
`;
}
