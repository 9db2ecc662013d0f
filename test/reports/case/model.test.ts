/** A model that is not listed: its name is enough for speeds in tokens/s, its active parameters for an MFU. */
import { describe, expect, test } from 'vitest';
import { headlineTexts } from '../../../reports/words/compare-headline.ts';
import { readingText } from '../../../reports/words/compare-readings.ts';
import { namesOf } from '../../../reports/words/input-text.ts';
import { refusal } from '../../refusal.ts';
import { spoken } from '../../spoken.ts';
import { compared, pointOf, rowOf } from './compared.ts';

const A = 'ling-device-a';
const RATES = [{ tokensPerSecond: 2000 }, { tokensPerSecond: 900 }] as const;
const SHARES = [{ mfu: 0.2 }, { mfu: 0.3 }] as const;

const given = (model: unknown, [d, a]: readonly [object, object]) => ({
  model,
  tokens: 2e12,
  currency: 'CNY',
  reference: 'ling-device-d',
  candidates: [
    { chip: 'ling-device-d', price: { perHour: 20 }, speed: d },
    { chip: A, price: { perHour: 7 }, speed: a },
  ],
});

function said(model: unknown, speeds: readonly [object, object]): string {
  const comparison = compared(given(model, speeds));
  return comparison.readings.map(fact => readingText(fact, namesOf(comparison))).join(' ');
}

describe('with speeds in tokens/s', () => {
  test('a name is enough; its cost needs nothing else', () => {
    const comparison = compared(given('acme-moe-9', RATES));
    // 7 ÷ 900 against 20 ÷ 2000.
    expect(pointOf(rowOf(comparison, A).saving)).toBeCloseTo(1 - 7 / 900 / (20 / 2000), 12);
    expect(comparison.model).toEqual({
      id: 'acme-moe-9',
      name: 'acme-moe-9',
      activeForFlops: null,
      activeBasis: null,
      source: 'the case',
    });
    expect(spoken(rowOf(comparison, A).mfu)).toEqual({
      available: false,
      reason: 'the active parameters of the model are not given',
    });
    expect(comparison.assumptions.map(({ code }) => code)).not.toContain('flops-of-token');
    expect(headlineTexts(comparison)[0]).toContain('Training acme-moe-9 on Ling device A');
  });

  test.each([
    [{ name: 'Acme MoE 9' }],
    [{ activeParameters: 3e9 }],
    [{ totalParameters: 80e9, activeParameters: 3e9 }],
  ])('%o is enough', model => {
    expect(pointOf(rowOf(compared(given(model, RATES)), A).saving)).toBeCloseTo(1 - 7 / 900 / (20 / 2000), 12);
  });

  test('says that the model is not listed, and which listed names are near', () => {
    expect(said('ling-pluss', RATES)).toBe(
      'Not in the list of models: ling-pluss. Only what the case says of it is used; near names: ling-plus.',
    );
    expect(said({ activeParameters: 3e9, totalParameters: 80e9 }, RATES)).toBe(
      'Not in the list of models: the model of the case (3 of 80 billion parameters active). Only what the case says of it is used.',
    );
    expect(said('ling-plus', RATES)).toBe('');
    expect(said({ name: 'Ling-plus' }, RATES)).toBe('');
  });

  test('known active parameters hold a speed to the peak', () => {
    // 370 TFLOP/s ÷ (6 × 100 billion) are 617 tokens/s.
    expect(refusal(() => compared(given({ activeParameters: 100e9 }, RATES)))).toContain(
      'is 2,000, and the dense bfloat16 peak of Ling device D allows 1,650',
    );
  });
});

describe('with an MFU', () => {
  test('active parameters are enough: 6 FLOPs for each of them and a token', () => {
    const row = rowOf(compared(given({ name: 'acme', activeParameters: 3e9 }, SHARES)), A);
    expect(pointOf(row.tokensPerSecondPerDevice)).toBeCloseTo((0.3 * 370e12) / (6 * 3e9), 6);
    expect(pointOf(row.mfu)).toBeCloseTo(0.3, 12);
    expect(row.grounds.find(({ input }) => input === 'activeForFlops/acme')).toMatchObject({
      point: 3e9,
      basis: 'case',
    });
  });

  test('a name alone is refused, with what to give', () => {
    expect(refusal(() => compared(given('acme-moe-9', SHARES)))).toMatch(
      /^case\.yaml:1: model: unknown model 'acme-moe-9'.*model: \{name: acme-moe-9, activeParameters: …\} for an mfu/,
    );
    expect(refusal(() => compared(given({ name: 'acme' }, SHARES)))).toContain(
      'speed.mfu: needs the active parameters of acme; give model: {name: acme, activeParameters: …}, or tokensPerSecond',
    );
  });
});

test('a projection takes active and total parameters, and says what is missing', () => {
  const project = [{ project: true }, { project: true }] as const;
  const row = (model: unknown) => rowOf(compared(given(model, project)), A);
  expect(row({ name: 'acme', activeParameters: 3e9, totalParameters: 80e9 }).basis).toBe('projected');
  expect(JSON.stringify(spoken(row({ name: 'acme', activeParameters: 3e9 }).costPerTrillionTokens))).toContain(
    'no source states how many parameters acme has',
  );
  expect(JSON.stringify(spoken(row({ name: 'acme' }).costPerTrillionTokens))).toContain(
    'the active parameters of the model are not given',
  );
});

test('records are never of a model that is not listed', () => {
  const results = [{ tokensPerSecond: 2000 }, { from: 'results' }] as const;
  expect(JSON.stringify(spoken(rowOf(compared(given({ name: 'acme' }, results)), A).costPerTrillionTokens))).toContain(
    'no record is of acme, which is not in the list of models',
  );
});

test.each<[string, unknown, string]>([
  ['nothing', {}, 'model: give a name, activeParameters or both'],
  ['a negative count', { activeParameters: -3e9 }, 'model.activeParameters: give a number above 0'],
  ['more active than total', { activeParameters: 9e9, totalParameters: 3e9 }, 'model: activeParameters are more than'],
  ['an unknown field', { nmae: 'acme' }, 'model.nmae: unknown; did you mean name?'],
])('a model of %s is refused', (_, model, words) => {
  expect(refusal(() => compared(given(model, RATES)))).toContain(words);
});
