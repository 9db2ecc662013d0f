/** What the amounts of the decision sheet are of: hours paid or at work, with or without taxes, and what each cost leaves out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sheetPage } from '../../../../reports/pages/sheet/sheet.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { compared, SMALLEST, withA } from '../../case/compared.ts';
import { shownTexts } from '../../words/visible-english.ts';

const sheetOf = (given: unknown, language: Language = 'en') =>
  sheetPage({ comparison: compared(given), command: 'moebench compare case.yaml', style: '', language });

const [d, a] = SMALLEST.candidates;
const both = (ofD: object, ofA: object, all: object = {}) => ({
  ...SMALLEST,
  ...all,
  candidates: [
    { ...d, ...ofD },
    { ...a, ...ofA },
  ],
});
const OWNED = { purchase: 113_000, residual: 0, lifeYears: 5, upkeepPerYear: 0 };
const OWNER = { watts: 1000, price: { ...OWNED, vat: { rate: 0.13, included: true } } };
const BUILDING = { utilisation: 0.5, power: { pricePerKWh: 0.6, pue: 1.5 } };

describe('what is not included', () => {
  test('in any cost is said once', () => {
    expect(sheetOf(SMALLEST)).toContain(
      '<p>Not included in any cost: idle hours (only hours used are paid); VAT (prices are taken as stated); goodput (no hour of a run is lost); tax; one-off cost (such as porting).</p>',
    );
    expect(sheetOf(SMALLEST, 'zh')).toContain('<p>各项成本均未计入：空闲时段的租金');
  });

  test('in one cost alone, or in all but one, names the offers', () => {
    const tax = sheetOf(withA({ tax: 0.06 }));
    expect(tax).toContain('Not included in the cost of Ling device D: tax.');
    expect(tax).not.toMatch(/any cost: [^.]*\btax;/);
    const [third] = [{ chip: 'ling-device-b', price: { perHour: 4 }, speed: { mfu: 0.2 } }];
    const three = { ...SMALLEST, candidates: [d, { ...a, goodput: 0.9 }, third] };
    expect(sheetOf(three)).toContain(
      'Not included in any cost but that of Ling device A: goodput (no hour of a run is lost).',
    );
    expect(sheetOf(three, 'zh')).toContain('除 Ling device A 外，其余各项成本均未计入：训练中损失的时间（假定没有）。');
  });

  test('is a one-off cost also where it is given: it is in no cost', () => {
    expect(sheetOf(withA({ oneOffCost: 1e6 }))).toMatch(
      /Not included in any cost: [^.]*one-off cost \(such as porting\)/,
    );
  });

  test('says nothing of an offer without a cost', () => {
    const unpriced = { ...SMALLEST, candidates: [d, a, { chip: 'ling-device-b', speed: { mfu: 0.2 } }] };
    expect(sheetOf(unpriced)).toContain('<p>Not included in any cost: idle hours');
    expect(sheetOf(unpriced)).not.toContain('Not included in any cost but');
  });
});

describe('the base of prices', () => {
  test('is without VAT where every price states it, a purchase price as well', () => {
    const owned = sheetOf(both(OWNER, OWNER, BUILDING));
    expect(owned).toContain('<small>bought for 100,000 CNY before VAT</small>');
    expect(owned).toContain('Costs and prices are without VAT. Prices and break-evens are before tax.');
    expect(owned).toContain('Inputs are listed as given: with VAT where a price includes it.');
    expect(sheetOf(both(OWNER, OWNER, BUILDING), 'zh')).toContain('购置价 10 万元（不含增值税）');
  });

  test('is as it stands where a price says nothing of VAT', () => {
    expect(sheetOf(SMALLEST)).toContain('Prices are taken as they stand: no VAT is taken out.');
    const some = both({}, { price: { perHour: 7.91, vat: { rate: 0.13, included: true } } });
    expect(sheetOf(some)).toContain('Prices that state their VAT are taken without it, the others as they stand.');
    expect(sheetOf(some)).toContain('data-label="Price per hour paid"><span class="main">7 CNY/h</span>');
  });

  test('of owned devices alone is an hour at work, of rented ones an hour paid', () => {
    const owned = sheetOf(both(OWNER, OWNER, BUILDING));
    expect(owned).toContain('>Price per hour at work</th>');
    expect(owned).toContain('>Break-even per hour at work</th>');
    expect(owned).not.toContain('<small>per hour at work</small>');
    expect(sheetOf(SMALLEST)).toContain('>Price per hour paid</th>');
    expect(sheetOf(SMALLEST)).toContain('>Device-hours at work, 10¹² tokens</th>');
  });

  test('says how hours at work and hours paid stand to each other where idle hours are paid', () => {
    const relation = 'Where idle hours are paid, hours paid are hours at work ÷ utilisation.';
    expect(sheetOf({ ...SMALLEST, billed: 'reserved', utilisation: 0.8 })).toContain(relation);
    expect(sheetOf(SMALLEST)).not.toContain(relation);
  });
});

/** Words of the data that a reader of Chinese must not meet. */
const DATA_WORDS =
  /\b(?:published|projected|measured|computed|assumed|sibling|catalog|of (?:the|all|hours)|per year|high|medium|low)\b/;

test.each(['owned', 'offers', 'market', 'domestic', 'smallest'])(
  'in Chinese %s has no basis or unit in English',
  name => {
    const page = sheetOf(readFileSync(join('docs', 'cases', `${name}.yaml`), 'utf8'), 'zh');
    const own = shownTexts(page).map(text => text.replaceAll(/“[^”]*”|low\.\.high/g, ''));
    expect(own.filter(text => DATA_WORDS.test(text))).toEqual([]);
  },
);
