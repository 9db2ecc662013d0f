/** What a chart shows, before any drawing: groups of labelled values with their intervals. */
import type { WorkloadRef } from '../analysis/schema.ts';

export type Mark = {
  readonly label: string;
  readonly basis: 'measured' | 'projected';
  readonly point: number;
  readonly low: number;
  readonly high: number;
};

export type Group = { readonly label: string; readonly marks: readonly Mark[] };

/** A dot plot, or the sentence that stands in its place: a chart with nothing to show is not drawn. */
export type Plot = {
  readonly id: string;
  readonly title: string;
} & (
  | { readonly drawn: true; readonly axis: string; readonly groups: readonly Group[] }
  | { readonly drawn: false; readonly reason: string }
);

/** Marks put under their workload, workloads in the order in which they come; those without a mark are left out. */
export function grouped(
  workloads: readonly WorkloadRef[],
  label: (workload: WorkloadRef) => string,
  marksOf: (sha256: string) => readonly Mark[],
): Group[] {
  return workloads
    .map(workload => ({ label: label(workload), marks: marksOf(workload.sha256) }))
    .filter(({ marks }) => marks.length > 0);
}
