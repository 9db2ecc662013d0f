/** In the browser: draws the plots that are embedded in the page, again when light turns to dark; makes the table handy. */
import {
  BarController,
  BarElement,
  Chart,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import zoom from 'chartjs-plugin-zoom';
import { configurationOf } from '../../charts/configuration.ts';
import type { Plot } from '../../charts/plot.ts';
import { DARK, LIGHT, type Theme } from '../../charts/theme.ts';
import { makeHandy } from './results.ts';

Chart.register(
  BarController,
  BarElement,
  LineController,
  LineElement,
  PointElement,
  LinearScale,
  LogarithmicScale,
  Legend,
  Tooltip,
  Filler,
  annotation,
  // Node reads the plugin as CommonJS, whose `default` it is; the bundler as a module, whose default it is.
  'default' in zoom ? zoom.default : zoom,
);

const dark = matchMedia('(prefers-color-scheme: dark)');
const PAGE_FONT = 'system-ui, "Segoe UI", "Helvetica Neue", sans-serif';

function drawAll(plots: readonly Plot[]): void {
  const theme: Theme = { ...(dark.matches ? DARK : LIGHT), fontFamily: PAGE_FONT };
  Chart.defaults.font.family = theme.fontFamily;
  for (const plot of plots) {
    const figure = document.querySelector<HTMLElement>(`figure[data-plot="${plot.id}"]`);
    if (!plot.drawn || figure === null) continue;
    const canvas = canvasIn(figure, plot.axis);
    Chart.getChart(canvas)?.destroy();
    new Chart(canvas, configurationOf(plot, theme));
  }
}

/** The figure's canvas, made at the first drawing. The PNG stays in the page, hidden, for print. */
function canvasIn(figure: HTMLElement, label: string): HTMLCanvasElement {
  const existing = figure.querySelector('canvas');
  if (existing !== null) return existing;
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `${label}, `);
  // Chart.js sizes a canvas by its parent.
  const frame = document.createElement('div');
  frame.className = 'canvas';
  frame.style.height = `${figure.dataset.height}px`;
  frame.append(canvas);
  figure.prepend(frame);
  figure.classList.add('live');
  return canvas;
}

const embedded = document.getElementById('plots')?.textContent;
if (embedded !== null && embedded !== undefined) {
  // Written by indexPage from the same types, in the same build.
  const plots = JSON.parse(embedded) as Plot[];
  drawAll(plots);
  dark.addEventListener('change', () => drawAll(plots));
}

const table = document.querySelector<HTMLTableElement>('table.results');
if (table !== null) makeHandy(table);
