/** The charts as PNG, from the configuration the page uses. */
import { createRequire } from 'node:module';
import type * as NodeCanvas from 'chartjs-node-canvas';
import { configurationOf, plotHeightPx } from './configuration.ts';
import { PNG_FONT_FAMILY, registerFonts } from './fonts.ts';
import type { DrawnPlot } from './plot.ts';
import { LIGHT } from './theme.ts';

/** For what takes long to load and few commands use. */
const load = createRequire(import.meta.url);

const WIDTH_PX = 960;
/** Of a sharp screen, and of print. */
const SHARPEST = 2;
/** A tall picture is drawn less sharp: twice as sharp is four times the time and thrice the bytes. */
const MOST_PIXELS = 1_500_000;
/** All that the bytes of a picture follow from here. */
export const PICTURE = { WIDTH_PX, SHARPEST, MOST_PIXELS, PNG_FONT_FAMILY } as const;

/** Draws one plot on white paper with the fonts that are shipped with it, so that every machine draws the same letters. */
export function pngOf(plot: DrawnPlot): Buffer {
  registerFonts();
  const configuration = configurationOf(plot, { ...LIGHT, fontFamily: PNG_FONT_FAMILY });
  return canvasOf(plotHeightPx(plot)).renderToBufferSync({
    ...configuration,
    options: { ...configuration.options, responsive: false },
  });
}

/** Each loads a Chart.js of its own, which takes as long as half a picture. */
const CANVASES = new Map<number, NodeCanvas.ChartJSNodeCanvas>();
const MOST_CANVASES = 32;

function canvasOf(height: number): NodeCanvas.ChartJSNodeCanvas {
  const known = CANVASES.get(height);
  if (known !== undefined) return known;
  if (CANVASES.size >= MOST_CANVASES) CANVASES.clear();
  const { ChartJSNodeCanvas }: typeof NodeCanvas = load('chartjs-node-canvas');
  const canvas = new ChartJSNodeCanvas({
    width: WIDTH_PX,
    height,
    backgroundColour: LIGHT.paper,
    // By name, so that it finds the Chart.js of this canvas.
    plugins: { modern: ['chartjs-plugin-annotation'] },
    chartCallback: chartJs => {
      chartJs.defaults.font.family = PNG_FONT_FAMILY;
      chartJs.defaults.devicePixelRatio = pixelRatio(height);
    },
  });
  CANVASES.set(height, canvas);
  return canvas;
}

/** Device pixels a CSS pixel of a picture so high, to a tenth; at least 1. */
export const pixelRatio = (height: number): number =>
  Math.max(1, Math.min(SHARPEST, Math.floor(10 * Math.sqrt(MOST_PIXELS / (WIDTH_PX * height))) / 10));
