/** What a reader chose of a catalog's table, and the same as the hash of an address. Pure. */

export type CatalogState = {
  readonly search: string;
  readonly group: string;
  readonly priced: boolean;
  readonly stale: boolean;
  readonly column: number;
  readonly order: 'none' | 'ascending' | 'descending';
};

export const ALL_ROWS: CatalogState = {
  search: '',
  group: '',
  priced: false,
  stale: false,
  column: 0,
  order: 'none',
};

/** `search=h800&sort=-2`: only what differs from the page as it comes. */
export function hashOf({ search, group, priced, stale, column, order }: CatalogState): string {
  const chosen = new URLSearchParams();
  if (search !== '') chosen.set('search', search);
  if (group !== '') chosen.set('group', group);
  if (priced) chosen.set('priced', '1');
  if (stale) chosen.set('stale', '1');
  if (order !== 'none') chosen.set('sort', `${order === 'descending' ? '-' : ''}${column + 1}`);
  return chosen.toString();
}

/** An anchor (`#chip-nvidia-h800`) chooses nothing; a value that makes no sense is left out. */
export function stateOf(hash: string): CatalogState {
  const text = hash.replace(/^#/, '');
  if (!text.includes('=')) return ALL_ROWS;
  const chosen = new URLSearchParams(text);
  const [, minus = '', column = ''] = /^(-?)([1-9]\d?)$/.exec(chosen.get('sort') ?? '') ?? [];
  return {
    search: chosen.get('search') ?? '',
    group: chosen.get('group') ?? '',
    priced: chosen.get('priced') === '1',
    stale: chosen.get('stale') === '1',
    column: column === '' ? 0 : Number(column) - 1,
    order: column === '' ? 'none' : minus === '' ? 'ascending' : 'descending',
  };
}
