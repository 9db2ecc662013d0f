/** Draws a plot into its figure, and again when its data or the light changes. */
import { configurationOf, plotHeightPx, zooms } from '../../../charts/configuration.ts';
import type { DrawnPlot } from '../../../charts/plot.ts';
import { summaryOf } from '../../../charts/summary.ts';
import { DARK, LIGHT, type Theme } from '../../../charts/theme.ts';
import { CHART_WORDS } from '../../../words/pages/charts.ts';
import { readByKeys } from './keyboard.ts';
import { keepForPaper } from './paper.ts';
import { putInFigure } from './place.ts';
import { Chart } from './register.ts';
import { toolsOf } from './tools.ts';

const PAGE_FONT = 'system-ui, "Segoe UI", "Helvetica Neue", "Noto Sans", "Noto Sans SC", sans-serif';
export const darkness = matchMedia('(prefers-color-scheme: dark)');

/** The plot in `figure` (`<figure>` of plotFigure, or an empty element), in the light of now. Drawn anew each time. */
export function drawPlot(figure: HTMLElement, plot: DrawnPlot): Chart {
  const theme: Theme = { ...(darkness.matches ? DARK : LIGHT), fontFamily: PAGE_FONT };
  Chart.defaults.font.family = theme.fontFamily;
  const frame = frameIn(figure);
  frame.style.height = `${plotHeightPx(plot)}px`;
  const words = CHART_WORDS[plot.language];
  frame.setAttribute('aria-label', `${plot.title}. ${words.keys}`);
  if (document.getElementById(`${plot.id}-table`) !== null) frame.setAttribute('aria-describedby', `${plot.id}-table`);
  const canvas = canvasIn(frame);
  canvas.setAttribute('aria-label', summaryOf(plot));
  Chart.getChart(canvas)?.destroy();
  const chart = new Chart(canvas, configurationOf(plot, theme));
  const spoken = spokenIn(figure, frame);
  frame.onkeydown = event => readByKeys(event, chart, spoken);
  frame.onblur = () => {
    spoken.textContent = '';
  };
  figure.querySelector('.figure-tools')?.remove();
  spoken.after(toolsOf({ plot, chart, theme, zooms: zooms(plot) }));
  figure.classList.add('live');
  keepForPaper(figure, plot);
  return chart;
}

/** Chart.js sizes a canvas by its parent. The frame takes the keys: in an application a screen reader lets them through. */
function frameIn(figure: HTMLElement): HTMLElement {
  const existing = figure.querySelector<HTMLElement>('.canvas');
  if (existing !== null) return existing;
  const frame = document.createElement('div');
  frame.className = 'canvas';
  frame.tabIndex = 0;
  frame.setAttribute('role', 'application');
  putInFigure(figure, frame);
  return frame;
}

function canvasIn(frame: HTMLElement): HTMLCanvasElement {
  const existing = frame.querySelector('canvas');
  if (existing !== null) return existing;
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  frame.append(canvas);
  return canvas;
}

/** What is said of the value that the keys have reached. */
function spokenIn(figure: HTMLElement, frame: HTMLElement): HTMLElement {
  const existing = figure.querySelector<HTMLElement>('.spoken');
  if (existing !== null) return existing;
  const spoken = document.createElement('p');
  spoken.className = 'spoken';
  spoken.setAttribute('aria-live', 'polite');
  frame.after(spoken);
  return spoken;
}
