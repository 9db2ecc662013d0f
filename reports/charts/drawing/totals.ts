/** Draws the interval of a stacked bar's total as a whisker along its lower edge, where no word stands. */
import type { Plugin } from 'chart.js';
import type { Span } from '../plot.ts';
import type { Theme } from '../theme.ts';
import { BAR_PX } from './lines.ts';

const CAP_PX = 3;
const BELOW_PX = BAR_PX / 2;

/** `y`: the line of the bar. Without an interval nothing is drawn. */
export function totals(spans: readonly (Span & { readonly y: number })[], theme: Theme): Plugin {
  return {
    id: 'totals',
    afterDatasetsDraw({ ctx, scales: { x, y } }) {
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.strokeStyle = theme.text;
      ctx.lineWidth = 1.5;
      for (const { low, high, y: line } of spans.filter(span => span.low !== span.high)) {
        const [from, to, at] = [x.getPixelForValue(low), x.getPixelForValue(high), y.getPixelForValue(line) + BELOW_PX];
        ctx.beginPath();
        ctx.moveTo(from, at);
        ctx.lineTo(to, at);
        for (const end of [from, to]) {
          ctx.moveTo(end, at - CAP_PX);
          ctx.lineTo(end, at + CAP_PX);
        }
        ctx.stroke();
      }
      ctx.restore();
    },
  };
}
