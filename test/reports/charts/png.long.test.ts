import { expect, test } from 'vitest';
import { plotHeightPx } from '../../../reports/charts/configuration.ts';
import type { DrawnPlot } from '../../../reports/charts/plot.ts';
import { pixelRatio, pngOf } from '../../../reports/charts/png.ts';
import { madePlots } from './made-plots.ts';

const every: readonly (readonly [string, DrawnPlot])[] = Object.entries(madePlots('en'));

test.each(every)('the chart of kind %s is the same PNG twice, of its height', (_, plot) => {
  const [first, second] = [pngOf(plot), pngOf(plot)];
  expect(first.equals(second)).toBe(true);
  const height = plotHeightPx(plot);
  expect(Math.abs(first.readUInt32BE(20) - pixelRatio(height) * height)).toBeLessThanOrEqual(1);
});

test('a tall picture is drawn less sharp, and never less than a pixel a pixel', () => {
  // √(1,500,000 ÷ (960 × 863)) = 1.35, √(1,500,000 ÷ (960 × 500)) = 1.77.
  expect([300, 500, 863, 2000, 9000].map(pixelRatio)).toEqual([2, 1.7, 1.3, 1, 1]);
});

test('a picture does not depend on what was drawn on its canvas before', () => {
  const [plot, other] = [madePlots('en')['ratio-dots'], { ...madePlots('en')['ratio-dots'], reference: 'chip nine' }];
  const alone = pngOf(plot);
  pngOf(other);
  expect(pngOf(plot).equals(alone)).toBe(true);
});

test('lines over a chart are in its PNG: another reference is another picture', () => {
  const plot = madePlots('en')['ratio-dots'];
  expect(pngOf(plot).equals(pngOf({ ...plot, reference: 'chip nine' }))).toBe(false);
});
