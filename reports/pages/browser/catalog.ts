/** The catalog's tables made handy: search, a choice of the group, boxes, sorting. The state stands in the address, so that a link shows the same rows. */
import type { FilterWords } from '../../words/pages/catalog.ts';
import { catalogForm } from './catalog-form.ts';
import { type CatalogState, hashOf, stateOf } from './catalog-state.ts';

/** A click on a heading goes on to the next; the last gives the page's order back. */
const ORDERS = ['none', 'ascending', 'descending'] as const;

export function makeCatalogHandy(table: HTMLTableElement, words: FilterWords): void {
  const groups = [...table.tBodies].map(body => ({ body, rows: [...body.rows] }));
  for (const { body, rows } of groups) nameGroup(body.dataset.group ?? '', rows);
  const sorted = document.createElement('tbody');
  table.append(sorted);
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])];
  const form = catalogForm(groupsOf(table), marksOf(table), words, state => apply(state, true));
  table.parentElement?.before(form.element);

  function apply(state: CatalogState, record: boolean): void {
    const all = groups.flatMap(({ rows }) => rows.filter(row => !isHeading(row)));
    const fitting = new Set(all.filter(row => fits(row, state)));
    for (const row of all) row.hidden = !fitting.has(row);
    const isSorted = state.order !== 'none' && headings[state.column] !== undefined;
    for (const { body, rows } of groups) {
      const ofBody = rows.filter(row => isHeading(row) || !isSorted);
      body.replaceChildren(...ofBody);
      body.hidden = isSorted || !rows.some(row => fitting.has(row));
    }
    table.classList.toggle('sorted', isSorted);
    sorted.replaceChildren(...(isSorted ? inOrder(all, state) : []));
    headings.forEach((heading, column) => {
      heading.ariaSort = isSorted && column === state.column ? state.order : 'none';
    });
    form.show(state, fitting.size, all.length);
    if (record) history.replaceState(null, '', `#${hashOf(state)}`);
  }

  headings.forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const state = form.state();
      const now = state.column === column ? ORDERS.indexOf(state.order) : 0;
      apply({ ...state, column, order: ORDERS[(now + 1) % ORDERS.length] ?? 'none' }, true);
    });
  });
  const restore = (): void => apply(stateOf(location.hash), false);
  window.addEventListener('hashchange', restore);
  restore();
}

/** Rows know their group, and say it where they stand under no heading of it. */
function nameGroup(group: string, rows: readonly HTMLTableRowElement[]): void {
  for (const row of rows.filter(row => group !== '' && !isHeading(row))) {
    row.dataset.group = group;
    const name = document.createElement('small');
    name.className = 'group-name';
    name.textContent = group;
    row.cells[0]?.append(name);
  }
}

const isHeading = (row: HTMLTableRowElement): boolean => row.classList.contains('group');

const groupsOf = (table: HTMLTableElement): readonly string[] =>
  [...table.tBodies].flatMap(({ dataset }) => (dataset.group === undefined ? [] : [dataset.group]));

/** Boxes only where some rows are marked so and some are not. */
function marksOf(table: HTMLTableElement): { readonly priced: boolean; readonly stale: boolean } {
  const rows = [...table.querySelectorAll<HTMLTableRowElement>('tbody tr:not(.group)')];
  const differs = (mark: 'priced' | 'stale') =>
    new Set(rows.map(({ dataset }) => dataset[mark] !== undefined)).size > 1;
  return { priced: differs('priced'), stale: differs('stale') };
}

function fits(row: HTMLTableRowElement, { search, group, priced, stale }: CatalogState): boolean {
  const ofGroup = row.dataset.group ?? '';
  if (group !== '' && ofGroup !== group) return false;
  if ((priced && row.dataset.priced === undefined) || (stale && row.dataset.stale === undefined)) return false;
  const text = `${ofGroup} ${row.textContent}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
}

/** By number where both cells have one; rows without a value come last either way. */
function inOrder(rows: readonly HTMLTableRowElement[], { column, order }: CatalogState): HTMLTableRowElement[] {
  const sign = order === 'descending' ? -1 : 1;
  const valueIn = (row: HTMLTableRowElement): string | null => row.cells[column]?.dataset.value ?? null;
  return rows.toSorted((a, b) => {
    const [left, right] = [valueIn(a), valueIn(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const [x, y] = [Number(left), Number(right)];
    if (Number.isFinite(x) && Number.isFinite(y)) return sign * (x - y);
    return sign * (left === right ? 0 : left < right ? -1 : 1);
  });
}
