/** What a chart shows, before any drawing: labelled values with their intervals, times by part, or curves. */
import type { Basis } from '../figure.ts';
import type { WorkloadRef } from '../report/schema.ts';

/** Of a workload's speed; or of a training rate, which may be published. */
export type MarkBasis = Basis | 'published';

export type Mark = {
  readonly label: string;
  readonly basis: MarkBasis;
  readonly point: number;
  readonly low: number;
  readonly high: number;
};

/** A time split into named parts, each as a share of the whole. */
export type Bar = {
  readonly label: string;
  readonly segments: readonly { readonly name: string; readonly share: number; readonly ms: number }[];
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

type Named = { readonly id: string; readonly title: string };
type Captioned = Named & {
  readonly drawn: true;
  readonly axis: string;
  /** Sentences under the chart: what of it can be said in words. */
  readonly caption: readonly string[];
};

export type DotPlot = Captioned & { readonly kind: 'dots'; readonly groups: readonly Group[] };
export type BarPlot = Captioned & {
  readonly kind: 'bars';
  /** Every segment name there is or could be, in the order of the bars: a name keeps its colour from report to report. */
  readonly names: readonly string[];
  readonly groups: readonly Group<Bar>[];
};
export type CurvePlot = Captioned & { readonly kind: 'curves'; readonly series: readonly Series[] };
/** A value with its interval over an amount `x`. `of`: what it was measured on. */
export type Point = {
  readonly x: number;
  readonly of: string;
  readonly point: number;
  readonly low: number;
  readonly high: number;
};
export type PointPlot = Captioned & {
  readonly kind: 'points';
  readonly acrossAxis: string;
  readonly series: readonly { readonly label: string; readonly points: readonly Point[] }[];
};
export type DrawnPlot = DotPlot | BarPlot | CurvePlot | PointPlot;

/** A chart, or the sentence that stands in its place: a chart with nothing to show is not drawn. */
export type Plot = DrawnPlot | (Named & { readonly drawn: false; readonly reason: string });

/** Things put under their workload, workloads in the order in which they come; those without any are left out. */
export function grouped<Item>(
  workloads: readonly WorkloadRef[],
  label: (workload: WorkloadRef) => string,
  marksOf: (workload: WorkloadRef) => readonly Item[],
): Group<Item>[] {
  return workloads
    .map(workload => ({ label: label(workload), marks: marksOf(workload) }))
    .filter(({ marks }) => marks.length > 0);
}
