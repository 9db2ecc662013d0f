import { expect, test } from 'vitest';
import type { Price } from '../../../reports/catalog/price.ts';
import type { Rate } from '../../../reports/catalog/rates.ts';
import { type RentChoice, rentChoice } from '../../../reports/known-costs/rent-choice.ts';
import { linked, madeCatalog, rate, rent } from './made-costs.ts';

const reference = linked('nvidia-h800');
const chips = [reference, linked('acme-one'), linked('acme-two'), linked('acme-three')];

function chosen(
  prices: readonly Price[],
  rates: readonly Rate[] = [],
  usable = (_: string) => true,
): RentChoice | null {
  const catalog = madeCatalog({ chips, prices, rates, projected: {} });
  return rentChoice(catalog, reference, '2026-04-01', ({ id }) => usable(id));
}

const brief = (choice: RentChoice | null) =>
  choice === null ? null : [choice.kind, choice.currency, choice.chips.map(({ id }) => id)];

const fair = { kind: 'fair' } as const;
const reserved = { kind: 'rent-reserved' } as const;
const usd = { currency: 'USD' } as const;

test('the kind that most chips have is chosen, whichever comes first', () => {
  const prices = [
    rent('nvidia-h800', 2),
    rent('nvidia-h800', 3, fair),
    rent('acme-one', 1),
    rent('acme-one', 1, fair),
    rent('acme-two', 1, fair),
  ];
  expect(brief(chosen(prices))).toEqual(['fair', 'CNY', ['nvidia-h800', 'acme-one', 'acme-two']]);
  // What cannot be used does not count.
  expect(brief(chosen(prices, [], id => id !== 'acme-two'))?.[0]).toBe('rent-on-demand');
});

test('of kinds that as many chips have, on demand comes before reserved, and that before fair', () => {
  const kinds = [fair, reserved, {}].flatMap(kind => [rent('nvidia-h800', 2, kind), rent('acme-one', 1, kind)]);
  expect(brief(chosen(kinds))?.[0]).toBe('rent-on-demand');
  expect(brief(chosen(kinds.slice(0, 4)))?.[0]).toBe('rent-reserved');
});

test('the currency is that of the reference in which most chips need no exchange', () => {
  const prices = [
    rent('nvidia-h800', 14),
    rent('nvidia-h800', 2, usd),
    rent('acme-one', 7),
    rent('acme-two', 1, usd),
    rent('acme-three', 1, usd),
  ];
  expect(brief(chosen(prices, [rate('USD', 'CNY', 7, '2026-03-01')]))).toEqual([
    'rent-on-demand',
    'USD',
    ['nvidia-h800', 'acme-one', 'acme-two', 'acme-three'],
  ]);
});

test('a rate that the catalog has in the other direction alone is turned round', () => {
  const prices = [rent('nvidia-h800', 2, usd), rent('acme-one', 7)];
  const choice = chosen(prices, [rate('USD', 'CNY', 8, '2026-03-01')]);
  expect(choice?.rates).toMatchObject([{ from: 'CNY', to: 'USD', rate: 0.125, date: '2026-03-01' }]);
});

test('a rent of the user is of its own currency alone, of the reference and of any other chip', () => {
  const own = { ...usd, overlay: 'quotes.yaml' } as const;
  expect(brief(chosen([rent('nvidia-h800', 14), rent('nvidia-h800', 2, own), rent('acme-one', 1)]))).toEqual([
    'rent-on-demand',
    'USD',
    ['nvidia-h800'],
  ]);
  const ofOther = chosen([rent('nvidia-h800', 14), rent('acme-one', 1), rent('acme-one', 1, own)]);
  expect([brief(ofOther)?.[2], ofOther?.withoutRate.map(({ id }) => id)]).toEqual([['nvidia-h800'], ['acme-one']]);
});

test('a kind of which the user has a price comes before one that more chips have', () => {
  const quote = rent('acme-one', 1, { ...reserved, overlay: 'quotes.yaml' });
  const prices = [...chips.map(({ id }) => rent(id, 2)), rent('nvidia-h800', 2, reserved)];
  expect(brief(chosen(prices))?.[0]).toBe('rent-on-demand');
  expect(brief(chosen([...prices, quote]))).toEqual(['rent-reserved', 'CNY', ['nvidia-h800', 'acme-one']]);
});

test('what is assumed, may be interrupted or is bought is no rent that anybody can take', () => {
  for (const kind of ['assumed', 'rent-spot', 'list'] as const)
    expect(chosen([rent('nvidia-h800', 2, { kind })])).toBeNull();
});
