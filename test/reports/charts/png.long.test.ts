import { expect, test } from 'vitest';
import { plotHeightPx } from '../../../reports/charts/configuration.ts';
import type { DrawnPlot } from '../../../reports/charts/plot.ts';
import { pngOf } from '../../../reports/charts/png.ts';
import { madePlots } from './made-plots.ts';

const every: readonly (readonly [string, DrawnPlot])[] = Object.entries(madePlots('en'));

test.each(every)('the chart of kind %s is the same PNG twice, of its height', (_, plot) => {
  const [first, second] = [pngOf(plot), pngOf(plot)];
  expect(first.equals(second)).toBe(true);
  expect(first.readUInt32BE(20)).toBe(2 * plotHeightPx(plot));
});

test('lines over a chart are in its PNG: another reference is another picture', () => {
  const plot = madePlots('en')['ratio-dots'];
  expect(pngOf(plot).equals(pngOf({ ...plot, reference: 'chip nine' }))).toBe(false);
});
