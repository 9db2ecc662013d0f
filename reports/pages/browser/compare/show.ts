/** The results in the page: sentences and table of the newest comparison, and then its charts, which take longer to draw. */
import { comparisonPlots } from '../../../charts/comparison/comparison-plots.ts';
import { tableOf } from '../../../charts/configuration.ts';
import type { Comparison } from '../../../money/schema.ts';
import type { Language } from '../../../words/language.ts';
import { answerHtml, resultsTable } from '../../compare/results.ts';
import { plotFigure } from '../../frame/figure.ts';
import { placeOf, SECTION_PATHS } from '../../frame/page.ts';
import { unbroken } from '../../frame/unbroken.ts';

let frame = 0;

export function showComparison(comparison: Comparison, language: Language): void {
  put('answer-text', answerHtml(comparison, language).html);
  put('costs-table', resultsTable(comparison, language).html);
  cancelAnimationFrame(frame);
  // A frame is shown before the second request: the costs are there while the charts are drawn.
  frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => showCharts(comparison, language));
  });
}

function showCharts(comparison: Comparison, language: Language): void {
  const place = placeOf(SECTION_PATHS.compare, language);
  const plots = comparisonPlots(comparison, language);
  for (const holder of document.querySelectorAll<HTMLElement>('[data-plot-place]')) {
    const plot = plots.find(({ id }) => id === holder.dataset.plotPlace);
    if (plot === undefined) {
      // A chart of other inputs would stand beside these results.
      holder.replaceChildren();
      continue;
    }
    // The picture in the site is of the preset: it makes way, and the page's other script draws.
    const isOpen = holder.querySelector('details')?.open === true;
    holder.innerHTML = plotFigure(plot, place).html;
    holder.querySelector('img')?.remove();
    if (isOpen) holder.querySelector('details')?.setAttribute('open', '');
    if (plot.drawn && tableOf(plot).rows.length > 0)
      document.dispatchEvent(new CustomEvent('moebench-plot', { detail: plot }));
  }
}

function put(id: string, html: string): void {
  const element = document.getElementById(id);
  if (element !== null) element.innerHTML = unbroken(html);
}
