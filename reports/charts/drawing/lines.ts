/** The lines of a chart that is read from top to bottom: a heading for each group, and its marks under it. */
import type { ScaleOptions } from 'chart.js';
import type { Group } from '../plot.ts';
import type { Theme } from '../theme.ts';

const ROW_PX = 42;
/** A label's middle over its line: clear of a mark of 8 pixels and of the mark above. */
const LABEL_LIFT_PX = 17;
export const BAR_PX = 18;
/** Rows by which a bar hangs below its label. */
export const BAR_HANG_ROWS = 0.16;
const TOP_ROWS = 0.95;
const BOTTOM_ROWS = 0.5;
const HEADING_ROWS = 0.85;
/** Between groups: a heading stands nearer to its own marks than to those above. */
const GAP_ROWS = 0.25;
/** Letters of 12 pixels, about. */
const LETTER_PX = 6.4;
const BOLD_LETTER_PX = 7;
/** By which a label of two lines stands higher: its lower line keeps clear of its own mark, its upper one of the mark above. */
const SECOND_LINE_ROWS = 4 / ROW_PX;

/** The heading of a group (`mark` null), or one mark under it. `y`: in rows from the top. */
export type Line<Item> = { readonly text: string; readonly mark: Item | null; readonly y: number };

/** Lines from top to bottom. */
export function linesOf<Item extends { readonly label: string }>(groups: readonly Group<Item>[]): Line<Item>[] {
  const lines: Line<Item>[] = [];
  for (const { label, marks } of groups) {
    const top = lines.length === 0 ? 0 : bottomOf(lines) + GAP_ROWS;
    lines.push({ text: label, mark: null, y: top });
    marks.forEach((mark, index) => {
      lines.push({ text: mark.label, mark, y: top + HEADING_ROWS + index });
    });
  }
  return lines;
}

/** Height that gives every line the same room. */
export function linesHeightPx(lines: readonly Line<unknown>[], extraTopRows = 0): number {
  return Math.round(ROW_PX * (bottomOf(lines) + extraTopRows));
}

/** In rows: what of a line's height is its mark's, below its label and above the next one. */
export const markRows = (y: number): { readonly yMin: number; readonly yMax: number } => ({
  yMin: y - 0.2,
  yMax: y + 0.4,
});

/** Where the room above the first line ends, for a heading of up to three lines. */
export const headRows = (firstY: number): number => firstY - TOP_ROWS;

type LineAxisOptions = {
  /** Room above the first heading, for words at a line of reference. */
  readonly extraTopRows?: number;
  /** Of the label of a mark, by its line. */
  readonly colourOf?: (line: number) => string;
};

/** A label over each line instead of beside it: names are long, and a phone is narrow. */
export function lineAxis(
  lines: readonly Line<unknown>[],
  theme: Theme,
  { extraTopRows = 0, colourOf = () => theme.quiet }: LineAxisOptions = {},
) {
  return {
    type: 'linear',
    reverse: true,
    offset: false,
    min: -TOP_ROWS - extraTopRows,
    max: bottomOf(lines) - BOTTOM_ROWS,
    afterBuildTicks: axis => {
      axis.ticks = lines.map(line => ({ value: labelY(line, axis.chart.width) }));
    },
    grid: { display: false },
    border: { display: false },
    ticks: {
      mirror: true,
      autoSkip: false,
      padding: 0,
      z: 1,
      // A rim of paper, so that no line of the chart runs through the words.
      textStrokeColor: theme.paper,
      textStrokeWidth: 4,
      labelOffset: -LABEL_LIFT_PX,
      crossAlign: 'near',
      color: ({ index }: { index: number }) => (lines[index]?.mark === null ? theme.text : colourOf(index)),
      font: ({ index }: { index: number }) => ({
        size: 12,
        ...(lines[index]?.mark === null ? { weight: 'bold' } : { weight: 'normal', lineHeight: 1 }),
      }),
      callback(_, index) {
        const line = lines[index];
        return line === undefined ? '' : labelLines(line, this.chart.width);
      },
    },
  } satisfies ScaleOptions<'linear'>;
}

const labelLines = ({ text, mark }: Line<unknown>, widthPx: number): string[] =>
  wrapped(text, widthPx, mark === null ? BOLD_LETTER_PX : LETTER_PX);

const labelY = (line: Line<unknown>, widthPx: number): number =>
  line.mark === null ? line.y : line.y - SECOND_LINE_ROWS * (labelLines(line, widthPx).length - 1);

const bottomOf = (lines: readonly Line<unknown>[]): number => (lines.at(-1)?.y ?? 0) + 1;

/** As many lines as it takes, broken between words: a heading has room for three, a label for two, and a phone for some 50 letters. */
export function wrapped(text: string, widthPx: number, letterPx = BOLD_LETTER_PX): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && longer.length * letterPx <= widthPx) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines;
}
