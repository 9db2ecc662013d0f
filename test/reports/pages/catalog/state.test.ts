/** What a reader chose of the catalog, in the address. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALL_ROWS, type CatalogState, hashOf, stateOf } from '../../../../reports/pages/browser/catalog-state.ts';

const states: fc.Arbitrary<CatalogState> = fc
  .record({
    search: fc.string({ unit: 'binary' }),
    group: fc.string({ unit: 'binary' }),
    priced: fc.boolean(),
    stale: fc.boolean(),
    sort: fc.oneof(
      fc.constant({ column: 0, order: 'none' } as const),
      fc.record({ column: fc.nat(98), order: fc.constantFrom('ascending' as const, 'descending' as const) }),
    ),
  })
  .map(({ sort, ...rest }) => ({ ...rest, ...sort }));

test('a link gives the view back that it was made from', () => {
  fc.assert(
    fc.property(states, state => {
      expect(stateOf(`#${hashOf(state)}`)).toEqual(state);
    }),
  );
});

test('the page as it comes has nothing in its address', () => {
  expect(hashOf(ALL_ROWS)).toBe('');
});

test.each(['', '#', '#chip-nvidia-h800', '#=', '#sort=0', '#sort=x', '#sort=--1', '#priced=2', '#unknown=1'])(
  '%j chooses nothing',
  hash => expect(stateOf(hash)).toEqual(ALL_ROWS),
);

test('the third column, the greatest first', () => {
  expect(hashOf({ ...ALL_ROWS, search: 'a b', column: 2, order: 'descending' })).toBe('search=a+b&sort=-3');
});
