/** Prices that can be read in more than one way, or in none: one line, with the value and the fix. */
import { expect, test } from 'vitest';
import { refusal } from '../../../refusal.ts';
import { compared, withA } from '../compared.ts';

const ROW = 'case.yaml:1: candidates row 2 (ling-device-a), ';
const owned = { purchase: 1e5, residual: 0.1, lifeYears: 5, upkeepPerYear: 0 };

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['a price of 0', { price: { perMonth: 0 } }, 'price.perMonth: is 0; give a number above 0'],
  ['a text of 0', { price: { perHour: '0 CNY/h' } }, 'price.perHour: is 0; give a number above 0'],
  ['a negative price', { price: { perYear: -3 } }, 'price.perYear: is -3; give a number above 0'],
  ['a negative text', { price: '-3 CNY/h' }, 'price: is -3; give a number above 0'],
  ['two periods', { price: { perHour: 7, perMonth: 5000 } }, 'price: has perHour and perMonth; give one'],
  ['no period', { price: { kind: 'rent' } }, 'price: give one of perHour, perMonth and perYear'],
  [
    'a text without a period',
    { price: '7 CNY' },
    'price: does not say for how long; give it as 20 CNY/h, /month or /year',
  ],
  [
    'a text of another period',
    { price: { perHour: '5000 CNY/month' } },
    'price.perHour: is an amount per month in perHour; give perMonth',
  ],
  ['a text by the day', { price: '168 CNY/day' }, 'price: is an amount per day; give perHour: a day has 24 hours'],
  ['a price by the day', { price: { perDay: 168 } }, 'price.perDay: unknown; give perHour: a day has 24 hours'],
  ['a price by the week', { price: { perWeek: 1176 } }, 'price.perWeek: unknown; give perHour: a week has 168 hours'],
  [
    'a price of tokens',
    { price: { perMillionTokens: 2 } },
    'price.perMillionTokens: unknown; a price of tokens is of inference',
  ],
  [
    'a text of a node',
    { price: { perHour: '160 CNY/node/h' } },
    'price.perHour: is for a node; say of how many devices, as perNodeOf: 8',
  ],
  [
    'a text of a node in the place of the price',
    { price: '160 CNY/h/node' },
    'price: is for a node; say of how many devices, as perNodeOf: 8',
  ],
  ['a node of none', { price: { perHour: 160, perNodeOf: 0 } }, 'price.perNodeOf: is 0; give more than 0'],
  [
    'a node of half a device',
    { price: { perHour: 160, perNodeOf: 7.5 } },
    'price.perNodeOf: is 7.5; give a whole number',
  ],
  [
    'two numbers of devices',
    { price: { perHour: 160, perNodeOf: 8, devices: 4 } },
    'price.devices: is 4, and perNodeOf is 8',
  ],
  [
    'two currencies',
    { price: { perHour: '7 USD', currency: 'CNY' } },
    'price: has an amount in USD and currency CNY; give one currency',
  ],
  ['an amount in percent', { price: { perHour: '7 %' } }, "price.perHour: is '7 %'; an amount is no share"],
  [
    'an amount that needs a guess',
    { price: { perHour: 'about 7' } },
    "price.perHour: is 'about 7', and 'about' in it is not understood",
  ],
  ['digits of two readings', { price: { perHour: '1,23,456' } }, 'can be read in more than one way; write 1234.5'],
  ['a range turned round', { price: { perHour: '9..7' } }, 'price.perHour: low 9, high 7 are not in this order'],
  [
    'VAT of 13',
    { price: { perHour: 7, vat: { rate: 13, included: true } } },
    'price.vat.rate: is 13; give a number from 0 up to 1; 13 % is 0.13',
  ],
  [
    'VAT in a range',
    { price: { perHour: 7, vat: { rate: '6..13 %', included: true } } },
    'price.vat.rate: give the rate of VAT as one number, as 0.13 or 13 %',
  ],
  [
    'VAT that is in, without its rate',
    { price: { perHour: 7, vat: { included: true } } },
    'price.vat: is included, and its rate is not given',
  ],
  [
    'VAT that does not say where it is',
    { price: { perHour: 7, vat: { rate: 0.13 } } },
    'price.vat.included: is missing',
  ],
  ['an MFU above 1', { speed: { mfu: 40 } }, 'speed.mfu: is 40; give a number above 0 and up to 1; 40 % is 0.4'],
  [
    'an amount of energy',
    { price: { perHour: '7 CNY/kWh' } },
    "price.perHour: is '7 CNY/kWh'; give it without kilowatt-hour",
  ],
  ['a share of a second', { speed: { mfu: '25 %/s' } }, "speed.mfu: is '25 %/s'; give it without second"],
  [
    'tokens by the hour',
    { speed: { tokensPerSecond: '1203 tokens/h' } },
    "tokensPerSecond: is '1203 tokens/h'; give it without hour",
  ],
  ['tokens in watts', { speed: { tokensPerSecond: '1203 W' } }, 'its unit is not watts'],
  [
    'a price without a period or fields',
    { price: 20 },
    'price: is 20; give it as 20 CNY/h, /month or /year, or its fields: ',
  ],
  ['VAT without fields', { price: { perHour: 7, vat: 0.13 } }, 'price.vat: is 0.13; give its fields: rate, included'],
  [
    'VAT that is in by a word',
    { price: { perHour: 7, vat: { rate: 0.13, included: 'yes' } } },
    'price.vat.included: is "yes"; give true or false',
  ],
  [
    'a comma that YAML took for its own',
    { price: { perMonth: 20, '000元': null } },
    'price.000元: unknown; inside { } a comma ends a value: put an amount with a comma in quotes',
  ],
  ['an MFU with a unit', { speed: { mfu: '40 CNY' } }, "speed.mfu: is '40 CNY'; give it without CNY"],
  ['a tax of 13', { tax: 13 }, 'tax: is 13; give a number from 0 up to 1; 13 % is 0.13'],
  [
    'half a purchase',
    { price: { purchase: 1e5, lifeYears: 4 }, watts: 500 },
    'price.residual: is missing, and so is upkeepPerYear; give a number',
  ],
  ['owned beside rented', { price: owned, watts: 500 }, 'or mixedPrices: true in the case'],
  ['fair beside rented', { price: { perHour: 7, kind: 'fair' } }, 'or mixedPrices: true in the case'],
  [
    'upkeep by the month',
    { price: { ...owned, upkeepPerYear: '500 CNY/month' }, watts: 500 },
    'price.upkeepPerYear: is an amount per month; give it without a period',
  ],
  ['a one-off cost in another currency', { oneOffCost: '1,000,000 USD' }, 'oneOffCost: is in USD; give it in CNY'],
  [
    'interruptions of more than a day',
    { interruptions: { perDay: 30, minutesLost: 60 } },
    'interruptions: lose 125 % of a day; give perDay × minutesLost below 1440',
  ],
])('%s', (_, row, said) => {
  const words = refusal(() => compared(withA(row)));
  expect(words).toContain(said);
  expect(words.startsWith(ROW)).toBe(true);
  expect(words).not.toContain('\n');
});

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['an unknown currency', { currency: 'CNX' }, "currency: unknown currency 'CNX': did you mean"],
  [
    'an unknown currency of a rate',
    { rates: [{ from: 'USX', to: 'CNY', rate: 7, date: '2026-10' }] },
    "rates row 1, from: unknown currency 'USX'",
  ],
  ['tokens in a range', { tokens: '1T..2T' }, "tokens: is '1T..2T'; give one number of tokens"],
  ['no tokens', { tokens: '0' }, 'tokens: is 0; give a number above 0'],
  ['tokens in a range', { tokens: '1T..2T' }, "tokens: is '1T..2T'; give one number of tokens"],
  ['no tokens', { tokens: '0' }, 'tokens: is 0; give a number above 0'],
  ['tokens by the hour', { tokens: '1T/h' }, "tokens: is '1T/h'; give a number of tokens"],
  ['mixedPrices that is no leave', { mixedPrices: 'yes' }, 'mixedPrices: is "yes"; give true'],
])('%s of the case', (_, all, said) => {
  expect(refusal(() => compared(withA({}, all)))).toContain(said);
});

test('a text in another currency than that of the case, without a rate', () => {
  expect(refusal(() => compared(withA({ price: '7 CNY/h' }, { currency: 'EUR' })))).toContain(
    'price: is in CNY and the case in EUR; give rates: [{from: CNY, to: EUR, rate: …, date: …}]',
  );
});
