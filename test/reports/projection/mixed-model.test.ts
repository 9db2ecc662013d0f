import { describe, expect, test } from 'vitest';
import { learn, type Place, type Seen, type Settings } from '../../../reports/projection/mixed-model.ts';

/** So many degrees of freedom that a run is normal. */
const NORMAL = 1e12;

const settings = (degreesOfFreedom: number): Settings => ({
  intercept: { mean: -1, sd: 0.5 },
  slopes: [{ mean: 0.5, sd: 0.25 }],
  scales: { effects: { model: 0.2, chip: 0.3, vendor: 0.1, publication: 0.1 }, run: 0.15, degreesOfFreedom },
});

const place = (value: number, model: string | null, chip: string | null): Place => ({
  features: [value],
  groups: { model, chip, vendor: null, publication: null },
});
const seen = (value: number, model: string, chip: string, logShare: number): Seen => ({
  ...place(value, model, chip),
  logShare,
});

describe('the mixed model', () => {
  test('without anything seen, the prior is all there is', () => {
    const { mean, sd } = learn([], settings(NORMAL))(place(2, 'm', 'c'));
    expect(mean).toBeCloseTo(-1 + 0.5 * 2, 12);
    // intercept, slope · 2, four effects, the run.
    expect(sd ** 2).toBeCloseTo(0.25 + 0.25 + 0.04 + 0.09 + 0.01 + 0.01 + 0.0225, 12);
  });

  test('one share moves another place by what they have in common over the variance of what was seen', () => {
    const only = seen(0, 'm', 'c', -0.4);
    // Seen: intercept 0.25, effects 0.04 + 0.09 + 0.01 + 0.01, run 0.0225. In common: intercept and chip.
    const variance = 0.25 + 0.15 + 0.0225;
    const { mean, sd, parts } = learn([only], settings(NORMAL))(place(0, 'other', 'c'));
    expect(mean).toBeCloseTo(-1 + (0.34 / variance) * 0.6, 9);
    expect(sd ** 2).toBeCloseTo(0.25 + 0.15 + 0.0225 - 0.34 ** 2 / variance, 9);
    expect(parts.effects.chip).toBeCloseTo((0.09 / variance) * 0.6, 9);
    expect(parts.effects.model).toBe(0);
  });

  test('a slope is learned from two places that differ in nothing else', () => {
    const rows = [0, 1, 2, 3].map(value => seen(value, 'm', 'c', -1 + 0.9 * value));
    const predict = learn(rows, settings(NORMAL));
    const slope = predict(place(1, null, null)).mean - predict(place(0, null, null)).mean;
    // The rows pull it from 0.5 towards 0.9: Σ(x − x̄)² ÷ run² = 222 against 1 ÷ 0.25² = 16.
    expect(slope).toBeGreaterThan(0.85);
    expect(slope).toBeLessThan(0.9);
  });

  test('the parts add up to the mean', () => {
    const rows = [seen(0, 'a', 'c', -0.4), seen(1, 'b', 'c', -0.1), seen(2, 'a', 'd', -0.9)];
    const { mean, parts } = learn(rows, settings(3))(place(1.5, 'a', 'c'));
    const effects = Object.values(parts.effects);
    expect([parts.intercept, ...parts.features, ...effects].reduce((a, b) => a + b, 0)).toBeCloseTo(mean, 12);
  });

  test('one run that is far off pulls less the longer the tails are', () => {
    const usual = [0, 1, 2, 3].map(i => seen(0, `m${i}`, 'c', -1));
    const rows = [...usual, seen(0, 'm4', 'c', -2.5)];
    const off = (degreesOfFreedom: number): number =>
      Math.abs(learn(rows, settings(degreesOfFreedom))(place(0, null, 'c')).mean + 1);
    expect(off(3)).toBeLessThan(off(NORMAL) / 2);
    expect(off(NORMAL)).toBeGreaterThan(0.1);
  });
});
