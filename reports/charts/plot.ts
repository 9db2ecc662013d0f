/** What a chart shows, before any drawing: plain data of every kind of chart, with its words in the language of its page. */
import type { Basis as MoneyBasis } from '../money/basis.ts';
import type { WorkloadRef } from '../report/schema.ts';
import { isComparable } from '../rows/work.ts';
import type { Verdict } from '../spread/verdict.ts';
import type { Language } from '../words/language.ts';

/** What a mark rests on, the surest first. Each has a shape of its own. */
export type MarkBasis = MoneyBasis;

/** A value and how far its interval reaches. Without an interval both ends are the point, and no whisker is drawn. */
export type Span = { readonly point: number; readonly low: number; readonly high: number };

export type Mark = Span & { readonly label: string; readonly basis: MarkBasis };

/** A cost as a share of the reference's: 1 is equal cost. `verdict` null: the reference itself. */
export type RatioMark = Mark & { readonly verdict: Verdict | null };

/** A time split into named parts, each as a share of the whole. */
export type Bar = {
  readonly label: string;
  readonly segments: readonly { readonly name: string; readonly share: number; readonly ms: number }[];
};

/** An amount split into named parts, in the unit of the axis; `total` with its interval, null where it has none. */
export type StackBar = {
  readonly label: string;
  readonly segments: readonly { readonly name: string; readonly value: number }[];
  readonly total: Span | null;
};

/** Labelled things under one heading. */
export type Group<Item = Mark> = { readonly label: string; readonly marks: readonly Item[] };

/** One value a step. `of`: what it is a curve of: a target's lies on the oracle's of the same thing. */
export type Series = {
  readonly label: string;
  readonly of: string;
  readonly role: 'oracle' | 'target';
  readonly values: readonly number[];
};

/** A value with its interval over an amount `x`. `of`: what it was measured on. */
export type Point = Span & { readonly x: number; readonly of: string };

/** Time and cost of one offer. */
export type Tradeoff = {
  readonly label: string;
  readonly basis: MarkBasis;
  readonly x: Span;
  readonly y: Span;
  /** No other offer is both cheaper and faster: these are joined, the others dimmed. */
  readonly onFrontier: boolean;
};

/** What limits a rate: a flat line at `peak`, and under it `slope` × intensity. `slope` null: the bandwidth is not known. */
export type Roof = {
  readonly label: string;
  /** The label of the series that it limits: the line has its colour. */
  readonly of: string;
  readonly basis: 'measured' | 'data-sheet';
  /** FLOP/s in the unit of the axis. */
  readonly peak: number;
  /** The same unit by FLOP per byte: bytes per second ÷ that unit. */
  readonly slope: number | null;
};

/** How many values lie between `edges[i]` and `edges[i + 1]`. */
export type Counts = { readonly label: string; readonly counts: readonly number[] };

/** One input moved alone: the result at the low and at the high end of the input, in the unit of the axis. */
export type Swing = {
  readonly label: string;
  readonly atLow: number;
  readonly atHigh: number;
  /** The ends of the input as people read them: `7 CNY/h`. */
  readonly lowText: string;
  readonly highText: string;
};

/** A value a run, null where a run has none. Intervals are left out of a series that has none. */
export type TimedSeries = {
  readonly id: string;
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly lows?: readonly (number | null)[];
  readonly highs?: readonly (number | null)[];
};

/** Something that happened to a series: a line at its day, a mark with words. */
export type TimedStep = {
  readonly seriesId: string;
  /** The index of the first run of the new level. */
  readonly at: number;
  readonly state: 'confirmed' | 'suspected' | 'accepted' | 'recovered';
  /** Short: `−12 % · driver 570 → 580`. */
  readonly label: string;
};

type Named = { readonly id: string; readonly title: string };
type Captioned = Named & {
  readonly drawn: true;
  /** Of its words and numbers. */
  readonly language: Language;
  /** The title of the axis of values, with the unit. */
  readonly axis: string;
  /** Sentences under the chart: what of it can be said in words. */
  readonly caption: readonly string[];
};

