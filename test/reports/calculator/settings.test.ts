import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOfSettings, settingsOfHash } from '../../../reports/calculator/hash.ts';
import {
  CASE_FIELDS,
  MOST_OFFERS,
  MOST_RATES,
  OFFER_FIELDS,
  RATE_FIELDS,
  type Settings,
  textsOf,
} from '../../../reports/calculator/settings.ts';
import { preset } from './fixture.ts';

const HOSTILE = '</script><img src=x onerror=alert(1)>&=#%?+ ¥每卡 "\'';

const text = fc.oneof(fc.string(), fc.constantFrom('', '20 CNY/h', '85 %', '0.2..0.3', HOSTILE));
const texts = <Field extends string>(fields: readonly Field[]) =>
  fc
    .array(text, { minLength: fields.length, maxLength: fields.length })
    .map(values =>
      textsOf(
        fields,
        Object.fromEntries(fields.map((field, index) => [field, values[index] ?? ''])) as Record<Field, string>,
      ),
    );
/** A row of which nothing is given is no row. */
const rows = <Field extends string>(fields: readonly Field[], named: Field, minLength: number, maxLength: number) =>
  fc.array(
    texts(fields).map(row => ({ ...row, [named]: row[named] === '' ? 'x' : row[named] })),
    { minLength, maxLength },
  );
const settings: fc.Arbitrary<Settings> = fc
  .tuple(texts(CASE_FIELDS), rows(OFFER_FIELDS, 'chip', 1, MOST_OFFERS), rows(RATE_FIELDS, 'from', 0, MOST_RATES))
  .map(([ofCase, offers, rates]) => ({ ...ofCase, offers, rates }));

describe('the address of the calculator', () => {
  test('gives back whatever was typed, letter by letter', () => {
    fc.assert(
      fc.property(settings, given => {
        expect(settingsOfHash(`#${hashOfSettings(given)}`)).toEqual(given);
      }),
      { seed: 16 },
    );
  });

  test('gives back the preset', () => {
    expect(settingsOfHash(hashOfSettings(preset))).toEqual(preset);
  });

  test.each(['', '#', '#results', '#model=ling-plus', '#0.chip=a', '#9.chip=a', '#constructor=1', '#%'])(
    '%s names no settings',
    hash => {
      expect(settingsOfHash(hash)).toBeNull();
    },
  );

  test('does not take fields that there are not', () => {
    expect(settingsOfHash('#1.chip=a&1.__proto__=b&toString=c')).toEqual({
      ...textsOf(CASE_FIELDS, {}),
      offers: [textsOf(OFFER_FIELDS, { chip: 'a' })],
      rates: [],
    });
  });
});
