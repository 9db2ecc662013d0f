/** The catalog's pages: every row of the catalog is there, with its source, its date and its age. */
import { describe, expect, test } from 'vitest';
import type { Catalog } from '../../../../reports/catalog/catalog.ts';
import { loadCatalog, loadLinks, loadPower } from '../../../../reports/catalog/load.ts';
import { ageCell } from '../../../../reports/pages/catalog/cells.ts';
import { escapeHtml } from '../../../../reports/pages/frame/html.ts';
import { LANGUAGES } from '../../../../reports/words/language.ts';
import { pagesWith } from '../shipped-pages.ts';

const shipped = loadCatalog();
const rowsOf = (catalog: Catalog) => ({ catalog, power: loadPower(), links: loadLinks() });
const pages = pagesWith({ catalog: rowsOf(shipped) }, 'catalog');
const pageOf = (path: string, from = pages): string => from.find(page => page.path === path)?.text ?? '';

describe('the catalog', () => {
  test('has an anchor for every chip, under its maker, and leads to its prices', () => {
    const chips = pageOf('catalog.html');
    for (const { id, name, vendor } of shipped.chips) {
      expect(chips).toContain(`<tr id="chip-${id}"`);
      const [, maker = ''] = chips.split(`data-group="${vendor}"`);
      expect(maker.split('</tbody>')[0]).toContain(escapeHtml(name));
    }
    for (const { chip } of shipped.prices) expect(chips).toContain(`href="catalog/prices.html#prices-${chip}"`);
  });

  test('has every price, published speed, exchange rate and link', () => {
    const rows = (path: string) => pageOf(path).split('<tr').length - 1;
    const chipsWithPrice = new Set(shipped.prices.map(({ chip }) => chip)).size;
    expect(rows('catalog/prices.html')).toBe(1 + chipsWithPrice + shipped.prices.length);
    expect(rows('catalog/speeds.html')).toBe(1 + shipped.anchors.anchors.length);
    const { prices } = loadPower();
    expect(rows('catalog/rates.html')).toBe(2 + shipped.rates.length + prices.length + 1);
    expect(rows('catalog/links.html')).toBe(2 + loadLinks().chips.length + shipped.variability.length);
  });

  test('has the figures of a data sheet in the units of its headings', () => {
    const [, row = ''] = pageOf('catalog.html').split('<tr id="chip-nvidia-a100"');
    const cells = [...(row.split('</tr>')[0] ?? '').matchAll(/<td class="number"[^>]*>(?:<span[^>]*>)?([^<]*)/g)];
    // 312 TFLOP/s, no FP8, 19.5 TFLOP/s of IEEE float32, 80 GB, 2.039 TB/s, 600 GB/s, 400 W.
    expect(cells.map(match => match[1])).toEqual(['312', '–', '19.5', '80', '2.039', '600', '400']);
  });

  test.each(LANGUAGES)('stays below 400 kB a page in %s', language => {
    for (const { path, text } of pagesWith({ catalog: rowsOf(shipped) }, 'catalog', language)) {
      expect(Buffer.byteLength(text), path).toBeLessThan(400_000);
    }
  });

  test('marks what a source says as English on a Chinese page', () => {
    const prices = pageOf('catalog/prices.html', pagesWith({ catalog: rowsOf(shipped) }, 'catalog', 'zh'));
    expect(prices).toContain('<span lang="en">specialised cloud</span>');
    expect(prices).toContain('按需租赁');
  });
});

describe('the age of a price', () => {
  const text = (date: string, days: number, stale: boolean) => ageCell(date, { days, stale }, 'en').body.html;

  test('is marked where it is stale', () => {
    expect(text('2026-01', 200, true)).toBe('2026-01 <small class="caution">stale: 200 days old</small>');
    expect(text('2026-05', 1, false)).toBe('2026-05 <small>1 day old</small>');
  });

  test('of a price that is younger than the newest record is no negative number', () => {
    expect(text('2026-12', -30, false)).toBe('2026-12 <small>younger than the newest record</small>');
  });

  test('is not known where no record has a day', () => {
    expect(ageCell('2026-12', null, 'en').body.html).toContain('age not known');
  });
});

describe('a row of a user’s file', () => {
  const hostile = '</script><img src=x onerror=alert(1)>';
  const [chip] = shipped.chips;
  if (chip === undefined) throw new Error('the catalog has a chip');
  const catalog: Catalog = {
    ...shipped,
    chips: [
      { ...chip, name: hostile, vendor: hostile, source: `javascript:alert(1) ${hostile}`, overlay: 'mine.yaml' },
    ],
    prices: [],
  };
  const page = pageOf('catalog.html', pagesWith({ catalog: rowsOf(catalog) }, 'catalog'));

  test('shows as text, whatever it holds', () => {
    expect(page).not.toContain('<img src=x');
    expect(page).toContain(escapeHtml(hostile));
    expect(page).not.toContain('href="javascript');
  });

  test('names its file in place of a confidence', () => {
    expect(page).toContain('from mine.yaml');
    expect(page).not.toContain('confidence high');
  });

  test('without a price says so', () => {
    expect(page).toContain('price not known');
  });
});
