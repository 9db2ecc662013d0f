import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../reports/calculator/calculator.ts';
import { NO_OFFER, type Offer, type Settings } from '../../../reports/calculator/settings.ts';
import { calculator, costs, preset } from './fixture.ts';

const [first = NO_OFFER, second = NO_OFFER] = preset.offers;
const ofTwo = (changes: Partial<Settings>, offer: Partial<Offer> = {}): Settings => ({
  ...preset,
  ...changes,
  offers: [first, { ...second, ...offer }],
});

const rowsOf = (answer: Answer) => {
  if (answer.status === 'refused') throw new Error(answer.message);
  return answer.comparison.rows;
};

describe('the calculator', () => {
  test('is set to the known costs of the report at first', () => {
    if (!costs.available) throw new Error('the catalog has known costs');
    const rows = rowsOf(calculator(preset));
    expect(rows).toHaveLength(8);
    for (const row of rows) {
      const { onFrontier: _, ...known } = costs.comparison.rows.find(({ id }) => id === row.id) ?? row;
      expect(row).toMatchObject(known);
    }
  });

  test.each<[string, Settings, object, RegExp]>([
    [
      'a negative rent',
      ofTwo({}, { priceKind: 'rent', rent: '-2' }),
      { of: 'offer', row: 1, field: 'rent' },
      /-2.*give/,
    ],
    [
      'an MFU above one',
      ofTwo({}, { speedKind: 'mfu', mfu: '40' }),
      { of: 'offer', row: 1, field: 'mfu' },
      /40.*40 % is 0.4/,
    ],
    ['words for a PUE', ofTwo({ pue: 'much' }), { of: 'case', field: 'pue' }, /much.*a number/],
    ['a PUE below one', ofTwo({ pue: '0.9' }), { of: 'case', field: 'pue' }, /0.9.*1 or more/],
    ['no tokens', ofTwo({ tokens: '' }), { of: 'case', field: 'tokens' }, /missing/],
    [
      'a deadline of no days',
      ofTwo({ deadlineDays: '0' }),
      { of: 'case', field: 'deadlineDays' },
      /0.*give more than 0/,
    ],
    [
      'a chip that there is not',
      ofTwo({}, { chip: 'nvidia-h801' }),
      { of: 'offer', row: 1, field: 'chip' },
      /did you mean/,
    ],
    ['shares above one', ofTwo({}, { share: '1.2' }), { of: 'offer', row: 1, field: 'share' }, /add up to 1/],
    [
      'a reference that is no offer',
      ofTwo({ reference: 'nvidia-b200' }),
      { of: 'case', field: 'reference' },
      /candidates/,
    ],
    ['an unknown model', ofTwo({ model: 'deepseek-v33' }), { of: 'case', field: 'model' }, /did you mean/],
    [
      'a life of words',
      ofTwo(
        { utilisation: '0.9' },
        { priceKind: 'owned', purchase: '1000', residual: '0', lifeYears: 'long', upkeepPerYear: '0' },
      ),
      { of: 'offer', row: 1, field: 'lifeYears' },
      /long/,
    ],
    [
      'markup for a rent',
      ofTwo({}, { priceKind: 'rent', rent: '</script><img src=x>' }),
      { of: 'offer', row: 1, field: 'rent' },
      /<img/,
    ],
    ['an unknown currency', ofTwo({ currency: 'shells' }), { of: 'case', field: 'currency' }, /shells/],
  ])('%s is refused at its field with the value and the fix', (_, settings, place, message) => {
    const answer = calculator(settings);
    expect(answer).toMatchObject({ status: 'refused', place, message: expect.stringMatching(message) });
  });

  test('gives no verdict where a speed has no interval', () => {
    const rows = rowsOf(calculator(ofTwo({}, { speedKind: 'tokensPerSecond', tokensPerSecond: '900' })));
    expect(rows.find(({ isReference }) => !isReference)?.verdict).toBe('no interval');
  });

  test('gives the same answer again after other settings', () => {
    const before = calculator(preset);
    calculator(ofTwo({ utilisation: '50..60 %' }));
    expect(calculator(preset)).toEqual(before);
  });
});
