/** What a run has to say when it is over: a table for people, a document for programs. */
import pc from 'picocolors';
import * as z from 'zod';
import { DEFAULT_REFERENCE } from '../../../reports/catalog/catalog.ts';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { type Report, reportSchema } from '../../../reports/report/schema.ts';
import { laneText } from '../../../reports/rows/software.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import type { Language } from '../../../reports/words/language.ts';
import { failureName } from '../../../reports/words/report/failure-name.ts';
import { reportDocument } from '../../../reports/words/report/report-document.ts';
import { headlineParts } from '../../../reports/words/report/report-headline.ts';
import { failureText, skippedText } from '../../../reports/words/report/trouble-text.ts';
import { onOneLine } from '../../../results/printable.ts';
import type { FinishedRun } from '../../session/finished-run.ts';
import { finishedRunFields, finishedRunValues } from '../finished-run.ts';
import { RUN_TEXT_WORDS } from '../words/run-text-words.ts';
import { knownCostSections } from './known-costs-text.ts';
import { runNotes } from './run-notes.ts';
import { rowSection } from './run-rows.ts';
import { answer, type Screen, type Section, screenText } from './screen.ts';
import { displayPath, hanging } from './terminal.ts';

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

/** What is known without a saving of this machine, where `site` has it; the rows, what failed, and where the record is. */
export function runText(finished: FinishedRun, screen: Screen, site: Report | null = null): string {
  const { record } = finished;
  const { columns, language = 'en' } = screen;
  const words = RUN_TEXT_WORDS[language];
  const report = reportOf(finished);
  const listed = (lines: readonly string[], name: string): Section => ({
    heading: [],
    entries: lines.map(line => [line]),
    shown: 'room',
    name,
  });
  const failures = failureLines(report, language);
  return screenText(
    [
      ...(site === null ? [] : siteSections(site, columns, language)),
      rowSection(report.rows, columns, language),
      listed(runNotes(record, language), 'notes'),
      answer(failures.slice(0, FAILURES_ALWAYS)),
      { ...listed(failures.slice(FAILURES_ALWAYS), 'failures'), joined: true },
      listed(
        report.skips.map(skip => pc.dim(words.skipped(skippedText(skip, language), factText(skip.reason, language)))),
        'skipped',
      ),
      answer(endLines(finished, language)),
    ],
    screen,
  );
}

/** The page's answer where no saving was measured, and what this machine shows all the same. */
function siteSections(site: Report, columns: number, language: Language): readonly Section[] {
  const known = knownCostSections(site, { columns, language });
  if (known.length === 0) return [];
  const { verdicts } = headlineParts(site, language);
  return [
    ...known,
    answer(
      verdicts
        .slice(0, 1)
        .flat()
        .flatMap(text => hanging(onOneLine(text), columns)),
    ),
  ];
}

/** Failures that are printed however many rows there are. */
const FAILURES_ALWAYS = 5;

function endLines(
  { record, status, measured, failed, unsupported }: FinishedRun,
  language: Language,
): readonly string[] {
  const words = RUN_TEXT_WORDS[language];
  const path = displayPath(record.path);
  const counts = words.counts(measured, failed, unsupported);
  if (status === 'interrupted') return [words.interrupted(counts, `moebench run --resume ${path}`)];
  const seal = record.sealSha256 === undefined ? [] : [words.seal(record.sealSha256)];
  return [words.end(counts, path), ...seal];
}

function failureLines({ failures }: Report, language: Language): readonly string[] {
  return failures.map(({ target, strategy, case: item, code, reason, why, message }) =>
    RUN_TEXT_WORDS[language].failure(
      pc.red(failureName(code, language)),
      reason,
      laneText({ target, strategy }),
      item,
      failureText({ why, message }, language),
    ),
  );
}

function reportOf({ record }: Pick<FinishedRun, 'record'>): Report {
  const catalog = loadCatalog();
  const reference = catalog.chips.find(({ id }) => id === DEFAULT_REFERENCE);
  if (reference === undefined) throw new Error(`no chip ${DEFAULT_REFERENCE} in the catalog`);
  return buildReport({ records: [record], unread: [], catalog, reference, asOf: null });
}
