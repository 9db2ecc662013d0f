/** An offer that is printed is read as the same offer, in whatever order its parts stand. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Amount, Offer } from '../../../reports/offer/offer.ts';
import { offerParts, offerText } from '../../../reports/offer/print.ts';
import { NAMES, offered } from './names.ts';

/** Decimal fractions as people write them. */
const decimal = (least: number, most: number, digits: number) =>
  fc.integer({ min: least * 10 ** digits, max: most * 10 ** digits }).map(whole => whole / 10 ** digits);

const amount = (least: number, most: number, digits = 2): fc.Arbitrary<Amount> => {
  const number = decimal(least, most, digits);
  return fc.oneof(
    number,
    fc.tuple(number, number).map(([low, high]) => ({ low, high })),
    fc.tuple(number, number, number).map(([low, point, high]) => ({ low, point, high })),
  );
};

/** Signs that several currencies share are kept, so that they can be said. */
const named = fc.oneof(
  fc.constantFrom('CNY', 'USD', 'EUR', 'JPY', 'CHF').map(currency => ({ currency })),
  fc.constantFrom({ currency: 'CNY', sign: '¥' }, { currency: 'USD', sign: '$' }),
);
const money = fc.tuple(amount(1, 90_000), named).map(([value, of]) => ({ amount: value, ...of }));
/** Of VAT: as 0.13. */
const rate = fc.integer({ min: 1, max: 30 }).map(percent => percent / 100);
const speed = fc.oneof(
  fc.record({ mfu: amount(0.01, 1) }),
  fc.record({ tokensPerSecond: amount(5, 90_000) }),
  fc.constant({ project: true as const }),
  fc.constant({ from: 'results' as const }),
  fc.constant({ published: 'mixtral-8x7b-on-h100-bf16-megatron-core-readme' }),
);

const name = fc.constantFrom(...[...NAMES.byAlias].filter(([alias]) => !/^\d+$/.test(alias)));
const chip = name.map(([alias, chips]) => ({ name: alias, chips }));

const details = fc.record(
  {
    devices: fc.integer({ min: 1, max: 100_000 }),
    perNodeOf: fc.integer({ min: 1, max: 72 }),
    vat: fc.oneof(fc.record({ included: fc.boolean(), rate }), fc.constant({ included: false, rate: null })),
    speed,
    dtype: fc.constantFrom('bfloat16' as const, 'float8' as const, 'tf32' as const),
    goodput: amount(0.01, 1),
    interruptions: fc.record({ perDay: amount(0.1, 9), minutesLost: amount(1, 90) }),
    utilisation: amount(0.01, 1),
    watts: amount(1, 2000),
    date: fc.constantFrom('2026-11-20', '2026-01-03'),
    source: fc.constantFrom('quote 4711', 'e-mail of Acme, 20 CNY'),
  },
  { requiredKeys: [] },
);
const rented = fc.record(
  {
    money,
    period: fc.constantFrom('hour' as const, 'day' as const, 'week' as const, 'month' as const, 'year' as const),
    kind: fc.constantFrom('rent-on-demand' as const, 'rent-reserved' as const, 'rent-spot' as const),
  },
  { requiredKeys: ['money', 'period'] },
);
const owned = fc.record(
  {
    money,
    bought: fc.constant(true as const),
    lifeYears: amount(1, 9, 1),
    residual: amount(0, 1),
    upkeepPerYear: money,
  },
  { requiredKeys: ['money', 'bought'] },
);

const offer = fc
  .tuple(chip, details, fc.oneof(rented, owned, fc.constant({})))
  .map(([named, rest, price]): Offer => ({ ...named, ...rest, ...price }))
  // A utilisation changes nothing of a rent by the hour, and is refused there.
  .map(({ utilisation, ...whole }) =>
    utilisation === undefined || (whole.period === 'hour' && whole.kind !== 'rent-reserved')
      ? whole
      : { ...whole, utilisation },
  );

test('what is printed is read as the same offer', () => {
  fc.assert(
    fc.property(offer, whole => {
      expect(offered(offerText(whole))).toEqual(whole);
    }),
    { numRuns: 300 },
  );
});

test('the order of the parts does not matter', () => {
  const shuffled = offer.chain(whole =>
    fc
      .shuffledSubarray([...offerParts(whole)], { minLength: offerParts(whole).length })
      .map(parts => ({ whole, parts })),
  );
  fc.assert(
    fc.property(shuffled, ({ whole, parts }) => {
      expect(offered(parts.join(', '))).toEqual(whole);
    }),
    { numRuns: 300 },
  );
});

test('blanks, capitals and full-width letters do not matter', () => {
  const plain = offered('H800 x 8 20.5 CNY/h per node of 8 excl VAT 13 % mfu 0.25');
  expect(offered('h800 X8  20.5cny/H  PER NODE OF 8  excl vat 13% MFU 0.25')).toEqual({ ...plain, name: 'h800' });
  expect(offered('Ｈ８００ x 8 ２０.５ CNY／h per node of 8，excl VAT 13％；mfu 0.25')).toEqual(plain);
});
