/**
 * Draws each value's interval as a whisker, under its mark. chartjs-chart-error-bars draws its bar over the mark: it would cross out a
 * hollow mark, and hollow is how what was not measured is told apart.
 */
import type { Chart, Plugin, Scale } from 'chart.js';

/**
 * A point with its interval from `low` to `high`: along x in a dot plot (`indexAxis: 'y'`), where y is its line counted from the top;
 * along y in any other chart.
 */
export type WhiskerPoint = {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
  /** The end of a second interval, along the other axis. */
  readonly across?: { readonly low: number; readonly high: number };
  /** Of this point, where it is not that of its series. */
  readonly colour?: string;
};

const CAP_PX = 5;

export const whiskers: Plugin = {
  id: 'whiskers',
  beforeDatasetsDraw(chart) {
    for (const { data, borderColor } of chart.data.datasets) {
      drawWhiskers(chart, data.filter(isWhiskerPoint), String(borderColor));
    }
  },
};

function drawWhiskers(
  { ctx, scales: { x, y }, options }: Chart,
  points: readonly WhiskerPoint[],
  colour: string,
): void {
  if (x === undefined || y === undefined) return;
  ctx.save();
  ctx.lineWidth = 2;
  const level = options.indexAxis === 'y';
  const line: Draw = (along, across) => {
    const [from, to] = level ? [along, across] : [across, along];
    ctx.moveTo(from[0], to[0]);
    ctx.lineTo(from[1], to[1]);
  };
  for (const point of points) {
    ctx.strokeStyle = point.colour ?? colour;
    const [values, places] = level ? [x, y] : [y, x];
    whisker(point, values, places, level ? point.y : point.x, line);
    if (point.across !== undefined) whisker(point.across, places, values, level ? point.x : point.y, flipped(line));
  }
  ctx.restore();

  function whisker({ low, high }: Ends, values: Scale, places: Scale, at: number, draw: Draw): void {
    // Without an interval there is nothing to draw.
    if (low === high) return;
    const place = places.getPixelForValue(at);
    const [from, to] = [values.getPixelForValue(low), values.getPixelForValue(high)];
    ctx.beginPath();
    draw([from, to], [place, place]);
    for (const end of [from, to]) draw([end, end], [place - CAP_PX, place + CAP_PX]);
    ctx.stroke();
  }
}

type Pair = readonly [number, number];
type Draw = (along: Pair, across: Pair) => void;
type Ends = { readonly low: number; readonly high: number };

const flipped =
  (draw: Draw): Draw =>
  (along, across) =>
    draw(across, along);

function isWhiskerPoint(value: unknown): value is WhiskerPoint {
  return typeof value === 'object' && value !== null && 'low' in value && 'high' in value;
}
