/** The buttons under a chart: its figures as CSV, its picture as PNG, and back from a zoom. */
import type { Chart } from 'chart.js';
import { tableOf } from '../../../charts/configuration.ts';
import { wrapped } from '../../../charts/drawing/lines.ts';
import type { DrawnPlot } from '../../../charts/plot.ts';
import { tableCsv } from '../../../charts/table-csv.ts';
import type { Theme } from '../../../charts/theme.ts';
import { CHART_WORDS } from '../../../words/pages/charts.ts';

type Tooled = {
  readonly plot: DrawnPlot;
  readonly chart: Chart;
  /** Its paper is under the picture, which is transparent on a page. */
  readonly theme: Theme;
  readonly zooms: boolean;
};

export function toolsOf({ plot, chart, theme, zooms }: Tooled): HTMLElement {
  const words = CHART_WORDS[plot.language];
  const tools = document.createElement('p');
  tools.className = 'figure-tools';
  tools.setAttribute('role', 'group');
  tools.setAttribute('aria-label', words.toolsOf(plot.title));
  tools.append(
    button(words.csv, () => save(csvOf(plot), `${plot.id}.csv`)),
    button(words.png, () => savePicture(chart, plot.title, theme, `${plot.id}.png`)),
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

const TITLE_LINE_PX = 22;
const TITLE_INSET_PX = 10;

/** With its title over it: a picture is sent on without its page. */
function savePicture({ canvas, width, options }: Chart, title: string, { paper, text }: Theme, name: string): void {
  const ratio = canvas.width / width;
  const lines = wrapped(title, width - 2 * TITLE_INSET_PX);
  const headPx = TITLE_LINE_PX * lines.length + TITLE_INSET_PX;
  const picture = document.createElement('canvas');
  picture.width = canvas.width;
  picture.height = canvas.height + Math.ceil(headPx * ratio);
  const context = picture.getContext('2d');
  if (context === null) return;
  context.fillStyle = paper;
  context.fillRect(0, 0, picture.width, picture.height);
  context.fillStyle = text;
  context.font = `600 ${14 * ratio}px ${options.font?.family ?? 'sans-serif'}`;
  for (const [index, line] of lines.entries())
    context.fillText(line, TITLE_INSET_PX * ratio, (index + 1) * TITLE_LINE_PX * ratio);
  context.drawImage(canvas, 0, picture.height - canvas.height);
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
