/** A chart on a page. */
import { plotHeightPx } from '../charts/configuration.ts';
import type { Plot } from '../charts/plot.ts';
import { type Html, html } from './html.ts';

/** The image shows without script and in print; the script puts a live chart in its place. */
export function plotFigure(plot: Plot): Html {
  if (!plot.drawn) return html`<p>${plot.reason}</p>`;
  return html`<figure data-plot="${plot.id}" style="--height: ${plotHeightPx(plot)}px"><img src="${plot.id}.png" alt="${plot.title}: ${plot.axis}" width="960" height="${plotHeightPx(plot)}">${plot.caption.length === 0 ? null : html`<figcaption>${plot.caption.map(text => html`<p>${text}</p>`)}</figcaption>`}</figure>`;
}
