/** The cost of the same work beside the reference = 100 %: shape is the basis, colour and sign are the verdict. */
import type { ChartConfiguration, LegendItem } from 'chart.js';
import { threeDigits } from '../../format.ts';
import { VERDICTS } from '../../spread/verdict.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import { basisName, verdictName } from '../../words/report/vocabulary/basis-words.ts';
import { equalLines } from '../drawing/annotations.ts';
import { FRAME, legendAbove, POINT_TOOLTIP, plainAxis } from '../drawing/axes.ts';
import { lineAxis, linesHeightPx, linesOf } from '../drawing/lines.ts';
import { BASIS_ORDER, BASIS_SHAPES, VERDICT_SIGNS, verdictColour } from '../drawing/marks.ts';
import { besideEqual, percentTick, spanText } from '../drawing/numbers.ts';
import { whiskers } from '../drawing/whiskers.ts';
import type { Kind } from '../kind.ts';
import type { Group, MarkBasis, RatioMark, RatioPlot } from '../plot.ts';
import type { Theme } from '../theme.ts';

const FRAME_PX = 108;
const EQUAL_PERCENT = 100;
/** For the words at the line of equal cost. */
const TOP_ROWS = 0.6;

export const RATIO_DOTS: Kind<RatioPlot> = {
  configuration,
  heightPx: ({ groups }) => Math.round(FRAME_PX + linesHeightPx(linesOf(groups), TOP_ROWS)),
  table: ({ groups, language, axis }) => {
    const { columns, reference } = CHART_WORDS[language];
    return {
      columns: [columns.group, columns.name, columns.basis, columns.verdict, axis, columns.low, columns.high],
      rows: groups.flatMap(({ label: group, marks }) =>
        marks.map(mark => [
          group,
          mark.label,
          basisName(mark.basis, language),
          mark.verdict === null ? reference : verdictName(mark.verdict, language),
          100 * mark.point,
          100 * mark.low,
          100 * mark.high,
        ]),
      ),
      valueColumn: 4,
      equal: EQUAL_PERCENT,
    };
  },
  zooms: false,
};

function configuration(plot: RatioPlot, theme: Theme): ChartConfiguration {
  const { language } = plot;
  const words = CHART_WORDS[language];
  const lines = linesOf(plot.groups.map(group => labelled(group, plot)));
  const shown = lines.flatMap(({ mark, y }) => (mark === null ? [] : [{ mark, y }]));
  const bases = BASIS_ORDER.filter(basis => shown.some(({ mark }) => mark.basis === basis));
  const greatest = Math.max(EQUAL_PERCENT, ...shown.map(({ mark }) => 100 * mark.high));
  return {
    type: 'line',
    data: {
      datasets: bases.map(basis => {
        const marks = shown.filter(({ mark }) => mark.basis === basis);
        const colours = marks.map(({ mark }) => verdictColour(mark.verdict, theme));
        return {
          label: basisName(basis, language),
          data: marks.map(({ mark, y }) => ({
            ...percent(mark),
            y,
            colour: verdictColour(mark.verdict, theme),
            text: words.named(mark.label, spanText(spanPercent(mark), language, { unit: '%', digits: percentDigits })),
          })),
          showLine: false,
          borderColor: colours,
          backgroundColor: basis === 'measured' ? colours : theme.paper,
          pointStyle: BASIS_SHAPES[basis],
          pointRadius: 7,
          pointHoverRadius: 8,
          borderWidth: 2,
        };
      }),
    },
    plugins: [whiskers],
    options: {
      ...FRAME,
      indexAxis: 'y',
      scales: {
        x: {
          ...plainAxis(plot.axis, theme),
          type: 'linear',
          min: 0,
          suggestedMax: 1.05 * greatest,
          ticks: { color: theme.quiet, maxRotation: 0, callback: value => percentTick(Number(value), language) },
        },
        y: lineAxis(lines, theme, {
          extraTopRows: TOP_ROWS,
          colourOf: line => verdictColour(lines[line]?.mark?.verdict ?? null, theme),
        }),
      },
      plugins: {
        legend: {
          ...legendAbove(theme),
          // What a colour means is no series that could be hidden.
          onClick: () => undefined,
          labels: {
            ...legendAbove(theme).labels,
            generateLabels: () => [...shapeLegend(bases, plot, theme), ...colourLegend(shown, plot, theme)],
          },
        },
        tooltip: POINT_TOOLTIP,
        annotation: { annotations: equalLines(EQUAL_PERCENT, words.equalCost(plot.reference), lines, theme) },
      },
    },
  };
}

/** The verdict stands in words after the name. */
function labelled({ label, marks }: Group<RatioMark>, { language }: RatioPlot): Group<RatioMark> {
  const { reference } = CHART_WORDS[language];
  return {
    label,
    marks: marks.map(mark => ({
      ...mark,
      label:
        mark.verdict === null
          ? `${mark.label} · ${reference}`
          : `${mark.label} · ${VERDICT_SIGNS[mark.verdict]} ${verdictName(mark.verdict, language)}`,
    })),
  };
}

const percentDigits = (percent: number): string => besideEqual(percent, EQUAL_PERCENT, threeDigits);

const spanPercent = ({ point, low, high }: RatioMark) => ({ point: 100 * point, low: 100 * low, high: 100 * high });

const percent = ({ point, low, high }: RatioMark) => ({ x: 100 * point, low: 100 * low, high: 100 * high });

/** Shapes in neutral ink: their colours are those of the verdicts. */
const shapeLegend = (bases: readonly MarkBasis[], { language }: RatioPlot, theme: Theme): LegendItem[] =>
  bases.map((basis, datasetIndex) => ({
    text: basisName(basis, language),
    datasetIndex,
    fontColor: theme.text,
    strokeStyle: theme.text,
    fillStyle: basis === 'measured' ? theme.text : theme.paper,
    lineWidth: 2,
    pointStyle: BASIS_SHAPES[basis],
  }));

/** Each verdict that is there, as a stroke of its colour. */
const colourLegend = (
  shown: readonly { readonly mark: RatioMark }[],
  { language }: RatioPlot,
  theme: Theme,
): LegendItem[] =>
  VERDICTS.filter(verdict => shown.some(({ mark }) => mark.verdict === verdict)).map(verdict => ({
    text: verdictName(verdict, language),
    fontColor: theme.text,
    strokeStyle: verdictColour(verdict, theme),
    lineWidth: 4,
    pointStyle: 'line',
  }));
