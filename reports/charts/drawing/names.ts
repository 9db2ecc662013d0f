/** Names written into a chart: each in a place of its own, within the frame, on a rim of paper. */
import type { Chart, ChartArea } from 'chart.js';
import type { Theme } from '../theme.ts';

export const NAME_LINE_PX = 14;

export type Context = Chart['ctx'];
/** `y`: of its middle. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The first of `places` that lies in the frame and over nothing that is taken. */
export const firstFree = (places: readonly Box[], frame: ChartArea, taken: readonly Box[]): Box | undefined =>
  places.find(box => isWithin(box, frame) && !taken.some(other => overlap(box, other)));

const isWithin = ({ x, y, width, height }: Box, { left, right, top, bottom }: ChartArea): boolean =>
  x >= left && x + width <= right && y - height / 2 >= top && y + height / 2 <= bottom;

const overlap = (a: Box, b: Box): boolean =>
  Math.abs(a.y - b.y) < (a.height + b.height) / 2 && a.x < b.x + b.width && b.x < a.x + a.width;

/** To be called before names are measured. */
export function setNameStyle(context: Context, theme: Theme): void {
  context.font = `12px ${theme.fontFamily}`;
  context.fillStyle = theme.text;
  // A rim of paper, so that a line behind a name leaves it readable.
  context.strokeStyle = theme.paper;
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.textAlign = 'left';
  context.textBaseline = 'middle';
}

export function writeName(context: Context, name: string, { x, y }: Box): void {
  context.strokeText(name, x, y);
  context.fillText(name, x, y);
}
