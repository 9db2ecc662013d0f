/** Draws each value's interval as a whisker: the one thing Chart.js has no chart for. */
import type { Chart, Plugin } from 'chart.js';

/** A point of a dot plot: `x` is the value, `y` its line, counted from the top; `low` and `high` the ends of its interval. */
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

function drawWhiskers({ ctx, scales: { x, y } }: Chart, points: readonly WhiskerPoint[], colour: string): void {
  if (x === undefined || y === undefined) return;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  for (const point of points) {
    const height = y.getPixelForValue(point.y);
    const ends = [x.getPixelForValue(point.low), x.getPixelForValue(point.high)] as const;
    ctx.beginPath();
    ctx.moveTo(ends[0], height);
    ctx.lineTo(ends[1], height);
    for (const end of ends) {
      ctx.moveTo(end, height - CAP_PX);
      ctx.lineTo(end, height + CAP_PX);
    }
    ctx.stroke();
  }
  ctx.restore();
}

function isWhiskerPoint(value: unknown): value is WhiskerPoint {
  return typeof value === 'object' && value !== null && 'low' in value && 'high' in value;
}
