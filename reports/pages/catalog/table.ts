/** A table of the catalog: rows under group headings, plain without script, searched and sorted with it (browser/catalog.ts). */
import type { Language } from '../../words/language.ts';
import { type Html, html } from '../frame/html.ts';
import type { Cell } from './cells.ts';

export type Row = {
  readonly id: string | null;
  readonly head: Cell;
  readonly cells: readonly Cell[];
  readonly stale: boolean;
  readonly priced: boolean;
};

/** `id`: its anchor; null: none. Without a title the rows stand under no heading. */
export type RowGroup = { readonly id: string | null; readonly title: string | null; readonly rows: readonly Row[] };

export type Table = {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly { readonly title: string; readonly number: boolean }[];
  readonly groups: readonly RowGroup[];
  /** What the script offers: a search field, and boxes for rows that are marked so. */
  readonly handy: boolean;
};

export function catalogTable({ id, caption, columns, groups, handy }: Table, _language: Language): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table class="catalog" id="${id}"${handy ? html` data-handy="catalog"` : null}>
<thead><tr>${columns.map(({ title, number }) => html`<th scope="col"${number ? html` class="number"` : null}>${title}</th>`)}</tr></thead>
${groups.filter(({ rows }) => rows.length > 0).map(group => body(group, columns))}</table></div>
`;
}

function body({ id, title, rows }: RowGroup, columns: Table['columns']): Html {
  const anchor = id === null ? null : html` id="${id}"`;
  const heading =
    title === null
      ? null
      : html`<tr class="group"${anchor}><th scope="rowgroup" colspan="${columns.length}">${title}</th></tr>
`;
  return html`<tbody${title === null ? null : html` data-group="${title}"`}>
${heading}${rows.map(row => tableRow(row, columns))}</tbody>
`;
}

function tableRow({ id, head, cells, stale, priced }: Row, columns: Table['columns']): Html {
  return html`<tr${id === null ? null : html` id="${id}"`}${stale ? html` data-stale=""` : null}${priced ? html` data-priced=""` : null}><th scope="row"${sortOf(head)}>${head.body}</th>${cells.map(
    (cell, index) =>
      html`<td${cell.number ? html` class="number"` : null} data-label="${columns[index + 1]?.title ?? ''}"${sortOf(cell)}>${cell.body}</td>`,
  )}</tr>
`;
}

const sortOf = ({ sort }: Cell): Html | null => (sort === null ? null : html` data-value="${sort}"`);
