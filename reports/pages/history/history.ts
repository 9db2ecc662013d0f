/** The history page: what moved first, then a chart of the nights, then every series. */
import { historyPlot } from '../../charts/history.ts';
import type { Plot } from '../../charts/plot.ts';
import type { Check, Finding } from '../../regressions/schema.ts';
import type { Language } from '../../words/language.ts';
import { HISTORY_WORDS } from '../../words/pages/history.ts';
import { headline } from '../../words/regressions/check-words.ts';
import { METRIC_WORDS } from '../../words/regressions/series-text.ts';
import { titledFigure } from '../frame/figure.ts';
import { html } from '../frame/html.ts';
import { placeOf, SECTION_PATHS, type SitePage } from '../frame/page.ts';
import { section } from '../frame/section.ts';
import { workNames } from '../frame/work-names.ts';
import type { SiteData } from '../site-data.ts';
import { historyChoices } from './history-choices.ts';
import { endedList, seriesTables } from './series-table.ts';
import { STATE_ORDER, shownState } from './states.ts';
import { stepGroups } from './steps.ts';

export function historyPages(data: SiteData, language: Language): readonly SitePage[] {
  const { check: found, nights, report } = data;
  const words = HISTORY_WORDS[language];
  const path = SECTION_PATHS.history;
  const count = Math.max(0, ...nights.map(machine => machine.nights.length));
  const page = {
    path,
    section: 'history',
    title: words.title,
    summary: words.summary(count),
    scripts: ['page'],
  } as const;
  if (found === null || found.runs.length === 0) {
    return [{ ...page, body: html`<h1>${words.title}</h1><p>${words.noHistory}</p>`, plots: [], data: {} }];
  }
  const check = named(found, report, language);
  const choices = historyChoices(data, check.findings, language);
  const [first] = choices.choices;
  // One night is a point without a neighbour: its figure stands in the table.
  const plots: readonly Plot[] = first === undefined || count < 2 ? [] : [historyPlot(choices, first)];
  const body = html`<h1>${words.title}</h1>
<p class="lead">${check.verdict === 'cannot-tell' ? words.tooFew(count) : headline(check, language)}</p>
${count < 2 ? null : section('steps', words.steps, stepGroups(check, language))}
${count < 2 ? null : section('nights', words.chart, plots.length === 0 ? html`<p>${words.noChart}</p>` : html`${plots.map(plot => titledFigure(plot, placeOf(path, language)))}`)}
${section(
  'series',
  words.series,
  html`<p class="quiet">${words.stateMeanings}</p>
${seriesTables(check, nights, language)}${endedList(check, language)}`,
)}`;
  return [{ ...page, body, plots, data: { 'history-data': choices, 'history-words': filterWords(check, language) } }];
}

/** A check whose works have the names that people read. */
export function named(check: Check, report: SiteData['report'], language: Language): Check {
  const nameOf = workNames(report, language);
  return {
    ...check,
    findings: check.findings.map(finding => ({
      ...finding,
      case: nameOf(finding.series.workloadSha256, finding.case),
    })),
    ended: check.ended.map(ended => ({ ...ended, case: nameOf(ended.series.workloadSha256, ended.case) })),
  };
}

/** What the filters of the page are made of: only what there is to choose. */
function filterWords({ findings }: Check, language: Language) {
  const { facets, all, choose, states } = HISTORY_WORDS[language];
  const shown = new Set(findings.map(shownState));
  const option = (value: string, label = value) => ({ value, label });
  return {
    all,
    choose,
    facets: [
      {
        name: 'machine',
        label: facets.machine,
        options: distinct(findings, ({ series }) => series.machine).map(name => option(name)),
      },
      {
        name: 'metric',
        label: facets.metric,
        options: distinct(findings, ({ metric }) => metric).map(name =>
          option(name, METRIC_WORDS[language][name].name),
        ),
      },
      {
        name: 'state',
        label: facets.state,
        options: STATE_ORDER.filter(state => shown.has(state)).map(state => option(state, states[state])),
      },
    ],
  };
}

const distinct = <Value>(findings: readonly Finding[], pick: (finding: Finding) => Value): readonly Value[] => [
  ...new Set(findings.map(pick)),
];
