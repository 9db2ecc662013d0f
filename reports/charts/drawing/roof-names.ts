/** Writes the name of each roof at its right end, over or under the line; where there is no room, the legend alone names it. */
import type { Chart, Plugin } from 'chart.js';
import type { Theme } from '../theme.ts';
import { type Box, firstFree, NAME_LINE_PX, setNameStyle, writeName } from './names.ts';

const INSET_PX = 4;
/** From the line to the middle of its name. */
const AWAY_PX = 9;
const MARK_PX = 14;
const LINE_PX = 2;

/** `value`: where it is level, in the unit of the axis. */
export type RoofName = { readonly name: string; readonly value: number };

export function roofNames(roofs: readonly RoofName[], theme: Theme): Plugin {
  return {
    id: 'roofNames',
    afterDatasetsDraw(chart) {
      const { ctx, chartArea, scales } = chart;
      ctx.save();
      setNameStyle(ctx, theme);
      const taken = marksIn(chart);
      const lines = roofs
        .toSorted((a, b) => b.value - a.value)
        .map(({ name, value }) => ({ name, y: scales.y?.getPixelForValue(value) ?? Number.NaN }));
      for (const { name, y } of lines) {
        const width = ctx.measureText(name).width;
        const at = (middle: number): Box => ({
          x: chartArea.right - INSET_PX - width,
          y: middle,
          width,
          height: NAME_LINE_PX,
        });
        const others = lines
          .filter(line => line.y !== y)
          .map(line => ({ x: chartArea.left, y: line.y, width: chartArea.width, height: LINE_PX }));
        const box = firstFree([at(y - AWAY_PX), at(y + AWAY_PX)], chartArea, [...taken, ...others]);
        if (box === undefined) continue;
        taken.push(box);
        writeName(ctx, name, box);
      }
      ctx.restore();
    },
  };
}

const marksIn = (chart: Chart): Box[] =>
  chart.data.datasets.flatMap((dataset, index) =>
    'showLine' in dataset && dataset.showLine === false
      ? chart.getDatasetMeta(index).data.map(({ x, y }) => ({ x: x - MARK_PX / 2, y, width: MARK_PX, height: MARK_PX }))
      : [],
  );
