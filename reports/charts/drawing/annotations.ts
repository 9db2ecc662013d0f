/** Lines and words over a chart (chartjs-plugin-annotation): a reference, a result, a step in time. */
// The types of the plugin's options, for the configurations that hold them.
import type {} from 'chartjs-plugin-annotation';
import type { Theme } from '../theme.ts';

const DASH = [6, 4];

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

/** A vertical line where two costs are equal, its words at the upper end. */
export const equalLine = (value: number, content: string, theme: Theme) =>
  ({
    type: 'line',
    scaleID: 'x',
    value,
    borderColor: theme.quiet,
    borderWidth: 1.5,
    borderDash: DASH,
    drawTime: 'beforeDatasetsDraw',
    label: { ...labelOf(content, theme), position: 'start', yAdjust: -2 },
  }) as const;

/** A vertical line at a moment of a series. */
export const stepLine = (value: number, content: string, colour: string, level: number, theme: Theme) =>
  ({
    type: 'line',
    scaleID: 'x',
    value,
    borderColor: colour,
    borderWidth: 1.5,
    borderDash: DASH,
    label: { ...labelOf(content, theme), color: colour, position: 'start', yAdjust: level },
  }) as const;

/** Words over the right end of a roof. */
export const wordsAt = (xValue: number, yValue: number, content: string, colour: string) =>
  ({
    type: 'label',
    xValue,
    yValue,
    content,
    color: colour,
    backgroundColor: 'transparent',
    font: { size: 11 },
    padding: { x: 4, y: 1 },
    position: { x: 'end', y: 'end' },
    yAdjust: -3,
  }) as const;
