/** The roofline (Williams, Waterman & Patterson 2009): rate over arithmetic intensity, both logarithmic, under measured and data-sheet roofs. */
import type { ChartConfiguration } from 'chart.js';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import { withNote } from '../../words/sentence.ts';
import { FRAME, legendAbove, logAxis, POINT_TOOLTIP } from '../drawing/axes.ts';
import { seriesShape } from '../drawing/marks.ts';
import { logEnds, shortNumber } from '../drawing/numbers.ts';
import { pointDatum, pointTable } from '../drawing/point-data.ts';
import { roofNames } from '../drawing/roof-names.ts';
import { whiskers } from '../drawing/whiskers.ts';
import { zoomBoth } from '../drawing/zoom.ts';
import type { Kind } from '../kind.ts';
import type { Point, Roof, RooflinePlot } from '../plot.ts';
import { seriesColour, type Theme } from '../theme.ts';

const HEIGHT_PX = 440;
const LEGEND_ROW_PX = 18;
const HEADROOM = 2.5;

export const ROOFLINE: Kind<RooflinePlot> = {
  configuration,
  heightPx: ({ series }) => HEIGHT_PX + LEGEND_ROW_PX * series.length,
  table: ({ series, roofs, language, axis, acrossAxis }) => {
    const { roofBases } = CHART_WORDS[language];
    const points = pointTable(series, acrossAxis, axis, language);
    // A roof stands at its ridge: from there on its peak limits, before it its bandwidth.
    const rows = roofs.map(({ label, basis, peak, slope }) => [
      label,
      roofBases[basis],
      slope === null ? null : peak / slope,
      peak,
      null,
      null,
    ]);
    return { ...points, rows: [...points.rows, ...rows] };
  },
  zooms: true,
};

function configuration(plot: RooflinePlot, theme: Theme): ChartConfiguration {
  const { language } = plot;
  const { roofBases, named } = CHART_WORDS[language];
  const { x, y } = endsOf(plot);
  const lanes = plot.series.map(({ label }) => label);
  // That a roof is measured is in its label.
  const nameOf = ({ label, basis }: Roof): string =>
    basis === 'measured' ? label : withNote(label, roofBases[basis], language);
  return {
    type: 'line',
    data: {
      datasets: [
        ...plot.series.map(({ label, points }, index) => ({
          label,
          data: points.map(point => pointDatum(point, label, language)),
          showLine: false,
          borderColor: seriesColour(theme, index),
          backgroundColor: seriesColour(theme, index),
          pointStyle: seriesShape(index),
          pointRadius: 6,
          pointHoverRadius: 7,
          borderWidth: 2,
        })),
        ...plot.roofs.map(roof => ({
          label: nameOf(roof),
          data: roofLine(roof, x).map(point => ({
            ...point,
            text: named(nameOf(roof), shortNumber(roof.peak, language)),
          })),
          borderColor: seriesColour(theme, Math.max(0, lanes.indexOf(roof.of))),
          borderWidth: 1.5,
          borderDash: roof.basis === 'measured' ? [] : [6, 4],
          pointRadius: 0,
          pointStyle: 'line' as const,
        })),
      ],
    },
    plugins: [
      whiskers,
      roofNames(
        plot.roofs.map(roof => ({ name: nameOf(roof), value: roof.peak })),
        theme,
      ),
    ],
    options: {
      ...FRAME,
      scales: { x: logAxis(plot.acrossAxis, x, language, theme), y: logAxis(plot.axis, y, language, theme) },
      plugins: {
        legend: legendAbove(theme),
        tooltip: POINT_TOOLTIP,
        zoom: zoomBoth(theme),
      },
    },
  };
}

type Ends = { readonly min: number; readonly max: number };

/** They hold points, ridges and peaks. */
function endsOf({ series, roofs }: RooflinePlot): { readonly x: Ends; readonly y: Ends } {
  const points: readonly Point[] = series.flatMap(({ points: own }) => own);
  const ridges = roofs.flatMap(({ peak, slope }) => (slope === null ? [] : [peak / slope]));
  const across = [...points.map(({ x }) => x), ...ridges].map(exactly);
  const along = [
    ...points.map(({ low, high }) => ({ low, high, point: low })),
    ...roofs.map(({ peak }) => exactly(peak)),
  ];
  const greatest = Math.max(...along.map(({ high }) => high));
  // Room over the highest roof for its name.
  return { x: logEnds(across), y: logEnds([...along, exactly(HEADROOM * greatest)]) };
}

const exactly = (value: number) => ({ point: value, low: value, high: value });

/** From the left edge up to the ridge, then level; level alone without a bandwidth. */
function roofLine({ peak, slope }: Roof, { min, max }: Ends): { readonly x: number; readonly y: number }[] {
  if (slope === null) return [min, max].map(x => ({ x, y: peak }));
  const ridge = peak / slope;
  return [
    ...(ridge > min ? [{ x: min, y: min * slope }] : []),
    { x: Math.max(ridge, min), y: peak },
    { x: max, y: peak },
  ];
}
