/** Writes the name of a point (`name` of its data) near it, clear of marks and of other names; a name that lies apart is joined to its mark. */
import type { Chart, Plugin } from 'chart.js';
import type { Theme } from '../theme.ts';
import { fieldOf } from './axes.ts';
import { type Box, type Context, firstFree, NAME_LINE_PX, setNameStyle, writeName } from './names.ts';

const GAP_PX = 10;
const MARK_PX = 14;
/** Above the whisker of a time, which runs level through the mark. */
const LIFT_PX = 10;
/** Upwards and downwards, at most. */
const MOST_LINES = 10;
/** A name farther away is joined to its mark. */
const NEAR_PX = 16;

type Named = { readonly name: string; readonly x: number; readonly y: number };

export function pointLabels(theme: Theme): Plugin {
  return {
    id: 'pointLabels',
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      setNameStyle(ctx, theme);
      const placed = placesOf(namesIn(chart), chart);
      ctx.lineWidth = 1;
      ctx.strokeStyle = theme.quiet;
      for (const { point, box } of placed) if (Math.abs(box.y - point.y) > NEAR_PX) join(ctx, point, box);
      setNameStyle(ctx, theme);
      for (const { point, box } of placed) writeName(ctx, point.name, box);
      ctx.restore();
    },
  };
}

function namesIn(chart: Chart): Named[] {
  return chart.data.datasets.flatMap(({ data: points }, index) =>
    chart.getDatasetMeta(index).data.flatMap((element, at) => {
      const name = fieldOf(points[at], 'name');
      const { x, y } = element.getProps(['x', 'y'], true);
      return typeof name === 'string' ? [{ name, x: Number(x), y: Number(y) }] : [];
    }),
  );
}

/** From the top to the bottom, each as near to its mark as there is room. */
function placesOf(points: readonly Named[], { ctx, chartArea }: Chart) {
  const taken: Box[] = points.map(({ x, y }) => ({ x: x - MARK_PX / 2, y, width: MARK_PX, height: MARK_PX }));
  return points
    .toSorted((a, b) => a.y - b.y)
    .map(point => {
      const places = placesFor(point, ctx.measureText(point.name).width);
      const [first] = places;
      const box = firstFree(places, chartArea, taken) ?? first;
      taken.push(box);
      return { point, box };
    });
}

/** To the right and to the left of its mark, then a line higher or lower each. */
function placesFor({ x, y }: Named, width: number): [Box, ...Box[]] {
  const at = (left: number, lines: number): Box => ({
    x: left,
    y: y - LIFT_PX + lines * NAME_LINE_PX,
    width,
    height: NAME_LINE_PX,
  });
  const [right, left] = [x + GAP_PX, x - GAP_PX - width];
  const lines = Array.from({ length: MOST_LINES }, (_, index) => index + 1).flatMap(count => [-count, count]);
  return [at(right, 0), at(left, 0), ...lines.flatMap(count => [at(right, count), at(left, count)])];
}

function join(context: Context, { x, y }: Named, box: Box): void {
  context.beginPath();
  context.moveTo(x, y + (Math.sign(box.y - y) * MARK_PX) / 2);
  context.lineTo(box.x > x ? box.x - 2 : box.x + box.width + 2, box.y);
  context.stroke();
}
