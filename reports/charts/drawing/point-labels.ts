/** Writes the name of a point (`name` of its data) beside it: to the right where there is room, else to the left, clear of other names. */
import type { Chart, Plugin } from 'chart.js';
import type { Theme } from '../theme.ts';
import { fieldOf } from './axes.ts';

const GAP_PX = 10;
const LINE_PX = 14;
/** Above the whisker of a time, which runs level through the mark. */
const LIFT_PX = 10;

type Box = { readonly x: number; readonly y: number; readonly width: number };

export function pointLabels(theme: Theme): Plugin {
  return {
    id: 'pointLabels',
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `12px ${theme.fontFamily}`;
      ctx.fillStyle = theme.text;
      // A rim of paper, so that a whisker behind a name leaves it readable.
      ctx.strokeStyle = theme.paper;
      ctx.lineWidth = 4;
      ctx.lineJoin = 'round';
      ctx.textAlign = 'left';
      ctx.textBaseline = 'middle';
      const taken: Box[] = [];
      for (const { name, x, y } of namesIn(chart)) {
        const box = placed({ x, y: y - LIFT_PX, width: ctx.measureText(name).width }, chart, taken);
        taken.push(box);
        ctx.strokeText(name, box.x, box.y);
        ctx.fillText(name, box.x, box.y);
      }
      ctx.restore();
    },
  };
}

function namesIn(chart: Chart) {
  return chart.data.datasets.flatMap(({ data: points }, index) =>
    chart.getDatasetMeta(index).data.flatMap((element, at) => {
      const name = fieldOf(points[at], 'name');
      const { x, y } = element.getProps(['x', 'y'], true);
      return typeof name === 'string' ? [{ name, x: Number(x), y: Number(y) }] : [];
    }),
  );
}

/** The first free place: right, left, then a line higher each. */
function placed(wanted: Box, { chartArea }: Chart, taken: readonly Box[]): Box {
  for (let line = 0; line < 4; line += 1) {
    const y = wanted.y - line * LINE_PX;
    const [right, left] = [wanted.x + GAP_PX, wanted.x - GAP_PX - wanted.width];
    for (const x of [right, left]) {
      const box = { ...wanted, x, y };
      if (x + wanted.width <= chartArea.right && x >= chartArea.left && !taken.some(other => overlap(box, other)))
        return box;
    }
  }
  return { ...wanted, x: Math.max(chartArea.left, wanted.x - GAP_PX - wanted.width) };
}

const overlap = (a: Box, b: Box): boolean =>
  Math.abs(a.y - b.y) < LINE_PX && a.x < b.x + b.width && b.x < a.x + a.width;
