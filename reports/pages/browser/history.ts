/**
 * The history page made handy: a series is chosen for the chart, and the table filtered. Both stand in the address
 * (`#series=3fa9c1d2&metric=step-time`). One canvas is there at a time, however many series there are.
 */
import { type HistoryChoices, historyPlot } from '../../charts/history.ts';
import { darkness, drawPlot } from './charts/draw.ts';

type Facet = {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};
type HistoryFilters = { readonly all: string; readonly choose: string; readonly facets: readonly Facet[] };

const ANY = '';

export function makeHistory(): void {
  // Written by historyPages from the same types, in the same build.
  const choices = embedded<HistoryChoices>('history-data');
  const words = embedded<HistoryFilters>('history-words');
  const figure = document.querySelector<HTMLElement>('#nights figure[data-plot]');
  if (choices === null || words === null || figure === null) return;
  const series = selectOf(
    {
      name: 'series',
      label: words.choose,
      options: choices.choices.map(({ id, title }) => ({ value: id, label: title })),
    },
    null,
  );
  figure.before(barOf([series]));
  const facets = words.facets.filter(({ options }) => options.length > 1).map(facet => selectOf(facet, words.all));
  if (facets.length > 0) document.querySelector('#series h3')?.before(barOf(facets));
  linkRows();
  const controls = [series, ...facets];

  const draw = (): void => {
    const choice = choices.choices.find(({ id }) => id === series.value);
    if (choice === undefined) return;
    // The table behind the chart is of the first series: the CSV has the figures of the one that is drawn.
    const first = choices.choices[0]?.id;
    for (const details of figure.querySelectorAll<HTMLElement>('details.figures')) details.hidden = choice.id !== first;
    figure.querySelector('.plot-title')?.replaceChildren(choice.title);
    drawPlot(figure, historyPlot(choices, choice));
    if (choice.id !== first) figure.querySelector('.canvas')?.removeAttribute('aria-describedby');
  };
  const filter = (): void => {
    for (const row of document.querySelectorAll<HTMLElement>('tr[data-series]'))
      row.hidden = facets.some(({ name, value }) => value !== ANY && row.dataset[name] !== value);
  };
  const show = (): void => {
    draw();
    filter();
  };
  const read = (): void => {
    const state = new URLSearchParams(location.hash.includes('=') ? location.hash.slice(1) : '');
    for (const control of controls) {
      const value = state.get(control.name);
      if (value !== null && [...control.options].some(option => option.value === value)) control.value = value;
    }
    show();
  };
  for (const control of controls)
    control.addEventListener('change', () => {
      const state = new URLSearchParams(controls.flatMap(({ name, value }) => (value === ANY ? [] : [[name, value]])));
      history.replaceState(null, '', `#${state}`);
      show();
    });
  addEventListener('hashchange', () => {
    read();
    if (location.hash.startsWith('#series=')) figure.scrollIntoView();
  });
  darkness.addEventListener('change', draw);
  read();
}

function embedded<Data>(id: string): Data | null {
  const text = document.getElementById(id)?.textContent;
  return text === undefined || text === null ? null : (JSON.parse(text) as Data);
}

/** `all`: the words of the choice that leaves nothing out; null: there is none. */
function selectOf({ name, label, options }: Facet, all: string | null): HTMLSelectElement {
  const select = document.createElement('select');
  select.name = name;
  if (all !== null) select.append(new Option(all, ANY));
  select.append(...options.map(option => new Option(option.label, option.value)));
  const holder = document.createElement('label');
  holder.append(label, select);
  return select;
}

function barOf(selects: readonly HTMLSelectElement[]): HTMLElement {
  const bar = document.createElement('div');
  bar.className = 'filters history-tools';
  bar.append(...selects.flatMap(({ parentElement }) => parentElement ?? []));
  return bar;
}

/** The name of a series leads to its chart. */
function linkRows(): void {
  for (const row of document.querySelectorAll<HTMLTableRowElement>('tr[data-series]')) {
    const [cell] = row.cells;
    if (cell === undefined) continue;
    const link = document.createElement('a');
    link.href = `#series=${row.dataset.series ?? ''}`;
    link.append(...cell.childNodes);
    cell.append(link);
  }
}
