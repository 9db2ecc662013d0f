/** The plots that are embedded in the page, each drawn into its figure. */
import type { Plot } from '../../../charts/plot.ts';
import { darkness, drawPlot } from './draw.ts';

export function drawEmbedded(): void {
  const embedded = document.getElementById('plots')?.textContent ?? '[]';
  // Written by `framed` from the same types, in the same build.
  const plots = JSON.parse(embedded) as Plot[];
  const drawAll = (): void => {
    for (const plot of plots) {
      const figure = document.querySelector<HTMLElement>(`figure[data-plot="${CSS.escape(plot.id)}"]`);
      if (plot.drawn && figure !== null) drawPlot(figure, plot);
    }
  };
  drawAll();
  darkness.addEventListener('change', drawAll);
}
