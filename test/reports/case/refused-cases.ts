import { SMALLEST, withA } from './compared.ts';

export const A = 'ling-device-a';
export const ROW = `case.yaml:1: candidates row 2 (${A})`;
export const RENT = { perHour: 7 };
export const USD = { perHour: 1, currency: 'USD' };
export const rate = (date: string) => [{ from: 'USD', to: 'CNY', rate: 6.9, date }];
export const owned = { purchase: 1e5, residual: 0.1, lifeYears: 5, upkeepPerYear: 0 };

export const REFUSED: readonly (readonly [string, unknown, string])[] = [
  [
    'an unknown chip',
    withA({ chip: 'ling-device-z' }),
    'case.yaml:1: candidates row 2 (ling-device-z), chip: unknown chip',
  ],
  [
    'an unknown model',
    withA({}, { model: 'ling-pluss' }),
    "model: unknown model 'ling-pluss': did you mean ling-plus?",
  ],
  ['an unknown currency', withA({}, { currency: 'CNX' }), "currency: unknown currency 'CNX': did you mean"],
  [
    'an unknown currency of a price',
    withA({ price: { perHour: 7, currency: 'RMX' } }),
    `${ROW}, price.currency: unknown currency 'RMX': did you mean`,
  ],
  ['a negative price', withA({ price: { perHour: -7 } }), `${ROW}, price.perHour: is -7; give a number above 0`],
  ['a price of 0', withA({ price: { perHour: 0 } }), `${ROW}, price.perHour: is 0; give a number above 0`],
  [
    'a negative end of a range',
    withA({ price: { perHour: { low: -1, high: 7 } } }),
    `${ROW}, price.perHour: is -1; give`,
  ],
  ['a range turned round', withA({ price: { perHour: { low: 8, high: 7 } } }), 'low 8, high 7 are not in this order'],
  [
    'a mode outside its range',
    withA({ price: { perHour: { low: 1, point: 9, high: 7 } } }),
    'low 1, point 9, high 7 are not',
  ],
  [
    'a normal that reaches below 0',
    withA({ price: { perHour: { normal: { mean: 7, sd: 2 } } } }),
    'more than 0.000001 of it lies past −2.51',
  ],
  [
    'a lognormal MFU that reaches past 1',
    withA({ speed: { mfu: { lognormal: { median: 0.5, sigma: 0.2 } } } }),
    'give a number above 0 and up to 1',
  ],
  ['an MFU above 1', withA({ speed: { mfu: 1.1 } }), `${ROW}, speed.mfu: is 1.1; give a number above 0 and up to 1`],
  [
    'a speed above the peak',
    withA({ speed: { tokensPerSecond: 3000 } }),
    `${ROW}, speed.tokensPerSecond: is 3,000, and the dense bfloat16 peak of Ling device A allows 2,140`,
  ],
  [
    'a range of speeds that reaches above the peak',
    withA({ speed: { tokensPerSecond: { low: 300, high: 3000 } } }),
    `${ROW}, speed.tokensPerSecond: reaches 2,930, and the dense bfloat16 peak of Ling device A allows 2,140`,
  ],
  [
    'a price so large that its products are no numbers',
    withA({ price: { perHour: 1e308 } }),
    `${ROW}, price.perHour: is 1e+308; give a number between 1e-30 and 1e+30`,
  ],
  [
    'a goodput so small that its products are none',
    withA({ goodput: { low: 1e-300, high: 1e-299 } }),
    `${ROW}, goodput: is 1e-300; give a number between 1e-30 and 1e+30`,
  ],
  ['1e308 tokens', withA({}, { tokens: 1e308 }), 'tokens: is 1e+308; give a number between 1e-30 and 1e+30'],
  [
    'a lognormal without end',
    withA({ price: { perHour: { lognormal: { median: 7, sigma: 100 } } } }),
    'give a number between 1e-30 and 1e+30, with less spread',
  ],
  [
    'two rates between the same currencies',
    withA({ price: USD }, { rates: [...rate('2026-03-01'), { ...rate('2026-03-01')[0], rate: 0.7 }] }),
    'rates row 2: there are two rates USD to CNY; leave one out, or give one as a range',
  ],
  ...['2026-13-01', '2026-02-31', '2026-00'].map((date): [string, unknown, string] => [
    `a rate of ${date}, which would never be stale`,
    withA({ price: USD }, { rates: rate(date) }),
    'rates row 1, date: is no day of the calendar; give a date as 2026, 2026-03 or 2026-03-17',
  ]),
  ['ages on 2026-13-45', withA({}, { asOf: '2026-13-45' }), 'asOf: is no day of the calendar'],
  [
    'an id of two lines, the second a sentence of its own',
    withA({ id: 'a\nLing device A costs 50 % less: cheaper' }),
    'id: has a line break or another control character; give one line of text',
  ],
  [
    'a source of two lines',
    withA({ price: { ...RENT, source: 'a quote\u2028cheaper' } }),
    `${ROW}, price.source: has a line break or another control character`,
  ],
  [
    'two ids whose speeds would draw the same samples, so that a saving had no width',
    {
      ...SMALLEST,
      reference: '36c681ecd6',
      candidates: ['36c681ecd6', '701e4ca202'].map((id, index) => ({
        id,
        chip: 'ling-device-d',
        price: { perHour: 27 + index },
        speed: { tokensPerSecond: { low: 900, high: 1300 } },
      })),
    },
    'seed: with 1 tokensPerSecond/36c681ecd6 and tokensPerSecond/701e4ca202 draw the same samples; give another seed or id',
  ],
  ['no number', withA({ speed: { mfu: 'fast' } }), `${ROW}, speed.mfu: is "fast"; give a number`],
  ['NaN', withA({ speed: { mfu: Number.NaN } }), `${ROW}, speed.mfu: is NaN; give a number`],
  ['an unknown key', withA({ pric: RENT }), `${ROW}, pric: unknown; did you mean price?`],
  [
    'an unknown key of the case',
    withA({}, { curency: 'CNY' }),
    'case.yaml:1: curency: unknown; did you mean currency?',
  ],
  [
    'an unknown key of a price',
    withA({ price: { perHours: 7 } }),
    `${ROW}, price.perHours: unknown; did you mean perHour?`,
  ],
  [
    'an unknown key of a range',
    withA({ price: { perHour: { low: 6, hihg: 7 } } }),
    `${ROW}, price.perHour.hihg: unknown; did you mean high?`,
  ],
  [
    'half a purchase',
    withA({ price: { purchase: 1e5, residual: 0.1, lifeYears: 5 } }),
    `${ROW}, price.upkeepPerYear: is missing; give a number`,
  ],
  [
    'watts of a TDP without a factor for the host',
    withA({ watts: { tdp: true } }),
    `${ROW}, watts.hostFactor: is missing; give a number`,
  ],
  [
    'a missing rate',
    withA({ price: USD }),
    `${ROW}, price: is in USD and the case in CNY; give rates: [{from: USD, to: CNY,`,
  ],
  [
    'a rate of the other direction alone',
    withA({ price: USD }, { rates: [{ from: 'CNY', to: 'USD', rate: 0.14, date: '2026-01' }] }),
    'a rate is not turned round',
  ],
  [
    'a stale rate',
    withA({ price: USD }, { rates: rate('2026-01-01'), asOf: '2026-07-01' }),
    'case.yaml:1: rates row 1, date: the rate USD to CNY is of 2026-01-01, 181 days before 2026-07-01; give one of the last 180 days',
  ],
  [
    'unlike kinds of price',
    withA({ price: { perHour: 7, kind: 'fair' } }),
    `${ROW}, price: is of kind fair and that of the reference ling-device-d of kind rent; a saving needs one kind`,
  ],
  [
    'owned beside rented',
    withA({ price: owned, watts: 500 }),
    `${ROW}, price: is of kind owned and that of the reference`,
  ],
  [
    'reserved hours without a utilisation',
    withA({ billed: 'reserved' }),
    `${ROW}, billed: is reserved, so that idle hours are paid too; give utilisation`,
  ],
  [
    'float8 on a chip without it',
    withA({ dtype: 'float8' }, { precision: 'mixed' }),
    `${ROW}: the catalog has no float8 peak of Ling device A`,
  ],
  [
    'unlike dtypes',
    withA({ dtype: 'float16' }),
    `${ROW}: is of float16 and the reference ling-device-d of bfloat16; give both one dtype, or precision: mixed`,
  ],
  ['a dtype that is none', withA({ dtype: 'fp8' }), `${ROW}, dtype: is "fp8"; give float32 or`],
  [
    'a reference that is no candidate',
    withA({}, { reference: 'nvidia-h800' }),
    "reference: 'nvidia-h800' is none of the candidates",
  ],
  ['one id twice', withA({ chip: 'ling-device-d' }), "'ling-device-d' is there twice; give each an id of its own"],
  ['what is no case', 'a text', 'case: is "a text"; give its fields: schema, model,'],
  ['an empty file', '', 'give its fields: schema, model,'],
  ['no candidates', { ...SMALLEST, candidates: [] }, 'candidates: is []; give at least 1'],
  [
    'shares that do not add up',
    withA({}, { fleets: [{ id: 'f', shares: { 'ling-device-d': 0.5, [A]: 0.6 } }] }),
    'fleets row 1 (f), shares: add up to 1.1; give shares of the tokens that add up to 1',
  ],
  [
    'a negative share',
    withA({}, { fleets: [{ id: 'f', shares: { 'ling-device-d': 1.5, [A]: -0.5 } }] }),
    'fleets row 1 (f), shares.ling-device-a: is -0.5; give more than 0',
  ],
  [
    'a fleet of strangers',
    withA({}, { fleets: [{ id: 'f', shares: { 'ling-device-x': 1 } }] }),
    "unknown candidate 'ling-device-x': did you mean",
  ],
  [
    'a fleet under the name of a candidate',
    withA({}, { fleets: [{ id: A, shares: { [A]: 1 } }] }),
    `'${A}' is there twice`,
  ],
  ['too few samples', withA({}, { samples: 3 }), 'samples: is 3; give 16 or more'],
  ['no tokens', withA({}, { tokens: 0 }), 'tokens: is 0; give more than 0'],
  ['what is no date', withA({}, { asOf: 'today' }), 'give a date as 2026, 2026-03 or 2026-03-17'],
];
