/** A chart on a page: its picture, what can be said of it in words, and the table behind it. */
import { plotHeightPx, tableOf } from '../../charts/configuration.ts';
import { besideEqual } from '../../charts/drawing/numbers.ts';
import type { PlotCell, PlotTable } from '../../charts/kind.ts';
import type { DrawnPlot, Plot } from '../../charts/plot.ts';
import { summaryOf } from '../../charts/summary.ts';
import { fourDigits } from '../../format.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import { type Html, html } from './html.ts';
import { chartFile, type Place } from './page.ts';

/** Of a history of years a page holds the newest; its CSV holds all. */
const MOST_ROWS = 400;

/** The image shows without script and in print; the script puts a live chart in its place. Of the only chart of a section that names it. */
export const plotFigure = (plot: Plot, place: Place): Html => figureOf(plot, place, null);

/** Of a section with several charts, or with one that changes. */
export const titledFigure = (plot: Plot, place: Place): Html =>
  figureOf(plot, place, html`<h3 class="plot-title">${plot.title}</h3>`);

function figureOf(plot: Plot, { root, language }: Place, title: Html | null): Html {
  if (!plot.drawn) return html`<p>${plot.reason}</p>`;
  const height = plotHeightPx(plot);
  return html`<figure id="${plot.id}" data-plot="${plot.id}" data-height="${height}">${title}<img loading="lazy" src="${root}${chartFile(plot.id, language)}" alt="${summaryOf(plot)}" width="960" height="${height}">${plot.caption.length === 0 ? null : html`<figcaption>${plot.caption.map(text => html`<p>${text}</p>`)}</figcaption>`}${tableDetails(plot)}</figure>`;
}

function tableDetails(plot: DrawnPlot): Html {
  const words = CHART_WORDS[plot.language];
  const table = tableOf(plot);
  const left = table.rows.length - MOST_ROWS;
  return html`<details class="figures"><summary>${words.table}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="${words.named(words.table, plot.title)}"><table id="${plot.id}-table">${caption(plot, table)}
<tbody>${table.rows.slice(-MOST_ROWS).map(
    row => html`<tr>${row.map((cell, index) => tableCell(cell, index, table))}</tr>
`,
  )}</tbody></table></div>${left > 0 ? html`<p class="quiet">${words.rowsLeft(left)}</p>` : null}</details>`;
}

const caption = ({ title }: DrawnPlot, table: PlotTable): Html => html`<caption>${title}</caption>
<thead><tr>${table.columns.map((column, index) => html`<th scope="col"${isNumeric(table, index) ? html` class="number"` : null}>${column}</th>`)}</tr></thead>`;

/** The first column names the row. */
function tableCell(cell: PlotCell, index: number, table: PlotTable): Html {
  if (index === 0) return html`<th scope="row">${cellText(cell, table)}</th>`;
  return html`<td${isNumeric(table, index) ? html` class="number"` : null}>${cellText(cell, table)}</td>`;
}

const isNumeric = ({ rows }: PlotTable, column: number): boolean => rows.some(row => typeof row[column] === 'number');

const cellText = (cell: PlotCell, { equal }: PlotTable): string =>
  typeof cell === 'number' ? besideEqual(cell, equal, fourDigits) : (cell ?? '');
