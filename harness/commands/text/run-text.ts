/** What a run has to say when it is over: a table for people, a document for programs. */
import pc from 'picocolors';
import { z } from 'zod';
import { DEFAULT_REFERENCE } from '../../../reports/catalog/catalog.ts';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import type { Figure } from '../../../reports/figure.ts';
import { decimalUnit, isEven, PERCENT, shown, timeUnit, type Unit } from '../../../reports/format.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { type Report, type ReportRow, reportSchema } from '../../../reports/report/schema.ts';
import { laneText, ranText } from '../../../reports/rows/ran.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { reportDocument } from '../../../reports/words/report/report-document.ts';
import { failureText, skippedText } from '../../../reports/words/report/trouble-text.ts';
import { rowsText } from '../../../reports/words/report/work-text.ts';
import type { FinishedRun } from '../../session/finished-run.ts';
import { finishedRunFields, finishedRunValues } from '../finished-run.ts';
import { runNotes } from './run-notes.ts';
import { answer, type Screen, type Section, screenText } from './screen.ts';
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
export function runText(finished: FinishedRun, screen: Screen): string {
  const { record } = finished;
  const report = reportOf(finished);
  const listed = (lines: readonly string[], name: string): Section => ({
    heading: [],
    entries: lines.map(line => [line]),
    shown: 'room',
    name,
  });
  const failures = failureLines(report);
  return screenText(
    [
      rowTable(report.rows),
      listed(runNotes(record), 'notes'),
      answer(failures.slice(0, FAILURES_ALWAYS)),
      { ...listed(failures.slice(FAILURES_ALWAYS), 'failures'), joined: true },
      listed(
        report.skips.map(skip => pc.dim(`skipped ${skippedText(skip)}: ${factText(skip.reason)}`)),
        'skipped',
      ),
      answer(endLines(finished)),
    ],
    screen,
  );
}

/** Failures that are printed however many rows there are. */
const FAILURES_ALWAYS = 5;

function endLines({ record, status, measured, failed, unsupported }: FinishedRun): readonly string[] {
  const path = displayPath(record.path);
  const refused = unsupported === 0 ? '' : `, ${unsupported} unsupported`;
  const counts = `${measured} cells measured, ${failed} failed${refused}`;
  if (status === 'interrupted') return [`Interrupted: ${counts}; continue with: moebench run --resume ${path}`];
  const seal = record.sealSha256 === undefined ? [] : [`Seal: sha256 ${record.sealSha256}`];
  return [`${counts}. Record: ${path}`, ...seal];
}

function rowTable(rows: readonly ReportRow[]): Section {
  if (rows.length === 0) return answer(['No workload was measured.']);
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
  const [head = '', ...body] = aligned([header, ...cells], [6, 7, 8, 9, 10, 11]);
  return { heading: [pc.bold(head)], entries: body.map(line => [line]), shown: 'room', name: 'rows' };
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
  const unit = unitOf(figure.point);
  const { main, spread } = shown(figure, unit);
  return isEven(figure, unit) ? `${main} ${spread}` : `${main} (${spread})`;
}

function failureLines({ failures }: Report): readonly string[] {
  return failures.map(
    ({ target, strategy, case: item, code, reason, why, message }) =>
      `${pc.red(code)}${reason === null ? '' : ` (${reason})`} ${laneText({ target, strategy })} ${item}: ${failureText({ why, message })}`,
  );
}

function reportOf({ record }: Pick<FinishedRun, 'record'>): Report {
  const catalog = loadCatalog();
  const reference = catalog.chips.find(({ id }) => id === DEFAULT_REFERENCE);
  if (reference === undefined) throw new Error(`no chip ${DEFAULT_REFERENCE} in the catalog`);
  return buildReport({ records: [record], unread: [], catalog, reference, asOf: null });
}
