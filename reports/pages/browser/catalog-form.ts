/** The form above a table of the catalog. */
import type { FilterWords } from '../../words/pages/catalog.ts';
import { ALL_ROWS, type CatalogState } from './catalog-state.ts';

export type CatalogForm = {
  readonly element: HTMLFormElement;
  readonly state: () => CatalogState;
  /** Puts a state into the fields, and says how many rows are shown. */
  readonly show: (state: CatalogState, shown: number, rows: number) => void;
};

export function catalogForm(
  groups: readonly string[],
  marks: { readonly priced: boolean; readonly stale: boolean },
  words: FilterWords,
  changed: (state: CatalogState) => void,
): CatalogForm {
  let current: CatalogState = ALL_ROWS;
  const search = input('search', 'search');
  const group = document.createElement('select');
  group.name = 'group';
  group.append(new Option(words.any, ''), ...groups.map(name => new Option(name, name)));
  const priced = input('checkbox', 'priced');
  const stale = input('checkbox', 'stale');
  const reset = document.createElement('button');
  reset.type = 'reset';
  reset.textContent = words.reset;
  const output = document.createElement('output');
  output.setAttribute('aria-label', words.shownLabel);

  const element = document.createElement('form');
  element.className = 'filters catalog-filters';
  element.append(
    labelled(words.search, search),
    ...(groups.length > 1 ? [labelled(words.group, group)] : []),
    ...(marks.priced ? [labelled(words.onlyPriced, priced)] : []),
    ...(marks.stale ? [labelled(words.onlyStale, stale)] : []),
    reset,
    output,
  );
  const state = (): CatalogState => ({
    ...current,
    search: search.value.trim(),
    group: group.value,
    priced: priced.checked,
    stale: stale.checked,
  });
  element.addEventListener('input', () => changed(state()));
  element.addEventListener('submit', event => event.preventDefault());
  element.addEventListener('reset', event => {
    event.preventDefault();
    changed(ALL_ROWS);
  });

  const show: CatalogForm['show'] = (next, shown, rows) => {
    current = next;
    if (search.value.trim() !== next.search) search.value = next.search;
    group.value = groups.includes(next.group) ? next.group : '';
    priced.checked = next.priced;
    stale.checked = next.stale;
    output.value = words.shown.replace('{shown}', String(shown)).replace('{rows}', String(rows));
  };
  return { element, state, show };
}

function input(type: string, name: string): HTMLInputElement {
  const field = document.createElement('input');
  field.type = type;
  field.name = name;
  return field;
}

function labelled(text: string, field: HTMLElement): HTMLLabelElement {
  const label = document.createElement('label');
  const words = document.createElement('span');
  words.textContent = text;
  label.append(words, field);
  return label;
}
