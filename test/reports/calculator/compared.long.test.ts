import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRead } from '../../../harness/commands/compare.ts';
import {
  NO_OFFER,
  OFFER_FIELDS,
  type Offer,
  PRICE_FORMS,
  type Settings,
  SPEED_FORMS,
  textsOf,
} from '../../../reports/calculator/settings.ts';
import { yamlOf } from '../../../reports/calculator/yaml.ts';
import { parseCase } from '../../../reports/case/read.ts';
import { UsageError } from '../../../suites/usage-error.ts';
import { calculator, catalog, preset } from './fixture.ts';

const [first = NO_OFFER, second = NO_OFFER] = preset.offers;
const ofTwo = (changes: Partial<Settings>, offer: Partial<Offer> = {}): Settings => ({
  ...preset,
  ...changes,
  offers: [first, { ...second, ...offer }],
});
const ofCli = (settings: Settings) => compareRead(parseCase(yamlOf(settings), 'case.yaml'), {});

test.each<[string, Settings]>([
  ['the preset', preset],
  ['two offers of one chip', ofTwo({}, { chip: first.chip, priceKind: 'rent', rent: '9' })],
  ['a rent by the month in its text', ofTwo({}, { priceKind: 'rent', rent: `6,000 ${preset.currency}/month` })],
  ['a range of MFU and a share of hours', ofTwo({ utilisation: '80..90 %' }, { speedKind: 'mfu', mfu: '20..30 %' })],
  [
    'a device that is owned',
    ofTwo(
      {
        mixedPrices: 'yes',
        utilisation: '0.85',
        pricePerKWh: '0.6',
        pue: '1.2..1.4',
        hostFactor: '1.5',
        discountRate: '5 %',
      },
      { priceKind: 'owned', purchase: '100000..120000', residual: '10 %', lifeYears: '4', upkeepPerYear: '500' },
    ),
  ],
  [
    'a fleet',
    {
      ...ofTwo({ deadlineDays: '60' }, { share: '0.75' }),
      offers: [
        { ...first, share: '25 %' },
        { ...second, share: '0.75' },
      ],
    },
  ],
  [
    'a model that is not listed',
    ofTwo({ model: 'some: model # of mine' }, { speedKind: 'tokensPerSecond', tokensPerSecond: '900' }),
  ],
])('%s costs what `moebench compare case.yaml` says', (name, settings) => {
  const listed = name !== 'a model that is not listed';
  const asked = listed
    ? settings
    : {
        ...settings,
        offers: settings.offers.map(offer => ({ ...offer, speedKind: 'tokensPerSecond', tokensPerSecond: '900' })),
      };
  const answer = calculator(asked);
  if (answer.status === 'refused') throw new Error(answer.message);
  expect(answer.comparison).toEqual(ofCli(asked));
});

/** The message of the command without file, line and row, which the page says by its field. */
const refusalOf = (settings: Settings): string | null => {
  try {
    ofCli(settings);
    return null;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
};

const RENTED = ['nvidia-h800', 'nvidia-h100-sxm', 'amd-mi300x', 'nvidia-h20', 'huawei-ascend-910c', 'nvidia-b200'];
const chips = RENTED.filter(id => catalog.chips.some(chip => chip.id === id));
const range = (least: number, most: number, unit = '') =>
  fc
    .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: 0, max: 3 }))
    .map(([low, width]) => (width === 0 ? `${low}${unit}` : `${low}..${low + width}${unit}`));
const maybe = (text: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), text);
const offer: fc.Arbitrary<Offer> = fc
  .record({
    chip: fc.constantFrom(...chips),
    priceKind: fc.constantFrom(...PRICE_FORMS),
    rentKind: fc.constantFrom('rent-on-demand', 'rent-reserved', 'fair'),
    rent: range(5, 40),
    purchase: range(50_000, 400_000),
    residual: range(0, 30, ' %'),
    lifeYears: range(2, 6),
    upkeepPerYear: range(0, 2000),
    speedKind: fc.constantFrom(...SPEED_FORMS.filter(form => form !== 'published')),
    mfu: range(10, 45, ' %'),
    tokensPerSecond: range(300, 4000),
    watts: maybe(range(400, 1400)),
  })
  .map(texts => textsOf(OFFER_FIELDS, texts));
const settings: fc.Arbitrary<Settings> = fc
  .record({
    offers: fc.array(offer, { minLength: 1, maxLength: 4 }),
    tokens: fc.constantFrom('1e12', '9T', '14.8e12', '300 billion'),
    utilisation: fc.constantFrom('85 %', '0.7..0.95', '60 %'),
    goodput: maybe(range(85, 95, ' %')),
    pricePerKWh: fc.constantFrom('0.6', '0.5..0.8'),
    pue: fc.constantFrom('1.2', '1.1..1.4'),
    hostFactor: fc.constantFrom('1.5', '1.3..1.7'),
    carbon: maybe(range(300, 600)),
    discountRate: maybe(range(3, 9, ' %')),
    deadlineDays: maybe(range(20, 90).map(text => text.split('..')[0] ?? text)),
    billed: fc.constantFrom('', 'used', 'reserved'),
  })
  .map(({ offers, ...ofCase }) => ({
    ...preset,
    ...ofCase,
    mixedPrices: 'yes',
    offers: [{ ...first, watts: '1000' }, ...offers],
  }));

test('200 random settings cost what `moebench compare case.yaml --json` says, and what one refuses the other refuses', () => {
  const count = { compared: 0, refused: 0 };
  fc.assert(
    fc.property(settings, random => {
      const answer = calculator(random);
      if (answer.status === 'refused') {
        count.refused += 1;
        expect(refusalOf(random)).toContain(answer.message);
        return;
      }
      count.compared += 1;
      // Equal to the last bit, so to 1e-9 as well.
      expect(answer.comparison).toEqual(ofCli(random));
    }),
    { seed: 16, numRuns: 200 },
  );
  expect(count.compared).toBeGreaterThan(150);
}, 1_800_000);
