/** The first page: the answer, and the charts it rests on. */

import type { Plot } from '../../charts/plot.ts';
import { plotsOf } from '../../charts/plots.ts';
import { TRAINING_COST } from '../../charts/training-cost.ts';
import type { Report } from '../../report/schema.ts';
import type { Language } from '../../words/language.ts';
import { headline } from '../../words/report/report-headline.ts';
import { plotFigure } from '../frame/figure.ts';
import { type Html, html } from '../frame/html.ts';
import { type Place, placeOf, SECTION_PATHS, type SitePage } from '../frame/page.ts';
import { section } from '../frame/section.ts';
import type { SiteData } from '../site-data.ts';
import { knownCostsBody, knownCostsTitle } from './known-costs.ts';

export function overviewPages({ report }: SiteData, language: Language): readonly SitePage[] {
  const path = SECTION_PATHS.overview;
  const place = placeOf(path, language);
  const [lead = '', ...rest] = headline(report);
  const plots = plotsOf(report);
  const body = html`<section class="answer">
<h1>${lead}</h1>
${rest.map(sentence => html`<p>${sentence}</p>`)}
</section>
${knownCostsSection(report, plots, place)}
${plots.filter(({ id }) => id !== TRAINING_COST).map(plot => section(`${plot.id}-chart`, plot.title, plotFigure(plot, place)))}`;
  const title = `Mixture-of-Experts training beside ${report.reference.name}`;
  return [{ path, section: 'overview', title, summary: lead, body, plots, data: {}, scripts: ['page'] }];
}

/** Apart from everything measured, under a title that says so; none where a saving was measured or no model was asked for. */
function knownCostsSection({ knownCosts }: Report, plots: readonly Plot[], place: Place): Html | null {
  const body = knownCostsBody(
    knownCosts,
    plots.find(({ id }) => id === TRAINING_COST),
    place,
  );
  return body === null ? null : section('known-costs', knownCostsTitle(knownCosts), body);
}
