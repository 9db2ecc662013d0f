/** Documents as they are written: with sentences beside the codes, so that a reader of the JSON need not have our table. */
import type { Fact } from '../../fact.ts';
import type { Report, ReportDocument } from '../../report/schema.ts';
import { factText, isOfReport } from '../fact-text.ts';
import { headline } from './report-headline.ts';
import { failureText, writtenViolation } from './trouble-text.ts';

/** With its headline, and the sentences of its violations, failures and skips. */
export function reportDocument(report: Report): ReportDocument {
  return {
    ...report,
    headline: headline(report),
    rows: report.rows.map(row => ({ ...row, invalid: row.invalid.map(writtenViolation) })),
    failures: report.failures.map(failure => ({ ...failure, message: failureText(failure) })),
    skips: report.skips.map(skip => ({ ...skip, reason: { ...skip.reason, text: factText(skip.reason) } })),
  };
}

/** A document as JSON, each fact of a report with its sentence as `text`. Facts of records stay as the record has them. */
export const jsonWithTexts = (document: unknown, indent = 0): string =>
  JSON.stringify(
    document,
    (_, value: unknown) => (isReportFact(value) ? { ...value, text: factText(value) } : value),
    indent,
  );

const isReportFact = (value: unknown): value is Fact =>
  typeof value === 'object' &&
  value !== null &&
  'values' in value &&
  'code' in value &&
  typeof value.code === 'string' &&
  isOfReport(value.code);
