/** Draws each value's interval as a whisker: the one thing Chart.js has no chart for. */
import type { Chart, Plugin } from 'chart.js';

/**
 * A point with its interval from `low` to `high`: along x in a dot plot (`indexAxis: 'y'`), where y is its line counted from the top;
 * along y in any other chart.
 */
export type WhiskerPoint = { readonly x: number; readonly y: number; readonly low: number; readonly high: number };

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
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  const level = options.indexAxis === 'y';
  const line = (along: readonly [number, number], across: readonly [number, number]) => {
    const [from, to] = level ? [along, across] : [across, along];
    ctx.moveTo(from[0], to[0]);
    ctx.lineTo(from[1], to[1]);
  };
  for (const point of points) {
    const [values, places] = level ? [x, y] : [y, x];
    const place = places.getPixelForValue(level ? point.y : point.x);
    const [low, high] = [values.getPixelForValue(point.low), values.getPixelForValue(point.high)];
    ctx.beginPath();
    line([low, high], [place, place]);
    for (const end of [low, high]) line([end, end], [place - CAP_PX, place + CAP_PX]);
    ctx.stroke();
  }
  ctx.restore();
}

function isWhiskerPoint(value: unknown): value is WhiskerPoint {
  return typeof value === 'object' && value !== null && 'low' in value && 'high' in value;
}
