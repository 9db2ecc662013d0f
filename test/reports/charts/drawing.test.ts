/** Where words are drawn, on a canvas as narrow as a phone and as wide as a picture. */
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { describe, expect, test } from 'vitest';
import { configurationOf, plotHeightPx } from '../../../reports/charts/configuration.ts';
import { logEnds, logTicks } from '../../../reports/charts/drawing/numbers.ts';
import { PNG_FONT_FAMILY, registerFonts } from '../../../reports/charts/fonts.ts';
import type { DrawnPlot } from '../../../reports/charts/plot.ts';
import { LIGHT } from '../../../reports/charts/theme.ts';
import { madePlots } from './made-plots.ts';

const made = madePlots('en');
const WIDTHS = [358, 960] as const;

type Word = { readonly text: string; readonly left: number; readonly right: number; readonly y: number };

/** Every word that a chart draws, and the frame of its values. */
function drawnOn(width: number, plot: DrawnPlot) {
  registerFonts();
  const words: Word[] = [];
  let frame = { left: 0, right: 0, top: 0, bottom: 0 };
  const configuration = configurationOf(plot, { ...LIGHT, fontFamily: PNG_FONT_FAMILY });
  const canvas = new ChartJSNodeCanvas({
    width,
    height: plotHeightPx(plot),
    plugins: { modern: ['chartjs-plugin-annotation'] },
  });
  canvas.renderToBufferSync({
    ...configuration,
    options: { ...configuration.options, responsive: false },
    plugins: [
      {
        id: 'listener',
        beforeDraw: ({ ctx }) => {
          const fillText = ctx.fillText.bind(ctx);
          ctx.fillText = (text: string, x: number, y: number) => {
            const { width: wide } = ctx.measureText(text);
            const { e, f } = ctx.getTransform();
            const share = { left: 0, start: 0, center: 0.5, right: 1, end: 1 }[ctx.textAlign];
            words.push({ text, left: e + x - share * wide, right: e + x + (1 - share) * wide, y: f + y });
            fillText(text, x, y);
          };
        },
        afterDraw: ({ chartArea }) => {
          frame = chartArea;
        },
      },
      ...(configuration.plugins ?? []),
    ],
  });
  return { words, frame };
}

const SPREAD = { low: 0.6, high: 1.7 };
const around = (point: number) => ({ point, low: SPREAD.low * point, high: SPREAD.high * point });

describe.each(WIDTHS)('on a canvas of %d px', width => {
  test('ticks of nine decades lie beside each other', () => {
    const [low, high] = [2, 8e7];
    const marks = [low, high].map(point => ({ ...around(point), label: `chip ${point}`, basis: 'measured' as const }));
    const { words, frame } = drawnOn(width, { ...made.dots, groups: [{ label: 'work', marks }] });
    const ticks = words.filter(({ y, text }) => y > frame.bottom && /^[\d.,]+[KMB]?$/.test(text));
    expect(ticks.map(({ text }) => text)).toEqual(['1', '10', '100', '1,000', '10K', '100K', '1M', '10M', '100M']);
    const sorted = ticks.toSorted((a, b) => a.left - b.left);
    for (const [index, { right }] of sorted.slice(0, -1).entries())
      expect(right).toBeLessThan(sorted[index + 1]?.left ?? 0);
  });

  test('names of eight offers that lie close together are in the frame and over no other', () => {
    const offers = Array.from({ length: 8 }, (_, index) => ({
      label: `NVIDIA H${index}00 SXM`,
      basis: 'projected' as const,
      x: around(100_000 * (1 + index / 20)),
      y: around(3 + index / 10),
      onFrontier: index === 0,
    }));
    const { words, frame } = drawnOn(width, { ...made.scatter, offers });
    const names = words.filter(({ text }) => text.startsWith('NVIDIA'));
    expect(new Set(names.map(({ text }) => text)).size).toBe(8);
    for (const { left, right, y } of names) {
      expect([left >= frame.left, right <= frame.right, y > frame.top, y < frame.bottom]).toEqual(Array(4).fill(true));
    }
    for (const [index, a] of names.entries())
      for (const b of names.slice(index + 1))
        expect(Math.abs(a.y - b.y) >= 12 || a.right <= b.left || b.right <= a.left, `${a.text}, ${b.text}`).toBe(true);
  });

  test('names of roofs are in the frame and over no other', () => {
    const roofs = [66, 65, 44, 0.1].map(peak => ({
      label: `a roof at ${peak}`,
      of: 'chip one',
      basis: 'measured' as const,
      peak,
      slope: null,
    }));
    const { words, frame } = drawnOn(width, { ...made.roofline, roofs });
    const names = words.filter(({ text, y }) => text.startsWith('a roof') && y > frame.top);
    expect(names.length).toBeGreaterThan(1);
    for (const { left, right } of names) expect([left >= frame.left, right <= frame.right]).toEqual([true, true]);
    const heights = names.map(({ y }) => y).toSorted((a, b) => a - b);
    expect(heights.slice(1).every((y, index) => y - (heights[index] ?? 0) >= 12)).toBe(true);
  });

  test('words at a step of a history are whole', () => {
    const plot = {
      ...made['time-series'],
      steps: made['time-series'].steps.map(step => ({
        ...step,
        label: '+9.4 % · system.kernel 6.1 → 6.8, driver 570 → 580',
      })),
    };
    const { words, frame } = drawnOn(width, plot);
    const own = words.filter(({ y, left }) => y > frame.top && y < frame.bottom && left > frame.left);
    expect(own.map(({ text }) => text).join(' ')).toContain('confirmed: +9.4 % · system.kernel 6.1 → 6.8');
    for (const { left, right } of own) expect([left >= frame.left, right <= frame.right]).toEqual([true, true]);
  });

  test('a long label of a line is whole, in two lines if it must', () => {
    const label = 'NVIDIA H800 SXM (projected), at 25 CNY/h (rent, on demand)';
    const { words } = drawnOn(width, {
      ...made.dots,
      groups: [{ label: 'work', marks: [{ label, basis: 'measured', point: 1, low: 1, high: 1 }] }],
    });
    const lines = words.filter(({ text }) => label.includes(text) && text.length > 5);
    expect(lines.map(({ text }) => text).join(' ')).toBe(label);
    expect(lines.every(({ right }) => right <= width)).toBe(true);
  });
});

describe('a logarithmic axis', () => {
  test.each([
    [30, 4000, 20, 5000],
    [1, 100, 0.5, 200],
    [0.0021, 0.09, 0.001, 0.1],
    [95, 2e6, 50, 5e6],
  ])('of values from %d to %d goes from %d to %d', (low, high, min, max) => {
    const ends = logEnds([{ point: low, low, high }]);
    expect(ends.min).toBeCloseTo(min, 9);
    expect(ends.max).toBeCloseTo(max, 3);
  });

  test.each([
    [20, 5000, [50, 100, 500, 1000, 5000]],
    [10, 10_000, [10, 100, 1000, 10_000]],
    [20, 100, [20, 50, 100]],
    [1, 1e7, [1, 10, 100, 1000, 10_000, 100_000, 1e6, 1e7]],
    [1, 1e9, [1, 100, 10_000, 1e6, 1e8]],
    [20_000, 2e6, [50_000, 100_000, 500_000, 1e6]],
  ])('from %d to %d has ticks at %j', (min, max, ticks) => {
    const found = logTicks(min, max);
    expect(found).toHaveLength(ticks.length);
    for (const [index, tick] of ticks.entries()) expect(found[index]).toBeCloseTo(tick, 6);
  });
});
