/** How far each input alone moves the result: from its low to its high end, the widest first, around the result of all points. */
import type { ChartConfiguration } from 'chart.js';
import { threeDigits } from '../../format.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import { equalLines } from '../drawing/annotations.ts';
import { FRAME, legendAbove, POINT_TOOLTIP, plainAxis } from '../drawing/axes.ts';
import { BAR_HANG_ROWS, BAR_PX, lineAxis, linesHeightPx, linesOf } from '../drawing/lines.ts';
import type { Kind } from '../kind.ts';
import type { Swing, TornadoPlot } from '../plot.ts';
import { seriesColour, type Theme } from '../theme.ts';

const FRAME_PX = 116;

export const TORNADO: Kind<TornadoPlot> = {
  configuration,
  heightPx: ({ swings }) => Math.round(FRAME_PX + linesHeightPx(linesOf([{ label: '', marks: swings }]))),
  table: ({ swings, language, axis }) => {
    const { columns, named } = CHART_WORDS[language];
    return {
      columns: [
        columns.input,
        columns.inputLow,
        columns.inputHigh,
        named(axis, columns.atLow),
        named(axis, columns.atHigh),
      ],
      rows: sorted(swings).map(({ label, lowText, highText, atLow, atHigh }) => [
        label,
        lowText,
        highText,
        atLow,
        atHigh,
      ]),
      valueColumn: 3,
    };
  },
  zooms: false,
};

function configuration(plot: TornadoPlot, theme: Theme): ChartConfiguration {
  const { base } = plot;
  const words = CHART_WORDS[plot.language];
  const lines = linesOf([{ label: '', marks: sorted(plot.swings) }]).slice(1);
  const bars = lines.flatMap(({ mark, y }) => (mark === null ? [] : [{ swing: mark, y: y + BAR_HANG_ROWS }]));
  const side = (label: string, index: number, endOf: (swing: Swing) => readonly [number, string]) => ({
    label,
    data: bars.map(({ swing, y }) => {
      const [value, input] = endOf(swing);
      return { x: value, y, text: words.named(`${swing.label} ${input}`, threeDigits(value)) };
    }),
    barThickness: BAR_PX,
    grouped: false,
    base,
    backgroundColor: seriesColour(theme, index),
  });
  return {
    type: 'bar',
    data: {
      datasets: [
        side(words.inputLow, 0, ({ atLow, lowText }) => [atLow, lowText]),
        side(words.inputHigh, 1, ({ atHigh, highText }) => [atHigh, highText]),
      ],
    },
    options: {
      ...FRAME,
      indexAxis: 'y',
      scales: {
        x: {
          ...plainAxis(plot.axis, theme),
          type: 'linear',
          // Bars start at the result, not at zero.
          beginAtZero: false,
          grace: '5%',
          ticks: { color: theme.quiet, maxRotation: 0, callback: value => threeDigits(Number(value)) },
        },
        y: lineAxis(lines, theme),
      },
      plugins: {
        legend: { ...legendAbove(theme), labels: { color: theme.text, boxWidth: 12, boxHeight: 12 } },
        tooltip: POINT_TOOLTIP,
        annotation: { annotations: equalLines(base, words.base(threeDigits(base)), lines, theme) },
      },
    },
  };
}

/** The widest first. */
const sorted = (swings: readonly Swing[]): Swing[] => swings.toSorted((a, b) => widthOf(b) - widthOf(a));
const widthOf = ({ atLow, atHigh }: Swing): number => Math.abs(atHigh - atLow);
