/**
 * The results table made handy: filters by part, model, type … where there is a choice, and sorting by a column within each
 * workload. Never across workloads: figures of different work are not compared.
 */

/** What a workload's body is filtered by (`data-<facet>` of reports/pages/workloads/table.ts), and its rows by `device`. */
const FACETS = ['part', 'model', 'pass', 'type', 'routing', 'dispatch', 'device'] as const;
type Facet = (typeof FACETS)[number];

const ANY = '';
/** A click on a heading goes on to the next; the last gives the order back in which the page came. */
const DIRECTIONS: readonly string[] = ['ascending', 'descending', 'none'];

/** Adds the filters above the table, and makes its headings buttons. */
export function makeHandy(table: HTMLTableElement): void {
  const bodies = [...table.tBodies];
  const selects = FACETS.flatMap(facet => selectOf(table, bodies, facet));
  if (selects.length > 0) table.parentElement?.before(filterBar(selects, bodies));
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])];
  const pageOrder = new Map(bodies.map(body => [body, rowsOf(body)]));
  headings.forEach((heading, column) => {
    const button = document.createElement('button');
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const now = DIRECTIONS.indexOf(heading.ariaSort ?? 'none');
      const next = DIRECTIONS[(now + 1) % DIRECTIONS.length] ?? 'none';
      for (const other of headings) other.ariaSort = other === heading ? next : 'none';
      for (const body of bodies) body.append(...sorted(pageOrder.get(body) ?? [], column, next));
    });
  });
}

function selectOf(table: HTMLTableElement, bodies: readonly HTMLTableSectionElement[], facet: Facet): HTMLElement[] {
  const holders: readonly HTMLElement[] =
    facet === 'device' ? [...table.querySelectorAll<HTMLElement>('tr[data-device]')] : bodies;
  const values = [...new Set(holders.map(({ dataset }) => dataset[facet] ?? ANY))];
  if (values.length < 2) return [];
  const select = document.createElement('select');
  select.name = facet;
  select.append(new Option('all', ANY), ...values.map(value => new Option(value, value)));
  const label = document.createElement('label');
  label.append(facet, select);
  return [label];
}

/** A row is shown where every choice fits it; the reference stays as long as a row beside it does. */
function filterBar(labels: readonly HTMLElement[], bodies: readonly HTMLTableSectionElement[]): HTMLFormElement {
  const bar = document.createElement('form');
  bar.className = 'filters';
  bar.append(...labels);
  bar.addEventListener('change', () => {
    const chosen = [...new FormData(bar)].filter(([, value]) => value !== ANY);
    const fits = (element: HTMLElement, facets: typeof chosen) =>
      facets.every(([facet, value]) => element.dataset[facet] === value);
    const ofRow = chosen.filter(([facet]) => facet === 'device');
    const ofBody = chosen.filter(([facet]) => facet !== 'device');
    for (const body of bodies) {
      const rows = [...body.rows].filter(row => row.dataset.device !== undefined);
      for (const row of rows) row.hidden = !fits(row, ofRow);
      body.hidden = !fits(body, ofBody) || (ofRow.length > 0 && rows.every(row => row.hidden));
    }
  });
  return bar;
}

/** The rows under a workload's heading. */
const rowsOf = (body: HTMLTableSectionElement): HTMLTableRowElement[] =>
  [...body.rows].filter(row => !row.classList.contains('workload'));

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
