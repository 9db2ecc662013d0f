/** The plots that are embedded in the page, each drawn into its figure. */
import type { Plot } from '../../../charts/plot.ts';
import { darkness, drawPlot } from './draw.ts';

export function drawEmbedded(): void {
  const embedded = document.getElementById('plots')?.textContent ?? '[]';
  // Written by `framed` from the same types, in the same build.
  const plots = JSON.parse(embedded) as Plot[];
  const draw = (plot: Plot): void => {
    const figure = document.querySelector<HTMLElement>(`figure[data-plot="${CSS.escape(plot.id)}"]`);
    if (plot.drawn && figure !== null) drawPlot(figure, plot);
  };
  const drawAll = (): void => plots.forEach(draw);
  drawAll();
  darkness.addEventListener('change', drawAll);
  // The calculator's script sends the plots of its newest comparison: they stand in for those of the same id.
  document.addEventListener('moebench-plot', event => {
    if (!(event instanceof CustomEvent)) return;
    const sent: Plot = event.detail;
    const at = plots.findIndex(({ id }) => id === sent.id);
    plots.splice(at === -1 ? plots.length : at, at === -1 ? 0 : 1, sent);
    draw(sent);
  });
}
