/** The table of one workload: every target and strategy, and the reference once, each figure with how far its interval reaches. */
import type { Figure } from '../../figure.ts';
import { percentText } from '../../format.ts';
import { METRICS } from '../../report/metrics.ts';
import { softwareText } from '../../rows/software.ts';
import { absenceText } from '../../words/absence-text.ts';
import type { Language } from '../../words/language.ts';
import type { WorkloadsWords } from '../../words/pages/workloads/page-words.ts';
import { WORKLOADS_WORDS } from '../../words/pages/workloads.ts';
import { SEMICOLON } from '../../words/sentence.ts';
import { type Html, html } from '../frame/html.ts';
import { basisLegend, basisMark, cautionMark } from '../frame/marks.ts';
import { missing, type Notes, noteList, notesOf } from '../frame/notes.ts';
import { type AnyRow, COLUMNS, type Column, isMeasuredRow } from './table-columns.ts';
import { wideText } from './wide.ts';
import { rowAnchor, type Work, type WorkloadSite } from './work.ts';

/** With its notes, and what is the same in every row said once. */
export function resultTable(site: WorkloadSite, work: Work, language: Language): Html {
  const words = WORKLOADS_WORDS[language];
  const rows: readonly AnyRow[] = [...work.rows, ...work.references];
  const columns = COLUMNS.filter(column => rows.some(row => column.figure(row)?.available === true));
  const notes = notesOf(columns.flatMap(column => reasonsOf(column, rows, language, figure => !isItself(figure))));
  const frame = { site, columns, notes, language };
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.results}">
<table class="results sortable">
<thead><tr><th scope="col">${words.device}</th>${columns.map(({ id }) => html`<th scope="col" class="number">${words.columns[id].title}<small>${words.columns[id].under}</small></th>`)}</tr></thead>
<tbody>${rows.map(row => bodyRow(row, frame))}</tbody>
</table>
</div>
${basisLegend(
  work.referenceSpeeds.map(({ basis }) => basis),
  language,
)}
${noteList(notes, words.full)}
${hiddenColumns(rows, columns, language)}
${glossary(columns, words)}`;
}

type TableFrame = {
  readonly site: WorkloadSite;
  readonly columns: readonly Column[];
  readonly notes: Notes;
  readonly language: Language;
};

function bodyRow(row: AnyRow, frame: TableFrame): Html {
  const facts = isMeasuredRow(row) ? html` data-device="${frame.site.deviceOf(row)}"` : html` class="reference"`;
  return html`<tr${facts}>${nameCell(row, frame)}${frame.columns.map(column => cell(column, row, frame))}</tr>
`;
}

function nameCell(row: AnyRow, { site, language }: TableFrame): Html {
  const words = WORKLOADS_WORDS[language];
  if (!isMeasuredRow(row)) {
    const from = row.ran === null ? '' : ` ${words.referenceFrom(softwareText(row.ran), row.boards.length)}`;
    const besides = words.besides([...new Set(row.besides.map(softwareText))]);
    return html`<th scope="row">${site.report.reference.name}<small>${words.reference} ${basisMark(row.basis, language)}${from}${words.separator}${besides}</small>${wideMark(row, words)}</th>`;
  }
  const standing = words.standing[row.race.standing];
  const facts = [
    words.by(softwareText(row.ran), row.workload.dtype, row.target),
    ...(isItself(row.relative) ? [words.reference] : []),
    ...(standing === null ? [] : [standing]),
    ...(row.target.includes('+') ? [words.offDevice(percentText(row.elsewhereShare ?? 0, language))] : []),
    ...(row.software ? [words.softwareAdapter] : []),
    ...(row.imported ? [words.imported] : []),
  ].join(words.separator);
  const status = words.statuses[row.status];
  return html`<th scope="row"><a href="#${rowAnchor(row)}">${site.deviceOf(row)}</a><small>${facts}${words.separator}${
    row.status === 'measured' ? status : html`<strong>${status}</strong>`
  }</small>${row.warnings.length === 0 ? null : html`<small>${cautionMark(words.warnings(row.warnings.length))}</small>`}${wideMark(row, words)}</th>`;
}

/** Below the name, where a long text finds room. */
function wideMark(row: AnyRow, words: WorkloadsWords): Html | null {
  const wide = wideText(row.stepMs, row, words);
  return wide === null ? null : html`<small>${cautionMark(wide)}</small>`;
}

function cell(column: Column, row: AnyRow, { site, notes, language }: TableFrame): Html {
  const words = WORKLOADS_WORDS[language];
  const { title, missing: missingText } = words.columns[column.id];
  const figure = column.figure(row);
  if (figure === null) return html`<td></td>`;
  if (isItself(figure)) return html`<td class="number missing" data-label="${title}">${words.itself}</td>`;
  if (!figure.available) {
    return html`<td class="number" data-label="${title}">${missing(notes, missingText, absenceText(figure, language))}</td>`;
  }
  const { main, spread } = column.show(figure, row, language);
  const tag = column.tag?.(row, language, site.report.referenceRows) ?? null;
  const marks = column.marks?.(row, language) ?? [];
  const value = (column.ranks?.(row) ?? true) ? html` data-value="${figure.point}"` : null;
  return html`<td class="number" data-label="${title}"${value}>${main}${spread === '' ? null : html`<small>${spread}</small>`}${
    tag === null ? null : html`<small>${tag}</small>`
  }${marks.map(mark => html`<small class="mark">${mark}</small>`)}</td>`;
}

/** That a row is compared with nothing because it is the reference is said in its cell. */
const isItself = (figure: Figure): boolean => !figure.available && figure.code === 'is-reference';

const absentFigures = (column: Column, rows: readonly AnyRow[]): readonly Extract<Figure, { available: false }>[] =>
  rows.flatMap(row => {
    const figure = column.figure(row);
    return figure === null || figure.available ? [] : [figure];
  });

const reasonsOf = (
  column: Column,
  rows: readonly AnyRow[],
  language: Language,
  counts: (figure: Figure) => boolean = () => true,
): string[] => [
  ...new Set(
    absentFigures(column, rows)
      .filter(counts)
      .map(figure => absenceText(figure, language)),
  ),
];

/** Of a column without a figure in any row: its reasons, once; columns of the same reasons in one line. */
function hiddenColumns(rows: readonly AnyRow[], visible: readonly Column[], language: Language): Html | null {
  const words = WORKLOADS_WORDS[language];
  const hidden = new Map<string, string[]>();
  for (const column of COLUMNS.filter(other => !visible.includes(other))) {
    const reason = reasonsOf(column, rows, language).join(SEMICOLON[language]);
    if (reason !== '') hidden.set(reason, [...(hidden.get(reason) ?? []), words.columns[column.id].title]);
  }
  if (hidden.size === 0) return null;
  return html`<ul class="quiet hidden-columns">${[...hidden].map(([reason, titles]) => html`<li>${words.hidden(titles.join(words.separator), reason)}</li>`)}</ul>`;
}

/** What each column is, by the text of `moebench list metrics`. */
function glossary(columns: readonly Column[], words: WorkloadsWords): Html {
  const meanings = new Map<string, string>(METRICS.map(({ id, meaning }) => [id, meaning]));
  return html`<details class="glossary"><summary>${words.glossary}</summary>
<dl>${columns.map(({ id, metric }) => {
    const meaning = words.meanings?.[metric] ?? meanings.get(metric) ?? '';
    return html`<dt>${words.columns[id].title}</dt><dd>${meaning}</dd>`;
  })}</dl></details>`;
}
