/** Lines and words over a chart (chartjs-plugin-annotation): a reference, a result, a step in time. */
// The types of the plugin's options, for the configurations that hold them.

import type { Chart } from 'chart.js';
import type {} from 'chartjs-plugin-annotation';
import type { Theme } from '../theme.ts';
import { headRows, type Line, markRows, wrapped } from './lines.ts';

const DASH = [6, 4];
const BESIDE_PX = 4;
const LEVEL_PX = 18;
/** Of a phone, where words take two lines. */
const NARROW_PX = 500;

/** Words at a line, on paper so that the grid does not run through them. */
const labelOf = (content: string, theme: Theme) =>
  ({
    display: content !== '',
    content,
    color: theme.text,
    backgroundColor: theme.paper,
    font: { size: 11, weight: 'bold' },
    padding: { x: 4, y: 2 },
  }) as const;

/**
 * A vertical line where two costs are equal, its words at the upper end, in a chart that is read from top to bottom: beside each mark and
 * its whisker, and none at the height of words, however far they reach.
 */
export function equalLines(value: number, content: string, lines: readonly Line<unknown>[], theme: Theme) {
  const marks = lines.flatMap(({ mark, y }, index) =>
    mark === null ? [] : [[`equal${index}`, equalPart(value, markRows(y), theme)] as const],
  );
  const [first] = lines;
  const words = equalPart(value, { yMax: headRows(first?.y ?? 0) }, theme);
  return {
    equal: { ...words, label: { ...labelOf(content, theme), position: 'start', yAdjust: -2 } },
    ...Object.fromEntries(marks),
  } as const;
}

type Rows = { readonly yMin?: number; readonly yMax?: number };

/** Without an end it reaches to that of the axis. */
const equalPart = (value: number, rows: Rows, theme: Theme) =>
  ({
    type: 'line',
    xScaleID: 'x',
    yScaleID: 'y',
    xMin: value,
    xMax: value,
    ...rows,
    borderColor: theme.quiet,
    borderWidth: 1.5,
    borderDash: DASH,
    drawTime: 'beforeDatasetsDraw',
  }) as const;

type Step = {
  readonly value: number;
  readonly content: string;
  readonly colour: string;
  /** By how many lines of words its own lie below the top. */
  readonly level: number;
  /** On which side of the line there is room for them. */
  readonly side: 'left' | 'right';
};

/** A vertical line at a moment of a series. */
export const stepLine = ({ value, colour }: Step) =>
  ({ type: 'line', scaleID: 'x', value, borderColor: colour, borderWidth: 1.5, borderDash: DASH }) as const;

/** Its words, beside it and over every other line; in several lines where its side is narrow. */
export const stepWords = ({ value, content, colour, level, side }: Step, theme: Theme) =>
  ({
    ...labelOf(content, theme),
    content: ({ chart }: { readonly chart: Chart }) => wrapped(content, roomBeside(value, side, chart)),
    type: 'label',
    xValue: value,
    yValue: ({ chart }: { readonly chart: Chart }) => chart.scales.y?.max ?? 0,
    color: colour,
    position: { x: side === 'left' ? 'end' : 'start', y: 'start' },
    xAdjust: side === 'left' ? -BESIDE_PX : BESIDE_PX,
    yAdjust: ({ chart }: { readonly chart: Chart }) => level * LEVEL_PX * (chart.width < NARROW_PX ? 2 : 1),
    z: 1,
  }) as const;

function roomBeside(value: number, side: Step['side'], { chartArea, scales }: Chart): number {
  const line = scales.x?.getPixelForValue(value) ?? 0;
  return (side === 'left' ? line - chartArea.left : chartArea.right - line) - 3 * BESIDE_PX;
}
