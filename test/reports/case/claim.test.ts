/** The claim the project starts from, worked out by hand. */
import { describe, expect, test } from 'vitest';
import { compareAssumptionText } from '../../../reports/words/compare-assumptions.ts';
import { headlineTexts } from '../../../reports/words/compare-headline.ts';
import { namesOf } from '../../../reports/words/input-text.ts';
import { compared, pointOf, rowOf, SMALLEST, withA } from './compared.ts';

describe('the smallest case', () => {
  const comparison = compared(SMALLEST);
  const [d, a] = [rowOf(comparison, 'ling-device-d'), rowOf(comparison, 'ling-device-a')];

  test('device D at 27.5 RMB/h and 1,203 tokens/s costs 6.35 million RMB for 10¹² tokens', () => {
    expect(Math.abs(pointOf(d.costPerTrillionTokens) / 6.35e6 - 1)).toBeLessThan(0.001);
    expect(pointOf(d.deviceHoursPerTrillionTokens)).toBeCloseTo(1e12 / 1203 / 3600, 6);
  });

  test('device A at 17.9 % of its peak does 382.8 tokens/s and costs 5.07 million RMB', () => {
    expect(pointOf(a.tokensPerSecondPerDevice)).toBeCloseTo((0.179 * 370e12) / (6 * 28.8e9), 9);
    expect(pointOf(a.costPerTrillionTokens)).toBeCloseTo((7 * 1e12) / ((0.179 * 370e12) / (6 * 28.8e9)) / 3600, 3);
    expect(a).toMatchObject({ verdict: 'no interval', basis: 'assumed', rateKind: 'training', chip: 'ling-device-a' });
  });

  test('6.35 and 5.08 million are a saving of 20.0 %', () => {
    const speed = (7 * 1e12) / 5.08e6 / 3600;
    const exact = compared(withA({ speed: { tokensPerSecond: speed } }));
    expect(pointOf(rowOf(exact, 'ling-device-a').costPerTrillionTokens)).toBeCloseTo(5.08e6, 3);
    expect(100 * pointOf(rowOf(exact, 'ling-device-a').saving)).toBeCloseTo(20, 1);
  });

  test('the reference saves nothing beside itself, and breaks even at its own rent', () => {
    expect(d).toMatchObject({ isReference: true, saving: { point: 0, low: 0, high: 0 }, verdict: 'no interval' });
    expect(pointOf(d.breakEvenPricePerHour)).toBeCloseTo(27.5, 12);
  });

  test('without a spread no interval has a width, and that is said', () => {
    expect(a.saving).toMatchObject({ low: pointOf(a.saving), high: pointOf(a.saving) });
    expect(comparison.assumptions.map(fact => compareAssumptionText(fact, namesOf(comparison))).join(' ')).toContain(
      'No input has a spread',
    );
  });

  test('the first sentence is that there is no verdict, with the saving and where it is 0; the second what to give', () => {
    expect(headlineTexts(comparison).slice(0, 2)).toEqual([
      'Training Ling-plus on Ling device A compared with Ling device D: no interval, so no verdict. By these assumed speeds it costs 5.07 million CNY for 1 × 10¹² tokens, 1.28 million CNY or 20.1 % less; break-even at a rent of 8.76 CNY/h.',
      'No interval: the speed of Ling device A (MFU 17.9 %) and of Ling device D (1,200 tokens/s); a plain number says nothing about its error. Give a range or a distribution, as {low: …, high: …}.',
    ]);
  });

  test('no sentence calls it cheaper or dearer', () => {
    expect(JSON.stringify(comparison)).not.toMatch(/cheaper|dearer/);
  });
});
