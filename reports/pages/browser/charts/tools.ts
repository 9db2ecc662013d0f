/** The buttons under a chart: its figures as CSV, its picture as PNG, and back from a zoom. */
import type { Chart } from 'chart.js';
import { tableOf } from '../../../charts/configuration.ts';
import type { DrawnPlot } from '../../../charts/plot.ts';
import { tableCsv } from '../../../charts/table-csv.ts';
import { CHART_WORDS } from '../../../words/pages/charts.ts';

type Tooled = {
  readonly plot: DrawnPlot;
  readonly chart: Chart;
  /** Under the picture, which is transparent on a page. */
  readonly paper: string;
  readonly zooms: boolean;
};

export function toolsOf({ plot, chart, paper, zooms }: Tooled): HTMLElement {
  const words = CHART_WORDS[plot.language];
  const tools = document.createElement('p');
  tools.className = 'figure-tools';
  tools.setAttribute('role', 'group');
  tools.setAttribute('aria-label', words.toolsOf(plot.title));
  tools.append(
    button(words.csv, () => save(csvOf(plot), `${plot.id}.csv`)),
    button(words.png, () => savePicture(chart.canvas, paper, `${plot.id}.png`)),
  );
  if (zooms)
    tools.append(
      button(words.resetZoom, () => chart.resetZoom('none')),
      words.zoomHint,
    );
  return tools;
}

/** A spreadsheet takes text for UTF-8 by its byte-order mark. */
const csvOf = (plot: DrawnPlot): Blob =>
  new Blob(['\uFEFF', tableCsv(tableOf(plot))], { type: 'text/csv;charset=utf-8' });

function button(text: string, act: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.append(text);
  element.addEventListener('click', act);
  return element;
}

function savePicture(canvas: HTMLCanvasElement, paper: string, name: string): void {
  const picture = document.createElement('canvas');
  picture.width = canvas.width;
  picture.height = canvas.height;
  const context = picture.getContext('2d');
  if (context === null) return;
  context.fillStyle = paper;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(canvas, 0, 0);
  picture.toBlob(blob => {
    if (blob !== null) save(blob, name);
  });
}

/** No request leaves the page: the file is made in it. */
function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
