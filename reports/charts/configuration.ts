/** From a plot to a Chart.js configuration: the same for the page and for the PNG. */
import type { ChartConfiguration } from 'chart.js';
import { barConfiguration, barsHeightPx } from './bars.ts';
import { curveConfiguration, curvesHeightPx } from './curves.ts';
import { dotConfiguration, dotsHeightPx } from './dots.ts';
import type { DrawnPlot } from './plot.ts';
import { pointConfiguration, pointsHeightPx } from './points.ts';
import type { Theme } from './theme.ts';

export function configurationOf(plot: DrawnPlot, theme: Theme): ChartConfiguration {
  switch (plot.kind) {
    case 'dots':
      return dotConfiguration(plot, theme);
    case 'bars':
      return barConfiguration(plot, theme);
    case 'curves':
      return curveConfiguration(plot, theme);
    case 'points':
      return pointConfiguration(plot, theme);
  }
}

export function plotHeightPx(plot: DrawnPlot): number {
  switch (plot.kind) {
    case 'dots':
      return dotsHeightPx(plot);
    case 'bars':
      return barsHeightPx(plot);
    case 'curves':
      return curvesHeightPx();
    case 'points':
      return pointsHeightPx(plot);
  }
}
