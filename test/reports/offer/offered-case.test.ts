/** From offers to a case: reference, currency, speeds, kinds; and what is said of each choice. */
import { describe, expect, test } from 'vitest';
import { parseCase } from '../../../reports/case/read.ts';
import { resolveCase } from '../../../reports/case/resolve.ts';
import { loadPower } from '../../../reports/catalog/load.ts';
import { compare } from '../../../reports/money/comparison.ts';
import { caseText } from '../../../reports/offer/case-text.ts';
import { type OfferedCase, offeredCase, type Question } from '../../../reports/offer/offered-case.ts';
import { parseRate } from '../../../reports/offer/offered-currency.ts';
import { readOffered } from '../../../reports/offer/read-offers.ts';
import { offerReadingText } from '../../../reports/words/offer-readings.ts';
import { refusal } from '../../refusal.ts';
import { pointOf, rowOf, SHIPPED } from '../case/compared.ts';
import { CATALOG, NAMES, offered, QUESTION } from './names.ts';

function caseOf(texts: readonly string[], question: Partial<Question> = {}): OfferedCase {
  const lines = texts.map(text => ({ text, offer: offered(text) }));
  return offeredCase(lines, { ...QUESTION, ...question }, { catalog: CATALOG, power: loadPower(), names: NAMES });
}

const compareOffers = (texts: readonly string[], question: Partial<Question> = {}) =>
  compare(resolveCase(readOffered(caseOf(texts, question)), SHIPPED));

const codesOf = ({ readings }: OfferedCase): readonly string[] => readings.map(({ code }) => code);
const saidOf = ({ readings }: OfferedCase): string => readings.map(reading => offerReadingText(reading)).join(' ');

describe('the case of two offers', () => {
  const made = caseOf(['H800 20 CNY/h', '910B2 7 CNY/h mfu 0.25']);

  test('has a row for each, with the price and speed that the offer states', () => {
    expect(made.value).toEqual({
      model: 'ling-plus',
      tokens: 1e12,
      currency: 'CNY',
      reference: 'nvidia-h800',
      asOf: '2026-11-26',
      candidates: [
        { chip: 'nvidia-h800', price: { perHour: 20 }, speed: { project: true } },
        { chip: 'huawei-ascend-910b2', price: { perHour: 7 }, speed: { mfu: 0.25 } },
      ],
    });
  });

  test('says which speed is projected and which offer is the reference', () => {
    expect(saidOf(made)).toContain(
      'No offer states the speed of NVIDIA H800 SXM, so it is projected from published runs.',
    );
    expect(saidOf(made)).toContain('The reference is NVIDIA H800 SXM, an H800 that is offered');
  });

  test('written as YAML and read again is compared to the same figures', () => {
    const direct = compare(resolveCase(readOffered(made), SHIPPED));
    const again = compare(resolveCase(parseCase(caseText(made.value), 'saved.yaml'), SHIPPED));
    expect(again).toEqual(direct);
    expect(caseText(made.value)).toContain('tokens: 1e+12\n');
  });

  test('costs what hours times rent are: 10¹² ÷ (3600 × 0.25 × 376e12 ÷ (6 × 28.8e9)) × 7', () => {
    const row = rowOf(compare(resolveCase(readOffered(made), SHIPPED)), 'huawei-ascend-910b2');
    const peak = CATALOG.chips.find(({ id }) => id === 'huawei-ascend-910b2')?.peakFlops.bfloat16 ?? Number.NaN;
    const tokensPerSecond = (0.25 * peak) / (6 * 28.8e9);
    expect(pointOf(row.costPerTrillionTokens)).toBeCloseTo((1e12 / (3600 * tokensPerSecond)) * 7, 0);
  });
});

describe('the reference', () => {
  test('is the chip asked for, by any of its names', () => {
    expect(caseOf(['H800 20 CNY/h', '910B2 7 CNY/h'], { reference: '910B2' }).value.reference).toBe(
      'huawei-ascend-910b2',
    );
  });

  test('is the first offer where no H800 is offered, and that is said', () => {
    const made = caseOf(['H20 6 CNY/h', '910B2 7 CNY/h']);
    expect(made.value.reference).toBe('nvidia-h20');
    expect(codesOf(made)).toContain('reference-first-offered');
  });

  test('is never one of several chips that a name may be', () => {
    expect(caseOf(['910B 7 CNY/h', 'H20 6 CNY/h']).value.reference).toBe('nvidia-h20');
    expect(refusal(() => caseOf(['910B 7 CNY/h']))).toContain('give --reference, one of huawei-ascend-910b1');
  });

  test('that is not offered is refused with what to add', () => {
    expect(refusal(() => caseOf(['H20 6 CNY/h'], { reference: 'H800' }))).toBe(
      "--reference H800: none of the offers is of it (nvidia-h20); add --offer 'H800 …' with its price",
    );
    expect(refusal(() => caseOf(['H20 6 CNY/h'], { reference: 'H8000' }))).toContain("'H8000' is no chip");
  });

  test('of two offers of a chip is the one that is named', () => {
    const texts = ['H800 12 CNY/h spot', 'H800 20 CNY/h reserved'];
    expect(refusal(() => caseOf(texts, { reference: 'H800' }))).toContain('fits nvidia-h800 and nvidia-h800-2');
    expect(caseOf(texts, { reference: 'nvidia-h800-2' }).value.reference).toBe('nvidia-h800-2');
  });
});

