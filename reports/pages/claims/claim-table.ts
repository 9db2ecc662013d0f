/** A table of a claim: from the source's numbers, from inference, or from records here. */
import type { Reproduction } from '../../reproduce/document.ts';
import { factText } from '../../words/fact-text.ts';
import type { Language } from '../../words/language.ts';
import { type Html, html } from '../frame/html.ts';
import { claimValue } from './claim-value.ts';

type ClaimTable = Reproduction['tables'][number];
type Cell = ClaimTable['rows'][number][string];

const UNKNOWN = '–';

export function claimTable({ id, title, columns, rows, note }: ClaimTable, language: Language): Html {
  return html`<div class="scroll" tabindex="0"><table class="claim-table" id="table-${id}">
<caption>${title}</caption>
<thead><tr>${columns.map(column => html`<th scope="col"${column.unit === null ? null : html` class="number"`}>${column.title}</th>`)}</tr></thead>
<tbody>${rows.map(
    row => html`<tr>${columns.map(({ id: column, title: label, unit }, index) =>
      cellOf({ cell: row[column] ?? null, label, unit, isFirst: index === 0 }, language),
    )}</tr>
`,
  )}</tbody>
</table></div>
<p class="quiet">${note}</p>`;
}

type Placed = { readonly cell: Cell; readonly label: string; readonly unit: string | null; readonly isFirst: boolean };

function cellOf({ cell, label, unit, isFirst }: Placed, language: Language): Html {
  const text = cellText(cell, unit, language);
  if (isFirst) return html`<th scope="row">${text}</th>`;
  return html`<td data-label="${label}"${unit === null ? null : html` class="number"`}>${text}</td>`;
}

/** A fact: why there is no number, or the interval of some rounds. */
function cellText(cell: Cell, unit: string | null, language: Language): string {
  if (cell === null) return UNKNOWN;
  if (typeof cell === 'object') return factText(cell);
  return typeof cell === 'string' ? cell : claimValue(cell, unit, language);
}
