/** The calculator: inputs, the answer, a row for each offer, charts, what it rests on. Without script: the comparison of the preset. */
import { COMPARISON_PLOTS, comparisonPlots } from '../../charts/comparison/comparison-plots.ts';
import type { Language } from '../../words/language.ts';
import { COMPARE_WORDS } from '../../words/pages/compare/compare.ts';
import { BLANK } from '../../words/sentence.ts';
import { titledFigure } from '../frame/figure.ts';
import { html } from '../frame/html.ts';
import { placeOf, SECTION_PATHS, type SitePage } from '../frame/page.ts';
import { section } from '../frame/section.ts';
import type { SiteData } from '../site-data.ts';
import { choicesOf } from './choices.ts';
import { printedInputs } from './printed-inputs.ts';
import { answerHtml, resultsTable } from './results.ts';

/** None where the report has no calculator. */
export function comparePages({ calculator }: SiteData, language: Language): readonly SitePage[] {
  if (calculator === null) return [];
  const words = COMPARE_WORDS[language];
  const path = SECTION_PATHS.compare;
  const place = placeOf(path, language);
  const { data, comparison } = calculator;
  const plots = comparison === null ? [] : comparisonPlots(comparison, language);
  const body = html`<h1>${words.title}</h1>
<p>${words.lead}${BLANK[language]}<a class="to-inputs" href="#inputs" hidden>${words.toInputs}</a></p>
<noscript><p class="card">${words.withoutScript}</p></noscript>
<div id="calculator">
<div id="results">
<p id="calculator-status" class="quiet" role="status"></p>
${section('answer', words.answer, html`<div id="answer-text">${comparison === null ? null : answerHtml(comparison, language)}</div>`)}
${section('costs', words.results, html`<div id="costs-table">${comparison === null ? null : resultsTable(comparison, language)}</div>`)}
${section('charts', words.charts, html`${COMPARISON_PLOTS.map(id => html`<div data-plot-place="${id}">${plots.filter(plot => plot.id === id).map(plot => titledFigure(plot, place))}</div>`)}`)}
</div>
<section class="on-paper"><h2>${words.inputs}</h2><div id="inputs-on-paper">${printedInputs({ settings: data.preset, choices: choicesOf(data), language }, null)}</div></section>
<section id="inputs" hidden><h2>${words.inputs}</h2>
<p class="buttons"><button type="button" data-action="reset">${words.reset}</button><button type="button" data-action="copy-link">${words.copyLink}</button><button type="button" data-action="download">${words.download}</button></p>
<form id="case-form" novalidate></form>
</section>
</div>`;
  return [
    {
      path,
      section: 'compare',
      title: words.title,
      summary: words.summary,
      body,
      plots,
      data: { 'calculator-data': data },
      scripts: ['page', 'compare'],
    },
  ];
}
