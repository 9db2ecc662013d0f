/** A chart on a page. */
import { plotHeightPx } from '../../charts/configuration.ts';
import type { Plot } from '../../charts/plot.ts';
import { type Html, html } from './html.ts';
import { chartFile, type Place } from './page.ts';

/** The image shows without script and in print; the script puts a live chart in its place. */
export function plotFigure(plot: Plot, { root, language }: Place): Html {
  if (!plot.drawn) return html`<p>${plot.reason}</p>`;
  return html`<figure id="${plot.id}" data-plot="${plot.id}" data-height="${plotHeightPx(plot)}"><img src="${root}${chartFile(plot.id, language)}" alt="${plot.title}: ${plot.axis}" width="960" height="${plotHeightPx(plot)}">${plot.caption.length === 0 ? null : html`<figcaption>${plot.caption.map(text => html`<p>${text}</p>`)}</figcaption>`}</figure>`;
}
