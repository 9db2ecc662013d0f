/** A page with a chart of each kind, as the site writes it. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DrawnPlot } from '../../../reports/charts/plot.ts';
import { pngOf } from '../../../reports/charts/png.ts';
import { plotFigure } from '../../../reports/pages/frame/figure.ts';
import { framed } from '../../../reports/pages/frame/frame.ts';
import { html } from '../../../reports/pages/frame/html.ts';
import { ICON_FILE, ICON_SVG } from '../../../reports/pages/frame/icon.ts';
import { chartFile, folderOf, placeOf } from '../../../reports/pages/frame/page.ts';
import { section } from '../../../reports/pages/frame/section.ts';
import { styleOf } from '../../../reports/pages/frame/style.ts';
import type { Language } from '../../../reports/words/language.ts';
import { SCRIPTS } from '../../site/browse.ts';
import { madePlots } from '../charts/made-plots.ts';

export const GALLERY = 'gallery.html';

/** Writes the page into `folder`, and what it loads; its path in the folder is given back. */
export function writeGallery(folder: string, language: Language): string {
  const plots: readonly DrawnPlot[] = Object.values(madePlots(language));
  const place = placeOf(GALLERY, language);
  const body = html`<h1>Charts</h1>${plots.map(plot => section(`${plot.id}-chart`, plot.title, plotFigure(plot, place)))}`;
  const page = { path: GALLERY, section: 'overview', title: 'Charts', summary: 'Charts', body, plots } as const;
  const facts = { language, sections: new Set(['overview'] as const), asOf: null };
  const path = `${folderOf(language)}${GALLERY}`;
  write(folder, path, framed({ ...page, data: {}, scripts: ['page'] }, facts));
  write(folder, 'assets/site.css', styleOf('site'));
  write(folder, ICON_FILE, ICON_SVG);
  copyFileSync(join(SCRIPTS, 'page.js'), join(folder, 'assets/page.js'));
  // One picture stands for all: what is looked at is drawn by the script.
  const picture = pngOf(madePlots(language).dots);
  for (const { id } of plots) write(folder, chartFile(id, language), picture);
  return path;
}

function write(folder: string, path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}
