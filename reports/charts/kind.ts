/** What a kind of chart consists of: how it is drawn, how high it is, and the table that says the same. */
import type { ChartConfiguration } from 'chart.js';
import type { Theme } from './theme.ts';

export type PlotCell = string | number | null;

/** Every value of a chart. Numbers are as they were computed: rounding is the reader's. */
export type PlotTable = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly PlotCell[])[];
  /** Which column is the value that the chart is about. */
  readonly valueColumn: number;
  /** The value that stands for no difference, of a chart of ratios: a value beside it is not shown as it. */
  readonly equal?: number;
};

export type Kind<Drawn> = {
  readonly configuration: (plot: Drawn, theme: Theme) => ChartConfiguration;
  readonly heightPx: (plot: Drawn) => number;
  readonly table: (plot: Drawn) => PlotTable;
  /** Whether a reader may zoom into it. */
  readonly zooms: boolean;
};
