/** The charts as PNG, from the configuration the page uses. */
import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { configurationOf, plotHeightPx } from './configuration.ts';
import type { DrawnPlot } from './plot.ts';
import { LIGHT } from './theme.ts';

const WIDTH_PX = 960;
const fonts = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];

/** Draws one plot on white paper with the font that is shipped with it, so that every machine draws the same letters. */
export function pngOf(plot: DrawnPlot): Buffer {
  const { resolve } = createRequire(import.meta.url);
  for (const font of fonts) GlobalFonts.registerFromPath(resolve(`dejavu-fonts-ttf/ttf/${font}`), 'DejaVu Sans');
  const configuration = configurationOf(plot, { ...LIGHT, fontFamily: 'DejaVu Sans' });
  const canvas = new ChartJSNodeCanvas({
    width: WIDTH_PX,
    height: plotHeightPx(plot),
    backgroundColour: LIGHT.paper,
    // By name, so that it finds the Chart.js of this canvas.
    plugins: { modern: ['chartjs-plugin-annotation'] },
    chartCallback: chartJs => {
      chartJs.defaults.font.family = 'DejaVu Sans';
      chartJs.defaults.devicePixelRatio = 2;
    },
  });
  return canvas.renderToBufferSync({ ...configuration, options: { ...configuration.options, responsive: false } });
}
