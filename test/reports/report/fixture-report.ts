/** The report of the fixture. */
import { buildReport, type ReportInput } from '../../../reports/report/report.ts';
import type { ReportRow } from '../../../reports/report/schema.ts';
import { fixtureCatalog, fixtureRecord } from '../fixture.ts';

export const catalog = fixtureCatalog();
export const reference = catalog.chips[0];
if (reference === undefined) throw new Error('the fixture catalog is empty');

export const reportOf = (input: Partial<ReportInput> = {}) =>
  buildReport({ records: [fixtureRecord()], unread: [], catalog, reference, asOf: null, ...input });

export function rowOf(rows: readonly ReportRow[], target: string, caseId: string): ReportRow {
  const row = rows.find(one => one.target === target && one.workload.id === caseId);
  if (row === undefined) throw new Error(`no row ${target} ${caseId}`);
  return row;
}

/** The medians 9 10 11 10 10 have squares of 2, of which their line takes 2²/10: t(0.975, 3)·√(1.6/3)/√5 = 3.1824463·√(1.6/15). */
export const HALF_WIDTH_MS = 3.1824463053 * Math.sqrt(1.6 / 15);

/** Shares 0.5, 0.6 and 0.72 of a peak were published: t(0.975, 2)·s·√(4/3) below 0.6 on logarithms, s = ln 1.2. */
export const LEAST_SHARE = 0.6 * Math.exp(-4.30265273 * Math.log(1.2) * Math.sqrt(4 / 3));
