/** Writes a segment's name into it where there is room, so that colour is never the only sign. */
import type { Plugin } from 'chart.js';

const MARGIN_PX = 6;

export const segmentNames: Plugin = {
  id: 'segmentNames',
  afterDatasetsDraw(chart) {
    const { ctx, data } = chart;
    ctx.save();
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.font = `600 11px ${chart.options.font?.family ?? 'sans-serif'}`;
    data.datasets.forEach(({ label = '', backgroundColor }, index) => {
      ctx.fillStyle = inkOn(String(backgroundColor));
      for (const element of chart.getDatasetMeta(index).data) {
        const { x, y, base } = element.getProps(['x', 'y', 'base'], true);
        if (Number(x) - Number(base) < ctx.measureText(label).width + MARGIN_PX) continue;
        ctx.fillText(label, (Number(x) + Number(base)) / 2, Number(y));
      }
    });
    ctx.restore();
  },
};

/** Black or white, whichever contrasts more with `#rrggbb` (relative luminance, WCAG 2). */
export function inkOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 0.179 ? '#000000' : '#ffffff';
}
