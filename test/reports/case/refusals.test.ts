/** What is no case: each refused with the row and the fix, or left without a cost and the reason; never a number. */
import { describe, expect, test } from 'vitest';
import { compareAssumptionText } from '../../../reports/words/compare-assumptions.ts';
import { namesOf } from '../../../reports/words/input-text.ts';
import { refusal } from '../../refusal.ts';
import { spoken } from '../../spoken.ts';
import { compared, rowOf, SMALLEST, withA } from './compared.ts';
import { A, owned, REFUSED, RENT, rate, USD } from './refused-cases.ts';

describe('a case is refused, with the row and the fix, for', () => {
  test.each(REFUSED)('%s', (_, given, said) => {
    const words = refusal(() => compared(given));
    expect(words).toContain(said);
    expect(words).not.toContain('\n');
  });

  test('YAML that is none, with its line', () => {
    expect(refusal(() => compared('model: ling-plus\ntokens: [1'))).toMatch(/^case\.yaml:2: /);
  });

  test('a row, with the line it stands on', () => {
    const text =
      'model: ling-plus\ntokens: 1e12\ncurrency: CNY\ncandidates:\n  - chip: ling-device-a\n    price: {perHour: -7}\n';
    expect(refusal(() => compared(text))).toBe(
      'case.yaml:6: candidates row 1 (ling-device-a), price.perHour: is -7; give a number above 0',
    );
  });
});

describe('there is no cost, and the reason, for', () => {
  const CONDITIONS = { utilisation: 0.8, power: { pricePerKWh: 0.6, pue: 1.3 } };
  const [d] = SMALLEST.candidates;
  const both = (row: object, all: object = {}) => ({
    ...SMALLEST,
    ...all,
    candidates: [
      { ...d, price: owned, watts: 1000 },
      { chip: A, price: owned, speed: { mfu: 0.2 }, ...row },
    ],
  });

  test.each<[string, unknown, string]>([
    ['no price', withA({ price: undefined }), 'no price is given for Ling device A; the catalog has fair'],
    ['no speed', withA({ speed: undefined }), 'no speed is given for Ling device A'],
    [
      'a kind of price that the catalog lacks',
      {
        ...SMALLEST,
        candidates: [
          { ...d, price: { perHour: 20, kind: 'rent-reserved' } },
          { chip: A, price: { catalog: 'rent-reserved' }, speed: { mfu: 0.2 } },
        ],
      },
      'the catalog has no rent-reserved price for Ling device A; the catalog has fair',
    ],
    [
      'a list price that it lacks',
      both({ price: { ...owned, purchase: 'catalog' }, watts: 500 }, CONDITIONS),
      'the catalog has no list price for Ling device A; give purchase',
    ],
    [
      'an MFU of a peak that nobody states',
      withA({ dtype: 'float16', speed: { mfu: 0.2 } }, { precision: 'mixed' }),
      'the catalog has no float16 peak of Ling device A',
    ],
    [
      'a projection in a type that nobody publishes',
      withA({ dtype: 'float32', speed: { project: true } }, { precision: 'mixed' }),
      'published speeds are of bfloat16 and float8, and say nothing about float32',
    ],
    [
      'results of a chip that no record is of',
      withA({ speed: { from: 'results' } }),
      'no record of Ling device A has a sound backward pass in bfloat16',
    ],
    [
      'owned devices without watts',
      both({}, CONDITIONS),
      'the watts of Ling device A are not given; give watts, or {tdp: true, hostFactor: 1.5}',
    ],
    [
      'a TDP that nobody states',
      both({ watts: { tdp: true, hostFactor: 1.5 } }, CONDITIONS),
      'the catalog has no TDP of Ling device A; give watts',
    ],
    [
      'owned devices without a utilisation',
      both({ watts: 500 }, { power: CONDITIONS.power }),
      'utilisation is not given, and the cost of an owned Ling device A depends on it',
    ],
    [
      'owned devices without a power price',
      both({ watts: 500 }, { ...CONDITIONS, power: { pue: 1.3 } }),
      'power.pricePerKWh is not given',
    ],
    [
      'owned devices without a PUE',
      both({ watts: 500 }, { ...CONDITIONS, power: { pricePerKWh: 0.6 } }),
      'power.pue is not given',
    ],
  ])('%s', (_, given, reason) => {
    // As a file has it: what is undefined is not there.
    const row = rowOf(compared(JSON.stringify(given)), A);
    expect(spoken(row.costPerTrillionTokens)).toMatchObject({
      available: false,
      reason: expect.stringContaining(reason),
    });
    expect(spoken(row.costPerTrillionTokens)).toMatchObject({
      reason: expect.stringMatching(/^cost not known, because /),
    });
    expect(row.saving).toMatchObject({ available: false });
    expect(row).toMatchObject({ verdict: null, breakdown: [], sensitivity: [], onFrontier: false });
  });

  test('any row whose reference has none: its cost stays, its saving says why', () => {
    const comparison = compared(
      JSON.stringify({ ...SMALLEST, candidates: [{ chip: 'ling-device-d' }, SMALLEST.candidates[1]] }),
    );
    const row = rowOf(comparison, A);
    expect(row.costPerTrillionTokens.available).toBe(true);
    expect(spoken(row.saving)).toMatchObject({
      reason: expect.stringContaining('(reference: cost not known, because no price is given'),
    });
    expect(row.breakEvenPricePerHour.available).toBe(false);
  });

  test('a fleet with such a row, which it names', () => {
    const given = withA({ speed: undefined }, { fleets: [{ id: 'f', shares: { 'ling-device-d': 0.5, [A]: 0.5 } }] });
    expect(spoken(rowOf(compared(JSON.stringify(given)), 'f').costPerTrillionTokens)).toMatchObject({
      reason: `${A}: cost not known, because no speed is given for Ling device A`,
    });
  });

  test('a chip without a price still has the rent at which it would cost the same', () => {
    const row = rowOf(compared(JSON.stringify(withA({ price: undefined }))), A);
    expect(row.breakEvenPricePerHour).toMatchObject({ available: true });
  });
});

test.each([
  ['the case’s own, before all that is dated in it', { asOf: '2026-05-05', rates: rate('2026-07-01') }, '2026-05-05'],
  ['the newest that the case bears', { rates: rate('2026-07-01') }, '2026-07-01'],
  ['where it bears none, the newest of its chips in the catalog', {}, '2025-03'],
])('the day is %s', (_, all, day) => {
  expect(compared(withA({}, all)).asOf).toBe(day);
});

test('a rate of exactly 180 days is used', () => {
  const given = withA({ price: USD }, { rates: rate('2026-01-02'), asOf: '2026-07-01' });
  expect(rowOf(compared(given), A).costPerTrillionTokens.available).toBe(true);
});

test('precision: mixed sets unlike dtypes beside each other, and says so', () => {
  const [h800, h20] = ['nvidia-h800', 'nvidia-h20'].map(chip => ({ chip, price: RENT, speed: { mfu: 0.2 } }));
  const given = {
    ...SMALLEST,
    reference: 'nvidia-h800',
    precision: 'mixed',
    candidates: [h800, { ...h20, dtype: 'float8' }],
  };
  const comparison = compared(given);
  expect(comparison.mixedPrecision).toBe(true);
  expect(comparison.assumptions.map(fact => compareAssumptionText(fact, namesOf(comparison))).join(' ')).toContain(
    'Precision is mixed, as the case allows: nvidia-h800 bfloat16, nvidia-h20 float8',
  );
});
