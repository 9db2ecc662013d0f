/**
 * Charts on paper. A figure that holds a picture prints that; the calculator's charts, and those of a file without pictures, are drawn
 * once more: in the light theme, as wide as a picture. As a canvas: a picture would not be loaded in time.
 */
import { configurationOf, plotHeightPx } from '../../../charts/configuration.ts';
import type { DrawnPlot } from '../../../charts/plot.ts';
import { LIGHT } from '../../../charts/theme.ts';
import { putInFigure } from './place.ts';
import { Chart } from './register.ts';

const WIDTH_PX = 960;
/** Device pixels a CSS pixel. */
const SHARPNESS = 2;

const paper = matchMedia('print');
const plots = new WeakMap<Element, DrawnPlot>();
let printed: readonly { readonly chart: Chart; readonly holder: Element }[] = [];

/** The plot that `figure` shows; where paper is looked at already, it is drawn for it at once. */
export function keepForPaper(figure: HTMLElement, plot: DrawnPlot): void {
  plots.set(figure, plot);
  if (paper.matches) drawAll();
}

/** To be called once a page. */
export function drawBeforePrint(): void {
  addEventListener('beforeprint', drawAll);
  addEventListener('afterprint', clear);
  // A view of the paper without printing, as developer tools have it.
  paper.addEventListener('change', ({ matches }) => (matches ? drawAll() : clear()));
}

function drawAll(): void {
  clear();
  printed = [...document.querySelectorAll<HTMLElement>('figure.live')].flatMap(figure => {
    const plot = plots.get(figure);
    return plot === undefined || figure.querySelector('img') !== null ? [] : [drawn(figure, plot)];
  });
}

function clear(): void {
  for (const { chart, holder } of printed) {
    chart.destroy();
    holder.remove();
  }
  printed = [];
}

function drawn(figure: HTMLElement, plot: DrawnPlot) {
  const holder = document.createElement('div');
  holder.className = 'on-paper';
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH_PX, height: plotHeightPx(plot) });
  holder.append(canvas);
  putInFigure(figure, holder);
  const configuration = configurationOf(plot, { ...LIGHT, fontFamily: Chart.defaults.font.family ?? 'sans-serif' });
  const options = { ...configuration.options, responsive: false, devicePixelRatio: SHARPNESS };
  const chart = new Chart(canvas, { ...configuration, options });
  // Chart.js writes a size in pixels.
  Object.assign(canvas.style, { width: '100%', height: 'auto' });
  return { chart, holder };
}
