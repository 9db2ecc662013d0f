/** The charts as PNG, from the configuration the page uses. */
import { GlobalFonts } from '@napi-rs/canvas';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { configurationOf, plotHeightPx } from './configuration.ts';
import { FONTS, PNG_FAMILY } from './fonts.ts';
import type { DrawnPlot } from './plot.ts';
import { LIGHT } from './theme.ts';

const WIDTH_PX = 960;

/** Draws one plot on white paper with the fonts that are shipped. */
export function pngOf(plot: DrawnPlot): Buffer {
  for (const { family, paths } of FONTS) for (const path of paths) GlobalFonts.registerFromPath(path, family);
  const configuration = configurationOf(plot, { ...LIGHT, fontFamily: PNG_FAMILY });
  const canvas = new ChartJSNodeCanvas({
    width: WIDTH_PX,
    height: plotHeightPx(plot),
    backgroundColour: LIGHT.paper,
    // By name, so that it finds the Chart.js of this canvas.
    plugins: { modern: ['chartjs-plugin-annotation'] },
    chartCallback: chartJs => {
      chartJs.defaults.font.family = PNG_FAMILY;
      chartJs.defaults.devicePixelRatio = 2;
    },
  });
  return canvas.renderToBufferSync({ ...configuration, options: { ...configuration.options, responsive: false } });
}
