/** What a run has to say when it is over: a table for people, a document for programs. */
import pc from 'picocolors';
import { z } from 'zod';
import { DEFAULT_REFERENCE, loadCatalog } from '../../../reports/catalog/catalog.ts';
import type { Figure } from '../../../reports/figure.ts';
import { decimalUnit, PERCENT, shown, timeUnit, type Unit } from '../../../reports/format.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { type Report, type ReportRow, reportSchema } from '../../../reports/report/schema.ts';
import { laneText, ranText } from '../../../reports/rows/ran.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { reportDocument } from '../../../reports/words/report-document.ts';
import { failureText, skippedText } from '../../../reports/words/trouble-text.ts';
import { rowsText } from '../../../reports/words/work-text.ts';
import { finishedRunFields, finishedRunValues } from '../finished-run.ts';
import type { FinishedRun } from '../run.ts';
import { runNotes } from './run-notes.ts';
import { aligned, displayPath } from './terminal.ts';

export const RUN_SCHEMA = 'moebench.run/2';

export const runDocumentSchema = z.strictObject({
  schema: z.literal(RUN_SCHEMA),
  ...finishedRunFields,
  unsupported: z.int().nonnegative(),
  /** The page nightly built; null from run, which builds none. */
  page: z.string().nullable(),
  report: reportSchema,
});

export type RunDocument = Readonly<z.infer<typeof runDocumentSchema>>;

export function runDocument(finished: FinishedRun, page: string | null): RunDocument {
  const { record, unsupported } = finished;
  return {
    schema: RUN_SCHEMA,
    ...finishedRunValues(finished),
    unsupported,
    page,
    report: reportDocument(reportOf({ record })),
  };
}

/** The rows, what failed, and where the record is. */
export function runText(finished: FinishedRun): string {
  const { record, status, measured, failed, unsupported } = finished;
  const report = reportOf(finished);
  const path = displayPath(record.path);
  const notes = runNotes(record);
  const lines = [...rowTable(report.rows), '', ...notes, ...(notes.length > 0 ? [''] : []), ...failureLines(report)];
  const refused = unsupported === 0 ? '' : `, ${unsupported} unsupported`;
  const counts = `${measured} cells measured, ${failed} failed${refused}`;
  if (status === 'interrupted') {
    lines.push(`Interrupted: ${counts}; go on with: moebench run --resume ${path}`);
  } else {
    lines.push(`${counts}. Record: ${path}`);
    if (record.sealSha256 !== undefined) lines.push(`Seal: sha256 ${record.sealSha256}`);
  }
  return `${lines.join('\n')}\n`;
}

export function rowTable(rows: readonly ReportRow[]): string[] {
  if (rows.length === 0) return ['No workload was measured.'];
  const header = [
    'target',
    'by',
    'model',
    'part',
    'pass',
    'routing',
    'rows/expert',
    'step',
    'tokens/s',
    'useful',
    'of largest',
    'of its own',
  ];
  const cells = rows.map(row => [
    row.target,
    `${ranText(row.ran)}, ${row.workload.dtype}${STANDING[row.race.standing]}`,
    row.workload.model ?? row.workload.id,
    row.workload.part,
    row.workload.pass,
    row.workload.dispatch === 'dropless' ? row.workload.routing : `${row.workload.routing}, ${row.workload.dispatch}`,
    rowsText(row.workload.rowsPerExpert),
    cell(row.stepMs, point => timeUnit(point)),
    cell(row.tokensPerSecond, () => ({ factor: 1, symbol: '' })),
    cell(row.flopsPerSecond, point => decimalUnit(point, 'FLOP/s')),
    cell(row.efficiencyOfLargestMatmul, () => PERCENT),
    cell(row.efficiencyOfExpertMatmul, () => PERCENT),
  ]);
  const [head, ...body] = aligned([header, ...cells], [6, 7, 8, 9, 10, 11]);
  return [pc.bold(head ?? ''), ...body];
}

const STANDING: Readonly<Record<ReportRow['race']['standing'], string>> = {
  only: '',
  winner: '',
  'runner-up': ' (runner-up)',
  lost: ' (lost its race)',
  unraced: ' (not raced)',
};

function cell(figure: Figure, unitOf: (point: number) => Unit): string {
  if (!figure.available) return '–';
  const { main, spread } = shown(figure, unitOf(figure.point));
  return figure.kind === 'confidence-95' && spread.startsWith('±') ? `${main} ${spread}` : `${main} (${spread})`;
}

function failureLines({ failures, skips }: Report): string[] {
  const failed = failures.map(
    ({ target, strategy, case: item, code, reason, why, message }) =>
      `${pc.red(code)}${reason === null ? '' : ` (${reason})`} ${laneText({ target, strategy })} ${item}: ${failureText({ why, message })}`,
  );
  const skipped = skips.map(skip => pc.dim(`skipped ${skippedText(skip)}: ${factText(skip.reason)}`));
  const lines = [...failed, ...skipped];
  return lines.length === 0 ? [] : [...lines, ''];
}

function reportOf({ record }: Pick<FinishedRun, 'record'>): Report {
  const catalog = loadCatalog();
  const reference = catalog.chips.find(({ id }) => id === DEFAULT_REFERENCE);
  if (reference === undefined) throw new Error(`no chip ${DEFAULT_REFERENCE} in the catalog`);
  return buildReport({ records: [record], unread: [], catalog, reference, asOf: null });
}
