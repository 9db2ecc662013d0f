/** The results in the page: sentences and table of the newest comparison, and then its charts, which take longer to draw. */
import { hashOfSettings } from '../../../calculator/hash.ts';
import { comparisonPlots } from '../../../charts/comparison/comparison-plots.ts';
import { tableOf } from '../../../charts/configuration.ts';
import type { Comparison } from '../../../money/schema.ts';
import type { Language } from '../../../words/language.ts';
import type { FormAsk } from '../../compare/form.ts';
import { printedInputs } from '../../compare/printed-inputs.ts';
import { answerHtml, resultsTable } from '../../compare/results.ts';
import { titledFigure } from '../../frame/figure.ts';
import { placeOf, SECTION_PATHS } from '../../frame/page.ts';
import { unbroken } from '../../frame/unbroken.ts';

let frame = 0;

/** `ask`: what it is the comparison of. */
export function showComparison(comparison: Comparison, ask: FormAsk): void {
  const { language } = ask;
  put('answer-text', answerHtml(comparison, language).html);
  put('costs-table', resultsTable(comparison, language).html);
  put('inputs-on-paper', printedInputs(ask, whenAndWhere(ask)).html);
  cancelAnimationFrame(frame);
  // A frame is shown before the second request: the costs are there while the charts are drawn.
  frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => showCharts(comparison, language));
  });
}

/** The reader's day, and the address with these inputs; of a page on disk without its folder, which is nothing to hand on. */
function whenAndWhere({ settings }: FormAsk) {
  const now = new Date();
  const two = (count: number) => String(count).padStart(2, '0');
  const { href, protocol } = new URL(`#${hashOfSettings(settings)}`, location.href);
  const shown = protocol === 'file:' ? href.replace(/^[^#]*\//, '') : href;
  return { date: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`, address: { href, shown } };
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
    // The picture in the site is of the preset: it makes way, and the page's other script draws. In a template nothing is loaded.
    const isOpen = holder.querySelector('details')?.open === true;
    const made = document.createElement('template');
    made.innerHTML = titledFigure(plot, place).html;
    made.content.querySelector('img')?.remove();
    holder.replaceChildren(made.content);
    if (isOpen) holder.querySelector('details')?.setAttribute('open', '');
    if (plot.drawn && tableOf(plot).rows.length > 0)
      document.dispatchEvent(new CustomEvent('moebench-plot', { detail: plot }));
  }
}

function put(id: string, html: string): void {
  const element = document.getElementById(id);
  if (element !== null) element.innerHTML = unbroken(html);
}