export type DotPlot = Captioned & { readonly kind: 'dots'; readonly groups: readonly Group[] };
export type RatioPlot = Captioned & {
  readonly kind: 'ratio-dots';
  /** What 100 % is: `NVIDIA H800`. */
  readonly reference: string;
  readonly groups: readonly Group<RatioMark>[];
};
export type BarPlot = Captioned & {
  readonly kind: 'bars';
  /** Every segment name there is or could be, in the order of the bars: a name keeps its colour from report to report. */
  readonly names: readonly string[];
  readonly groups: readonly Group<Bar>[];
};
/** As `bars`, of amounts instead of shares. */
export type StackPlot = Captioned & {
  readonly kind: 'stack';
  readonly names: readonly string[];
  readonly groups: readonly Group<StackBar>[];
};
export type CurvePlot = Captioned & { readonly kind: 'curves'; readonly series: readonly Series[] };
export type PointPlot = Captioned & {
  readonly kind: 'points';
  readonly acrossAxis: string;
  readonly series: readonly { readonly label: string; readonly points: readonly Point[] }[];
};
export type ScatterPlot = Captioned & {
  readonly kind: 'scatter';
  readonly acrossAxis: string;
  readonly offers: readonly Tradeoff[];
};
export type RooflinePlot = Captioned & {
  readonly kind: 'roofline';
  readonly acrossAxis: string;
  readonly roofs: readonly Roof[];
  readonly series: readonly { readonly label: string; readonly points: readonly Point[] }[];
};
export type HistogramPlot = Captioned & {
  readonly kind: 'histogram';
  readonly acrossAxis: string;
  /** One more than there are counts, ascending. */
  readonly edges: readonly number[];
  readonly series: readonly Counts[];
};
export type TornadoPlot = Captioned & {
  readonly kind: 'tornado';
  /** The result with every input at its point. */
  readonly base: number;
  readonly swings: readonly Swing[];
};
export type TimePlot = Captioned & {
  readonly kind: 'time-series';
  /** When each run started, ISO 8601 in UTC, ascending: shared by all series. */
  readonly times: readonly string[];
  /** The name of each run, for details; as many as times. */
  readonly runs: readonly string[];
  readonly series: readonly TimedSeries[];
  readonly steps: readonly TimedStep[];
};

/** Every kind of chart by its name: a row of `KINDS` (configuration.ts) draws each. */
export type PlotKinds = {
  readonly dots: DotPlot;
  readonly 'ratio-dots': RatioPlot;
  readonly bars: BarPlot;
  readonly stack: StackPlot;
  readonly curves: CurvePlot;
  readonly points: PointPlot;
  readonly scatter: ScatterPlot;
  readonly roofline: RooflinePlot;
  readonly histogram: HistogramPlot;
  readonly tornado: TornadoPlot;
  readonly 'time-series': TimePlot;
};
export type PlotKind = keyof PlotKinds;
export type DrawnPlot<Kind extends PlotKind = PlotKind> = { [K in Kind]: PlotKinds[K] & { readonly kind: K } }[Kind];

/** A chart, or the sentence that stands in its place: a chart with nothing to show is not drawn. */
export type Plot = DrawnPlot | (Named & { readonly drawn: false; readonly reason: string });

/** Things put under their workload, each workload once, in the order in which they come; those without any are left out. */
export function grouped<Item>(
  workloads: readonly WorkloadRef[],
  label: (workload: WorkloadRef) => string,
  marksOf: (workload: WorkloadRef) => readonly Item[],
): Group<Item>[] {
  return workloads
    .filter((workload, at) => workloads.findIndex(other => isComparable(other, workload)) === at)
    .map(workload => ({ label: label(workload), marks: marksOf(workload) }))
    .filter(({ marks }) => marks.length > 0);
}
