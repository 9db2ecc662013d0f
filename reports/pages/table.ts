/** The one table: every row and the reference, workload by workload, each figure with how far its interval reaches. */

import { overlayText } from '../catalog/catalog.ts';
import type { AgedPrice } from '../catalog/staleness.ts';
import { isEstimate } from '../energy/boundary.ts';
import type { Figure } from '../figure.ts';
import {
  decimalUnit,
  moneyUnit,
  PERCENT,
  percentText,
  type Shown,
  savingShown,
  shown,
  timeUnit,
  tokenRateUnit,
  type Unit,
} from '../format.ts';
import type { ReferenceRow, Report, ReportRow } from '../report/schema.ts';
import { ranText } from '../rows/ran.ts';
import { isComparable } from '../rows/work.ts';
import { absenceText } from '../words/absence-text.ts';
import { lackText } from '../words/row-lacks.ts';
import { conditions, dispatchText, partText, rowsText, scaledText } from '../words/work-text.ts';
import { type Html, html } from './html.ts';
import { missing, type Notes, noteList, notesOf } from './notes.ts';

type AnyRow = ReportRow | ReferenceRow;

type Known = Extract<Figure, { available: true }>;

type Column = {
  readonly title: string;
  readonly under: string;
  readonly missing: string;
  /** Null where the column does not apply to the row: an empty cell. */
  readonly figure: (row: AnyRow) => Figure | null;
  readonly show: (figure: Known, row: AnyRow) => Shown;
  readonly tag?: (row: AnyRow) => string | null;
  /** Whether rows are sorted by it; absent: yes. */
  readonly ranks?: (row: AnyRow) => boolean;
  /** What must be known of the figure's prices. */
  readonly marks?: (row: AnyRow) => readonly string[];
};

const isMeasuredRow = (row: AnyRow): row is ReportRow => 'target' in row;

/** The columns of the table; adding one is adding its row here. */
const COLUMNS: readonly Column[] = [
  {
    title: 'Rows per expert',
    under: 'tokens × k ÷ experts',
    missing: 'none',
    figure: ({ workload }) => exactly(workload.rowsPerExpert),
    show: ({ point }) => ({ main: rowsText(point), spread: '' }),
  },
  {
    title: 'Step',
    under: 'median',
    missing: 'no time',
    figure: row => row.stepMs,
    show: figure => shown(figure, timeUnit(figure.point)),
  },
  {
    title: 'Speed',
    under: 'through this work',
    missing: 'no speed',
    figure: row => row.tokensPerSecond,
    show: figure => shown(figure, tokenRateUnit(figure.point)),
  },
  {
    title: 'Useful work',
    under: 'matmul FLOPs only',
    missing: 'no rate',
    figure: row => row.flopsPerSecond,
    show: figure => shown(figure, decimalUnit(figure.point, 'FLOP/s')),
  },
  {
    title: 'Efficiency',
    under: 'of the largest matmul',
    missing: 'none',
    figure: row => (isMeasuredRow(row) ? row.efficiencyOfLargestMatmul : null),
    show: figure => shown(figure, PERCENT),
  },
  {
    title: 'Relative',
    under: 'speed ÷ reference',
    missing: 'none',
    figure: row => (isMeasuredRow(row) ? row.relative : null),
    show: figure => shown(figure, PERCENT),
  },
  {
    title: 'Cost',
    under: 'per 10¹² tokens',
    missing: 'no cost',
    figure: row => row.costPerTrillionTokens,
    show: (figure, { costPerTrillionTokens: cost }) =>
      shown(figure, moneyUnit(figure.point, cost.available ? cost.price.currency : '')),
    marks: ({ costPerTrillionTokens: cost }) => (cost.available ? marksOf('rent', cost.price) : []),
  },
  {
    title: 'Saving',
    under: 'against the reference',
    missing: 'no saving',
    figure: row => (isMeasuredRow(row) ? row.saving : null),
    show: savingShown,
    tag: row => (isMeasuredRow(row) && row.saving.available ? row.saving.verdict : null),
    marks: row =>
      isMeasuredRow(row) && row.saving.available
        ? [...row.saving.lacks.map(lackText), ...marksOf("reference's rent", row.saving.referencePrice)]
        : [],
  },
  {
    title: 'Energy',
    under: 'per 10¹² tokens',
    missing: 'no energy',
    figure: row => (isMeasuredRow(row) ? row.energyKWhPerTrillionTokens : null),
    show: figure => shown(figure, KWH),
    ranks: row => !isEstimated(row),
    marks: row => energyMarks(row),
  },
  {
    title: 'Energy cost',
    under: 'with PUE, in a rent',
    missing: 'no cost',
    figure: row => (isMeasuredRow(row) ? row.energyCostPerTrillionTokens : null),
    show: (figure, row) => shown(figure, moneyUnit(figure.point, energyCurrency(row))),
    marks: row => energyCostMarks(row),
  },
];

/** Known, not measured. */
const exactly = (value: number): Figure => ({
  available: true,
  point: value,
  low: value,
  high: value,
  kind: 'bounds',
  rounds: 0,
});

const KWH: Unit = { factor: 1, symbol: 'kWh' };

const isEstimated = (row: AnyRow): boolean => {
  const energy = isMeasuredRow(row) ? row.energyKWhPerTrillionTokens : null;
  return energy?.available === true && isEstimate(energy.method);
};

/** Its boundary, and that it is no measurement where it is none. */
function energyMarks(row: AnyRow): string[] {
  const energy = isMeasuredRow(row) ? row.energyKWhPerTrillionTokens : null;
  if (energy?.available !== true) return [];
  return [...(isEstimated(row) ? ['estimated'] : []), energy.scope];
}

const energyCurrency = (row: AnyRow): string =>
  isMeasuredRow(row) && row.energyCostPerTrillionTokens.available
    ? row.energyCostPerTrillionTokens.pricePerKWh.currency
    : '';

function energyCostMarks(row: AnyRow): string[] {
  const cost = isMeasuredRow(row) ? row.energyCostPerTrillionTokens : null;
  return cost?.available === true && cost.pricePerKWh.age?.stale === true ? ['price of power stale'] : [];
}

/** What a reader must know of a price beside the figure; how old it is stands among what the figures rest on. */
function marksOf(what: string, { age, ...price }: AgedPrice): string[] {
  const own = overlayText(price);
  return [...(age?.stale === true ? [`${what} stale`] : []), ...(own === null ? [] : [`${what} ${own}`])];
}

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
  return [[...run, dispatchText(workload)].join(', '), ...(dims === null ? [] : [`scaled to ${dims}`])];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function deviceCell(report: Report, row: AnyRow): Html {
  if (!isMeasuredRow(row)) {
    const ran = row.ran === null ? '' : ` from ${ranText(row.ran)}, ${boardsText(row.boards.length)}`;
    return html`<th scope="row">${report.reference.name}<small>reference, <em>${row.basis}</em>${ran}</small></th>`;
  }
  const machine = new Set(report.rows.map(one => one.machine)).size > 1 ? `, ${row.machine}` : '';
  const software = row.software ? ', software adapter' : '';
  const elsewhere = row.target.includes('+') ? ` (${percentText(row.elsewhereShare ?? 0)} off the device)` : '';
  return html`<th scope="row">${row.device.name}<small>by ${ranText(row.ran)}, ${row.workload.dtype} (${row.target})${STANDING[row.race.standing]}${elsewhere}${machine}${software}${row.imported ? ', imported' : ''}, ${
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
