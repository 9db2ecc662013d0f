/** The lines of a chart that is read from top to bottom: a heading for each group, and its marks under it. */
import type { ScaleOptions } from 'chart.js';
import type { Group } from './plot.ts';
import type { Theme } from './theme.ts';

const ROW_PX = 38;
const TOP_ROWS = 0.8;
const BOTTOM_ROWS = 0.5;
const HEADING_ROWS = 0.75;
/** Below this width a heading takes two lines. */
const NARROW_PX = 560;

/** The heading of a group (`mark` null), or one mark under it. `y`: in rows from the top. */
export type Line<Item> = { readonly text: string; readonly mark: Item | null; readonly y: number };

/** Lines from top to bottom. A heading stands nearer to its own marks than to the group above. */
export function linesOf<Item extends { readonly label: string }>(groups: readonly Group<Item>[]): Line<Item>[] {
  const lines: Line<Item>[] = [];
  for (const { label, marks } of groups) {
    const top = lines.length === 0 ? 0 : bottomOf(lines) + 0.1;
    lines.push({ text: label, mark: null, y: top });
    marks.forEach((mark, index) => {
      lines.push({ text: mark.label, mark, y: top + HEADING_ROWS + index });
    });
  }
  return lines;
}

/** Height that gives every line the same room. */
export function linesHeightPx(lines: readonly Line<unknown>[]): number {
  return ROW_PX * bottomOf(lines);
}

/** A label over each line instead of beside it: names are long, and a phone is narrow. */
export function lineAxis(lines: readonly Line<unknown>[], theme: Theme) {
  return {
    type: 'linear',
    reverse: true,
    min: -TOP_ROWS,
    max: bottomOf(lines) - BOTTOM_ROWS,
    afterBuildTicks: axis => {
      axis.ticks = lines.map(({ y }) => ({ value: y }));
    },
    grid: { display: false },
    border: { display: false },
    ticks: {
      mirror: true,
      autoSkip: false,
      padding: 0,
      z: 1,
      labelOffset: -ROW_PX / 3,
      crossAlign: 'near',
      color: ({ index }: { index: number }) => (lines[index]?.mark === null ? theme.text : theme.quiet),
      font: ({ index }: { index: number }) => ({
        size: 12,
        weight: lines[index]?.mark === null ? 'bold' : 'normal',
      }),
      callback(_, index) {
        const line = lines[index];
        return line?.mark === null && this.chart.width < NARROW_PX ? inTwoLines(line.text) : (line?.text ?? '');
      },
    },
  } satisfies ScaleOptions<'linear'>;
}

const bottomOf = (lines: readonly Line<unknown>[]): number => (lines.at(-1)?.y ?? 0) + 1;

/** Broken at the comma nearest to the middle. */
function inTwoLines(text: string): string[] {
  const commas = [...text.matchAll(/, /g)].map(({ index }) => index);
  const [middle] = commas.toSorted((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2));
  return middle === undefined ? [text] : [text.slice(0, middle + 1), text.slice(middle + 2)];
}
