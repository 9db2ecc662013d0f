/**
 * Tables of results made handy: filters by part, model, type … where there is a choice, and on the page of one workload sorting by a
 * column. Never across workloads: figures of different work are not compared. Choices stand in the hash of the address.
 */
import { readState, type State, writeState } from './state.ts';

/** What a workload's body is filtered by (`data-<facet>` of reports/pages/workloads/facets.ts), and its rows by `device`. */
const FACETS = ['part', 'model', 'pass', 'type', 'routing', 'dispatch', 'device'] as const;
type Facet = (typeof FACETS)[number];

/** Written by `tableWords` of reports/pages/workloads/facets.ts. */
export type TableWords = {
  readonly facets: Readonly<Record<Facet, string>>;
  readonly all: string;
  readonly copy: string;
  readonly copied: string;
  readonly values: Readonly<Partial<Record<Facet, Readonly<Record<string, string>>>>>;
};

const ANY = '';
/** A click on a heading goes on to the next; the last gives the order back in which the page came. */
const DIRECTIONS: readonly string[] = ['ascending', 'descending', 'none'];

/** Adds the filters above the table, makes the headings of a sortable one buttons, and does what the address says. */
export function makeHandy(table: HTMLTableElement, words: TableWords): void {
  const bodies = [...table.tBodies];
  const bar = filterBar(table, words);
  if (bar !== null) table.parentElement?.before(bar);
  const headings = table.classList.contains('sortable') ? [...(table.tHead?.rows[0]?.cells ?? [])] : [];
  const pageOrder = new Map(bodies.map(body => [body, [...body.rows]]));
  const sort = (column: number, direction: string): void => {
    for (const [index, heading] of headings.entries()) heading.ariaSort = index === column ? direction : 'none';
    for (const body of bodies) body.append(...sorted(pageOrder.get(body) ?? [], column, direction));
  };
  const keep = (): void => {
    const sortedBy = headings.findIndex(({ ariaSort }) => DIRECTIONS.slice(0, 2).includes(ariaSort ?? 'none'));
    const direction = headings[sortedBy]?.ariaSort ?? 'none';
    writeState({ ...choicesOf(bar), ...(sortedBy < 0 ? {} : { sort: `${sortedBy}.${direction}` }) });
  };
  headings.forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      sort(column, DIRECTIONS[(DIRECTIONS.indexOf(heading.ariaSort ?? 'none') + 1) % DIRECTIONS.length] ?? 'none');
      keep();
    });
  });
  bar?.addEventListener('change', () => {
    filter(bodies, choicesOf(bar));
    keep();
  });
  const restore = (): void => {
    const state = readState();
    for (const select of bar?.querySelectorAll('select') ?? []) {
      const value = state[select.name] ?? ANY;
      select.value = [...select.options].some(option => option.value === value) ? value : ANY;
    }
    filter(bodies, choicesOf(bar));
    const [column = '', direction = ''] = (state.sort ?? '').split('.');
    if (headings[Number(column)] !== undefined && DIRECTIONS.includes(direction)) sort(Number(column), direction);
    else if (headings.length > 0) sort(0, 'none');
  };
  restore();
  addEventListener('hashchange', restore);
}

/** The choices that are made, by facet. */
function choicesOf(bar: HTMLFormElement | null): State {
  if (bar === null) return {};
  const selects = [...bar.querySelectorAll('select')];
  return Object.fromEntries(selects.filter(({ value }) => value !== ANY).map(({ name, value }) => [name, value]));
}

/** null: there is nothing to choose from. */
function filterBar(table: HTMLTableElement, words: TableWords): HTMLFormElement | null {
  const labels = FACETS.flatMap(facet => selectOf(table, facet, words));
  if (labels.length === 0) return null;
  const bar = document.createElement('form');
  bar.className = 'filters';
  bar.append(...labels);
  return bar;
}

function selectOf(table: HTMLTableElement, facet: Facet, words: TableWords): HTMLElement[] {
  const holders: readonly HTMLElement[] =
    facet === 'device' ? [...table.querySelectorAll<HTMLElement>('tr[data-device]')] : [...table.tBodies];
  const values = [...new Set(holders.flatMap(({ dataset }) => dataset[facet] ?? []))];
  if (values.length < 2) return [];
  const select = document.createElement('select');
  select.name = facet;
  const names = words.values[facet] ?? {};
  select.append(new Option(words.all, ANY), ...values.map(value => new Option(names[value] ?? value, value)));
  const label = document.createElement('label');
  label.append(words.facets[facet], select);
  return [label];
}

/** A row is shown where every choice fits it; the reference stays as long as a row beside it does. */
function filter(bodies: readonly HTMLTableSectionElement[], choices: State): void {
  const chosen = Object.entries(choices);
  const fits = (element: HTMLElement, facets: typeof chosen) =>
    facets.every(([facet, value]) => element.dataset[facet] === value);
  const ofRow = chosen.filter(([facet]) => facet === 'device');
  const ofBody = chosen.filter(([facet]) => facet !== 'device');
  for (const body of bodies) {
    const rows = [...body.rows].filter(row => row.dataset.device !== undefined);
    for (const row of rows) row.hidden = !fits(row, ofRow);
    body.hidden = !fits(body, ofBody) || (ofRow.length > 0 && rows.every(row => row.hidden));
  }
}

/** By value, by name in the first column; what has no value comes last either way. */
function sorted(rows: readonly HTMLTableRowElement[], column: number, direction: string): HTMLTableRowElement[] {
  if (direction === 'none') return [...rows];
  const sign = direction === 'ascending' ? 1 : -1;
  const valueIn = (row: HTMLTableRowElement): number | string | null => {
    const cell = row.cells[column];
    if (column === 0) return cell?.textContent ?? null;
    return cell?.dataset.value === undefined ? null : Number(cell.dataset.value);
  };
  return rows.toSorted((a, b) => {
    const [left, right] = [valueIn(a), valueIn(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (left === right) return 0;
    return left < right ? -sign : sign;
  });
}
