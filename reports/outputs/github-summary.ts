/**
 * The summary of a step of GitHub Actions: the answer, then what needs somebody, then everything. GitHub refuses a summary above
 * 1 MiB, so what does not fit is left out, and the summary says how much. Pure.
 */
import { threeDigits } from '../format.ts';
import { isOpenRegression } from '../regressions/check.ts';
import type { State } from '../regressions/schema.ts';
import { cellsThat, type OutputDocument, type OutputFinding, type OutputNight } from './document.ts';
import { markdownCode, markdownHead, markdownRow, markdownText } from './markdown.ts';
import { METRIC_UNITS } from './metric-units.ts';

/** docs.github.com, Workflow commands, Step isolation and limits. */
export const SUMMARY_LIMIT_BYTES = 1024 * 1024;

/** For the line that says what was left out, and ends of tables. */
const RESERVED_BYTES = 1024;

/** A table, or a list: rows that are left out one by one where the summary is full. */
type Section = { readonly before: string; readonly rows: readonly string[]; readonly after: string };

/** What somebody should look at, before what is as it was. */
const LOOKED_AT: readonly State[] = ['confirmed', 'suspected', 'recovered', 'accepted'];

export function githubSummary(document: OutputDocument, limitBytes: number = SUMMARY_LIMIT_BYTES): string {
  const { findings, nights, headline } = document;
  const looked = findings.filter(({ finding }) => LOOKED_AT.includes(finding.state)).toSorted(byUrgency);
  const others = findings.filter(({ finding }) => !LOOKED_AT.includes(finding.state));
  const sections: readonly Section[] = [
    { before: `## moebench: ${markdownText(headline)}\n\n`, rows: [], after: '' },
    table('', ['State', 'Series', 'Metric', 'Tonight', 'What'], looked.map(findingRow)),
    table('### Cells that failed\n\n', ['Machine', 'Cell', 'Why'], failedRows(nights)),
    details(`${others.length} series and metrics without a step`, others.map(findingRow)),
    table(
      '### Runs\n\n',
      ['Machine', 'Run', 'Started (UTC)', 'Measured', 'Failed', 'Skipped'],
      nights.flatMap(runRows),
    ),
  ];
  return fitted(sections, limitBytes - RESERVED_BYTES);
}

function table(title: string, columns: readonly string[], rows: readonly string[]): Section {
  if (rows.length === 0) return { before: '', rows, after: '' };
  return { before: title + markdownHead(columns), rows, after: '\n' };
}

function details(summary: string, rows: readonly string[]): Section {
  if (rows.length === 0) return { before: '', rows, after: '' };
  const head = markdownHead(['State', 'Series', 'Metric', 'Tonight', 'What']);
  return { before: `<details><summary>${summary}</summary>\n\n${head}`, rows, after: '\n</details>\n\n' };
}

/** Regressions first, then in the order of LOOKED_AT; a sort of equals keeps their order. */
const byUrgency = (a: OutputFinding, b: OutputFinding): number => urgency(a) - urgency(b);
const urgency = ({ finding }: OutputFinding): number =>
  isOpenRegression(finding) ? -1 : LOOKED_AT.indexOf(finding.state);

function findingRow({ name, finding, text }: OutputFinding): string {
  const { label, unit } = METRIC_UNITS[finding.metric];
  const tonight = finding.tonight === null ? '' : `${threeDigits(finding.tonight)} ${unit}`;
  const state = isOpenRegression(finding) ? '**regression**' : finding.state;
  return markdownRow([state, markdownCode(name), label, tonight, markdownText(text)]);
}

const failedRows = (nights: readonly OutputNight[]): readonly string[] =>
  nights.flatMap(night =>
    cellsThat([night], 'failed').map(({ id, text }) =>
      markdownRow([markdownText(night.machine), markdownText(id), markdownText(text)]),
    ),
  );

/** The counts are of the night, and stand in the row of its newest run. */
function runRows(night: OutputNight): readonly string[] {
  const counts = [night.measuredCells, cellsThat([night], 'failed').length, cellsThat([night], 'skipped').length];
  return night.runs.map(({ runId, startedAt }, i) => {
    const isNewest = i === night.runs.length - 1;
    const shown = counts.map(count => (isNewest ? String(count) : ''));
    return markdownRow([markdownText(night.machine), markdownText(runId), startedAt, ...shown]);
  });
}

function fitted(sections: readonly Section[], limitBytes: number): string {
  const parts: string[] = [];
  let bytes = 0;
  let leftOut = 0;
  for (const { before, rows, after } of sections) {
    const frame = byteLength(before + after);
    if (bytes + frame > limitBytes) {
      leftOut += rows.length;
      continue;
    }
    bytes += frame;
    const kept = rows.filter(row => {
      const fits = leftOut === 0 && bytes + byteLength(row) <= limitBytes;
      if (fits) bytes += byteLength(row);
      else leftOut += 1;
      return fits;
    });
    parts.push(before, ...kept, after);
  }
  const note =
    leftOut === 0 ? '' : `${leftOut} rows are left out: a summary holds at most 1 MiB. moebench check shows all.\n`;
  return parts.join('') + note;
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length;
