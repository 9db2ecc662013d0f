/** The one table: every row and the reference, workload by workload, each figure with how far its interval reaches. */

import { percentText } from '../../format.ts';
import type { ReferenceRow } from '../../report/reference-schema.ts';
import type { ReportRow } from '../../report/row-schema.ts';
import type { Report } from '../../report/schema.ts';
import { softwareText } from '../../rows/software.ts';
import { isComparable } from '../../rows/work.ts';
import { absenceText } from '../../words/absence-text.ts';
import { conditions, dispatchText, partText, scaledText } from '../../words/report/work-text.ts';
import { type Html, html } from '../frame/html.ts';
import { missing, type Notes, noteList, notesOf } from '../frame/notes.ts';
import { type AnyRow, COLUMNS, type Column, isMeasuredRow } from './table-columns.ts';

/** The table with its notes. */
export function resultTable(report: Report): Html {
  const workloads = report.referenceRows.filter(
    (row, index, all) => all.findIndex(other => isComparable(other.workload, row.workload)) === index,
  );
  const notes = notesOf(
    workloads
      .flatMap(reference => rowsOf(report, reference))
      .flatMap(row => COLUMNS.flatMap(column => reasonOf(column, row))),
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Results">
<table class="results">
<thead><tr><th scope="col">Device</th>${COLUMNS.map(
    ({ title, under }) => html`<th scope="col" class="number">${title}<small>${under}</small></th>`,
  )}</tr></thead>
${workloads.map(reference => workloadBody(report, reference, notes))}
</table>
</div>
${noteList(notes)}`;
}

/** The rows of one workload: what was measured, then the reference where it is not among them. */
function rowsOf({ rows, referenceRows }: Report, { workload: shown }: ReferenceRow): AnyRow[] {
  const references = referenceRows.filter(
    ({ workload, basis }) => isComparable(workload, shown) && basis !== 'measured',
  );
  return [...rows.filter(({ workload }) => isComparable(workload, shown)), ...references];
}

/** `data-…`: what the page's script filters by; the facts themselves are in the heading, to be read without it. */
function workloadBody(report: Report, reference: ReferenceRow, notes: Notes): Html {
  const { part, model, pass, dtype, routing, dispatch } = reference.workload;
  const facets = { part, model: model ?? 'none', pass, type: dtype, routing, dispatch };
  return html`<tbody${Object.entries(facets).map(([name, value]) => html` data-${name}="${value}"`)}>
<tr class="workload"><th scope="rowgroup" colspan="${COLUMNS.length + 1}"><span>${capital(partText(reference.workload))}${workFacts(
    reference,
  ).map(fact => html`<small>${fact}</small>`)}</span></th></tr>
${rowsOf(report, reference).map(
  row => html`<tr${isMeasuredRow(row) ? html` data-device="${row.device.name}"` : html` class="reference"`}>${deviceCell(report, row)}${COLUMNS.map(
    column => cell(column, row, notes),
  )}</tr>
`,
)}</tbody>
`;
}

/** How it was run, what became of its choices, and what is not the model's own. */
function workFacts({ workload }: ReferenceRow): string[] {
  const dims = scaledText(workload);
  const run = conditions({ ...workload, dispatch: 'dropless' });
  return [
    [...run, dispatchText(workload)].join(', '),
    ...(dims === null ? [] : [`${workload.changed === undefined ? 'scaled' : 'changed'} to ${dims}`]),
  ];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function deviceCell(report: Report, row: AnyRow): Html {
  if (!isMeasuredRow(row)) {
    const ran = row.ran === null ? '' : ` from ${softwareText(row.ran)}, ${boardsText(row.boards.length)}`;
    return html`<th scope="row">${report.reference.name}<small>reference, <em>${row.basis}</em>${ran}</small></th>`;
  }
  const machine = new Set(report.rows.map(other => other.machine)).size > 1 ? `, ${row.machine}` : '';
  const software = row.software ? ', software adapter' : '';
  const elsewhere = row.target.includes('+') ? ` (${percentText(row.elsewhereShare ?? 0)} off the device)` : '';
  return html`<th scope="row">${row.device.name}<small>by ${softwareText(row.ran)}, ${row.workload.dtype} (${row.target})${STANDING[row.race.standing]}${elsewhere}${machine}${software}${row.imported ? ', imported' : ''}, ${
    row.status === 'measured' ? row.status : html`<strong>${row.status}</strong>`
  }</small></th>`;
}

/** Of several strategies of a target, which one this is. */
const STANDING: Readonly<Record<ReportRow['race']['standing'], string>> = {
  only: '',
  winner: ', winner of its race',
  'runner-up': ', runner-up of its race',
  lost: ', lost its race',
  unraced: ', strategies not raced',
};

const boardsText = (boards: number): string => `${boards} board${boards === 1 ? '' : 's'}`;

function cell(column: Column, row: AnyRow, notes: Notes): Html {
  const figure = column.figure(row);
  if (figure === null) return html`<td></td>`;
  if (!figure.available) return html`<td class="number">${missing(notes, column.missing, absenceText(figure))}</td>`;
  const { main, spread } = column.show(figure, row);
  const tag = column.tag?.(row) ?? null;
  const marks = column.marks?.(row) ?? [];
  const value = (column.ranks?.(row) ?? true) ? html` data-value="${figure.point}"` : null;
  return html`<td class="number"${value}>${main}${spread === '' ? null : html`<small>${spread}</small>`}${
    tag === null ? null : html`<small class="verdict">${tag}</small>`
  }${marks.map(mark => html`<small class="mark">${mark}</small>`)}</td>`;
}

function reasonOf(column: Column, row: AnyRow): string[] {
  const figure = column.figure(row);
  return figure === null || figure.available ? [] : [absenceText(figure)];
}
