/** The columns of the decision sheet: savings on one axis, prices beside their break-evens, inputs in words that a buyer reads. */
import { describe, expect, test } from 'vitest';
import { sheetPage } from '../../../../reports/pages/sheet/sheet.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { compared, SMALLEST, withA } from '../../case/compared.ts';

const sheetOf = (given: unknown, language: Language = 'en') =>
  sheetPage({ comparison: compared(given), command: 'moebench compare case.yaml', style: '', language });

describe('the decision sheet', () => {
  const page = sheetOf(withA({ speed: { mfu: { low: 0.13, point: 0.179, high: 0.22 } } }));

  test('draws what is cheaper on the left, says so over the column and in each card, and marks what reaches beyond', () => {
    const axis = />← cheaper<\/text><text[^>]*>dearer →<\/text><text x="([\d.]+)"[^>]*>same</g;
    // A's saving is 20 %: its dot lies left of zero.
    const [, dot] = /<circle cx="([\d.]+)"/.exec(page) ?? [];
    const [, zero] = /<line class="zero" x1="([\d.]+)"/.exec(page) ?? [];
    expect(Number(dot)).toBeLessThan(Number(zero));
    expect([...page.matchAll(axis)]).toHaveLength(2);
    expect(page).not.toContain('<path');
    const dear = sheetOf(withA({ price: { perHour: { low: 7, high: 50 } } }));
    expect(dear).toContain('<path d="M186 4 L198 10 L186 16 Z"/>');
    expect(sheetOf(SMALLEST, 'zh')).toContain('>← 更便宜</text>');
  });

  test('has the price that a cost stands on beside its break-even: a rent, or an hour of an owned device', () => {
    expect(page).toMatch(
      /data-label="Price per hour paid"><span class="main">7 CNY\/h<\/span><\/td>\n<td class="number" data-label="Break-even per hour paid"><span class="main">8\.76 CNY\/h/,
    );
    const owned = sheetOf(
      withA(
        { price: { purchase: 87_600, residual: 0, lifeYears: 5, upkeepPerYear: 876 }, watts: 1000 },
        { mixedPrices: true, utilisation: 0.5, power: { pricePerKWh: 0.6, pue: 1.5 } },
      ),
    );
    expect(owned).toContain(
      '<span class="main">5.1 CNY/h</span><small>per hour at work</small><small>bought for 87,600 CNY</small>',
    );
    expect(owned).toMatch(/Break-even per hour paid"><span class="main">[\d.]+ CNY\/h<\/span><small>per hour at work</);
  });

  test('says a factor on a speed as a share of that speed, and prices and options by names', () => {
    const projected = (chip: string) => ({ chip, price: { catalog: 'rent-on-demand' }, speed: { project: true } });
    const given = {
      ...{
        model: 'deepseek-v3',
        tokens: 1e12,
        currency: 'CNY',
        reference: 'nvidia-h800',
        asOf: '2026-11-23',
        rates: [{ from: 'USD', to: 'CNY', rate: 7, date: '2026-10-09', source: 'a bank' }],
      },
      candidates: ['nvidia-h800', 'amd-mi300x'].map(projected),
    };
    const english = sheetOf(given);
    expect(english).toMatch(
      /projection error of AMD Instinct MI300X<\/td><td[^>]*>as projected<.*% of the projected speed</,
    );
    expect(english).toMatch(/to \d+ % of the projected speed \(95 of 100\)</);
    expect(english).toMatch(/catalog price \(rent on demand/);
    expect(english).not.toMatch(/ times<|sigma|oneOffCost|>billed|rate kind|in the JSON/);
    const chinese = sheetOf(given, 'zh');
    expect(chinese).toMatch(/推算速度的 [\d.]+%/);
    expect(chinese).not.toMatch(/oneOffCost|rateKind|JSON/);
  });
});