test('a name that fits several chips is compared as each of them at the price of the offer, and that is said', () => {
  const made = caseOf(['H800 20 CNY/h', '910B 7 CNY/h']);
  expect(made.texts).toEqual(['H800 20 CNY/h', ...Array(5).fill('910B 7 CNY/h')]);
  expect(saidOf(made)).toContain('910B may be any of 5 chips, and each is compared: Huawei Ascend 910B1, ');
  expect(refusal(() => caseOf(['H800 20 CNY/h', 'Ascend 910 7 CNY/h']))).toContain('fits 7 chips; name one of');
});

describe('currencies', () => {
  const texts = ['H800 2 USD/h', '910B2 7 CNY/h'];

  test('of two kinds need a rate, and the refusal says which', () => {
    expect(refusal(() => caseOf(texts))).toBe(
      'offers are in USD and CNY; give the rate to USD: --rate "1 CNY = … USD 2026-11-20"',
    );
  });

  test('are compared in the one that a rate leads to, else in the one asked for', () => {
    const rates = [parseRate('1 USD = 6.78 CNY 2026-10-01', '2026-11-26')];
    expect(caseOf(texts, { rates }).value).toMatchObject({ currency: 'CNY', rates });
    expect(refusal(() => caseOf(texts, { rates, currency: 'USD' }))).toContain('give the rate to USD');
    expect(refusal(() => caseOf(texts, { rates, currency: 'XYZ' }))).toContain("--currency 'XYZ' is none");
  });

  test('2 USD at 6.78 is 13.56 CNY an hour', () => {
    const rates = [parseRate('USD CNY 6.78', '2026-11-26')];
    const comparison = compareOffers(['H800 2 USD/h 1000 tokens/s', '910B2 13.56 CNY/h 1000 tokens/s'], { rates });
    expect(pointOf(rowOf(comparison, 'huawei-ascend-910b2').saving)).toBeCloseTo(0, 9);
  });

  test('that are not named are those of the other offers, and a shared sign is said', () => {
    const made = caseOf(['H800 4.5万/月', '910B2 ¥7/h']);
    expect(made.value.currency).toBe('CNY');
    expect(saidOf(made)).toContain('¥ is read as CNY (it may be JPY).');
    expect(saidOf(made)).toContain('Offers without a currency are read in CNY: H800 4.5万/月.');
    expect(refusal(() => caseOf(['H800 20/h']))).toContain('no offer names a currency');
  });

  test.each([
    ['1 USD = 7.1 CNY 2026-11-20', { from: 'USD', to: 'CNY', rate: 7.1, date: '2026-11-20' }],
    ['USD CNY 7.1', { from: 'USD', to: 'CNY', rate: 7.1, date: '2026-11-26' }],
    ['1美元=7.05..7.15元', { from: 'USD', to: 'CNY', rate: { low: 7.05, high: 7.15 }, date: '2026-11-26' }],
    ['€ to USD 1.16 2026-11', { from: 'EUR', to: 'USD', rate: 1.16, date: '2026-11' }],
  ])('the rate %s is read', (text, rate) => {
    expect(parseRate(text, '2026-11-26')).toEqual(rate);
  });

  test.each(['7.1', 'USD 7.1', 'USD USD 1', 'one dollar is seven yuan'])("'%s' is no rate", text => {
    expect(refusal(() => parseRate(text, '2026-11-26'))).toContain('give it as "1 USD = 7.1 CNY 2026-11-20"');
  });
});

