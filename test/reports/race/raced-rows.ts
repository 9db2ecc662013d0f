/** Rows of raced targets, as the report makes them. */
import { expect } from 'vitest';
import { buildReport } from '../../../reports/report/report.ts';
import { type ReportRow, reportSchema } from '../../../reports/report/schema.ts';
import { reportDocument } from '../../../reports/words/report/report-document.ts';
import type { RunRecord } from '../../../results/record.ts';
import { type Raced, racedRecord } from '../raced-fixture.ts';
import { catalog } from '../two-chips.ts';

export const [h800Chip] = catalog.chips;
if (h800Chip === undefined) throw new Error('the fixture has an H800');
export const reference = h800Chip;

export function reportOf(...records: readonly RunRecord[]) {
  const report = buildReport({ records, unread: [], catalog, reference, asOf: null });
  expect(reportSchema.safeParse(reportDocument(report)).error?.message).toBeUndefined();
  return report;
}

/** Five rounds about a mean, as rounds differ. */
export const about = (meanMs: number): readonly number[] => [0.99, 1, 1.01, 1, 1.005].map(share => share * meanMs);
export const nameOf = ({ ran, race }: ReportRow): string =>
  `${ran.strategy} ${race.standing}${race.leads ? ', leads' : ''}`;
export const codesOf = ({ warnings }: ReportRow): string[] => warnings.map(({ code }) => code);
export const rowsOf = (...parts: readonly Raced[]): readonly ReportRow[] => reportOf(...parts.map(racedRecord)).rows;

/** grouped wins, eager is next, compile loses and is skipped. */
export const usual: Raced = {
  race: { eager: 5, grouped: 4, compile: 6 },
  rounds: { eager: about(5), grouped: about(4), compile: [] },
};
export const later = '2026-04-01T01:00:00.000Z';
