/** Each workload of a report with all that its page shows. */
import { groupedBy } from '../../../results/grouped.ts';
import type { RoofChip } from '../../charts/rows/roofline.ts';
import type { RowSamples } from '../../charts/rows/step-histogram.ts';
import type { Failure, ReferenceRow, Report, ReportRow, WorkloadRef } from '../../report/schema.ts';
import { isComparable } from '../../rows/work.ts';
import type { Language } from '../../words/language.ts';
import { deviceNames } from '../../words/names/device-name.ts';
import { workloadNames, workloadSlug } from '../../words/names/workload-name.ts';

export type Work = {
  readonly workload: WorkloadRef;
  readonly name: string;
  readonly slug: string;
  readonly path: string;
  readonly rows: readonly ReportRow[];
  /** The reference where it was not measured on this work, each of its speeds once. */
  readonly references: readonly ReferenceRow[];
  /** Each speed of the reference once, measured or not: rows by other software can be compared with another. */
  readonly referenceSpeeds: readonly ReferenceRow[];
  readonly failures: readonly Failure[];
  readonly skips: Report['skips'];
};

/** What every part of the pages is written with. */
export type WorkloadSite = {
  readonly report: Report;
  /** Whose data sheets are the roofs of a roofline. */
  readonly chips: readonly RoofChip[];
  /** The step times of rows. */
  readonly samples: readonly RowSamples[];
  readonly works: readonly Work[];
  readonly deviceOf: ReturnType<typeof deviceNames>;
};

export function workloadSite(
  report: Report,
  chips: readonly RoofChip[],
  language: Language,
  samples: readonly RowSamples[] = [],
): WorkloadSite {
  const workloads = report.referenceRows
    .map(({ workload }) => workload)
    .filter((workload, index, all) => all.findIndex(other => isComparable(other, workload)) === index);
  const nameOf = workloadNames(workloads, language);
  return {
    report,
    chips,
    samples,
    works: workloads.map(workload => workOf(report, workload, nameOf(workload))),
    deviceOf: deviceNames(report.rows, language),
  };
}

function workOf({ rows, referenceRows, failures, skips }: Report, workload: WorkloadRef, name: string): Work {
  const slug = workloadSlug(workload);
  const speeds = distinctReferences(referenceRows.filter(row => isComparable(row.workload, workload)));
  return {
    workload,
    name,
    slug,
    path: `workloads/${slug}.html`,
    rows: rows.filter(row => isComparable(row.workload, workload)),
    references: speeds.filter(({ basis }) => basis !== 'measured'),
    referenceSpeeds: speeds,
    failures: failures.filter(failure => failure.case === workload.id),
    skips: skips.filter(({ what, on }) => on !== null && what === workload.id),
  };
}

/** A projection stands beside each software that ran the work, with the same figures: one row says it of all of them. */
function distinctReferences(rows: readonly ReferenceRow[]): ReferenceRow[] {
  const figures = ({
    basis,
    ran,
    stepMs,
    tokensPerSecond,
    costPerTrillionTokens: cost,
    boards,
  }: ReferenceRow): string => JSON.stringify([basis, ran, stepMs, tokensPerSecond, cost, boards]);
  return [...groupedBy(rows, figures).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, besides: [first, ...others].flatMap(({ besides }) => besides) }],
  );
}

/** The id of a row in its page: letters, digits and signs that need no escape in an address. */
export const rowAnchor = ({ id }: Pick<ReportRow, 'id'>): string =>
  `row-${id.replaceAll(/[^A-Za-z0-9.-]/gu, sign => (sign === '/' ? '_' : `~${sign.codePointAt(0)?.toString(16)}`))}`;

/** What failed or was left out, and is of no workload with a page. */
export function troublesElsewhere({ report, works }: WorkloadSite): {
  readonly failures: readonly Failure[];
  readonly skips: Report['skips'];
} {
  const ids = new Set(works.map(({ workload }) => workload.id));
  return {
    failures: report.failures.filter(failure => !ids.has(failure.case)),
    skips: report.skips.filter(({ what, on }) => on === null || !ids.has(what)),
  };
}