describe('a speed that no offer states', () => {
  const onH100 = (texts: readonly string[], question: Partial<Question> = {}) =>
    caseOf(texts, { ...question, model: { written: 'deepseek-v3', id: 'deepseek-v3' } });

  test('is the published one of that model, chip and number type, and that is said', () => {
    const made = onH100(['H800 20 CNY/h'], { dtype: 'float8' });
    expect(made.value).toMatchObject({
      candidates: [{ speed: { published: 'deepseek-v3-on-h800-fp8-deepseek-v3-report' } }],
    });
    expect(codesOf(made)).toContain('speed-published');
  });

  test('is projected where it is published in another number type only, and that is said', () => {
    const made = onH100(['H800 20 CNY/h']);
    expect(made.value).toMatchObject({ candidates: [{ speed: { project: true } }] });
    expect(saidOf(made)).toContain(
      'is published in float8 (deepseek-v3-on-h800-fp8-deepseek-v3-report; --dtype float8 uses it)',
    );
  });

  test('of a chip without a peak is asked for: a CPU has a rent, and no cost until its speed is given', () => {
    const made = caseOf(['H800 2 USD/h', 'cpu 0.08 USD/h']);
    expect(saidOf(made)).toContain(
      'no peak of CPU, so no speed is projected (add one to the offer, as 1203 tokens/s).',
    );
    const comparison = compareOffers(['H800 2 USD/h 1000 tokens/s', 'cpu 0.08 USD/h 2 tokens/s']);
    // 0.08 ÷ 2 against 2 ÷ 1000: twenty times the cost.
    expect(pointOf(rowOf(comparison, 'generic-cpu').saving)).toBeCloseTo(-19, 9);
  });
});

describe('amounts', () => {
  const hourOf = (text: string) => {
    const comparison = compareOffers([`${text} 1000 tokens/s/GPU`, 'H100 1 CNY/h 1000 tokens/s']);
    return pointOf(rowOf(comparison, 'nvidia-h800').costPerTrillionTokens) / (1e12 / 1000 / 3600);
  };

  test.each([
    ['H800 480 CNY/day', 20],
    ['H800 3360 CNY/week', 20],
    ['H800 14610 CNY/month', 20],
    ['H800 175320 CNY/year', 20],
    ['H800 116880 CNY/month per node of 8', 20],
    ['H800 22.6 CNY/h incl VAT 13 %', 20],
    ['H800 20 CNY/h excl VAT', 20],
  ])('%s is %d an hour', (text, perHour) => {
    expect(hourOf(text)).toBeCloseTo(perHour, 9);
  });

  test('of a purchase and a rent stand side by side as mixed prices, with what is assumed of the owner', () => {
    const made = caseOf(['H800 20 CNY/h', 'buy 910B2 80000 CNY per node of 8']);
    expect(made.value).toMatchObject({ mixedPrices: true, power: { pue: 1.52 } });
    expect(made.value).toMatchObject({
      candidates: [{}, { price: { purchase: 10_000, lifeYears: { low: 4, high: 6 } } }],
    });
    expect(saidOf(made)).toContain('Assumed from no source for Huawei Ascend 910B2, bought: over 4..6 years, ');
    expect(caseOf(['buy 910B2 80000 CNY', 'buy H800 300000 CNY']).value).not.toHaveProperty('mixedPrices');
  });

  test('that an offer states of an owned device are not assumed', () => {
    const made = caseOf(['buy H800 300000 CNY over 5 years residual 10 % upkeep 6000 CNY/year utilisation 0.8 1000 W']);
    expect(codesOf(made)).not.toContain('ownership-assumed');
    expect(made.value).toMatchObject({
      candidates: [
        {
          price: { purchase: 300_000, lifeYears: 5, residual: 0.1, upkeepPerYear: 6000 },
          utilisation: 0.8,
          watts: 1000,
        },
      ],
    });
  });

  test('that are missing leave a break-even price', () => {
    const comparison = compareOffers(['H800 20 CNY/h 1000 tokens/s', '910B2 500 tokens/s']);
    expect(pointOf(rowOf(comparison, 'huawei-ascend-910b2').breakEvenPricePerHour)).toBeCloseTo(10, 9);
    expect(codesOf(caseOf(['H800 20 CNY/h', '910B2']))).toContain('offer-without-price');
  });

  test('beyond their bounds are refused with the offer that states them', () => {
    expect(refusal(() => compareOffers(['H800 0 CNY/h']))).toContain(
      "--offer 'H800 0 CNY/h': price.perHour: is 0; give",
    );
    expect(refusal(() => compareOffers(['H800 -2 CNY/h']))).toContain("--offer 'H800 -2 CNY/h': price.perHour: is -2;");
    expect(refusal(() => compareOffers(['H800 2 CNY/h mfu 25']))).toContain('speed.mfu: is 25; give');
    expect(refusal(() => compareOffers(['H800 2 CNY/h 1e6 tokens/s']))).toContain(
      "--offer 'H800 2 CNY/h 1e6 tokens/s': speed",
    );
    expect(refusal(() => compareOffers(['H800 x 0 2 CNY/h']))).toContain('devices: is 0');
  });
});
