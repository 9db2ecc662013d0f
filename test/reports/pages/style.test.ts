/** What the style of the site promises, looked up in a browser: sizes of type, lines that stay whole, what paper shows. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { styleOf } from '../../../reports/pages/frame/style.ts';
import { unbroken } from '../../../reports/pages/frame/unbroken.ts';
import { CHROMIUM, FLAGS } from './chromium.ts';

const isLacking = !existsSync(CHROMIUM) && process.env.MOEBENCH_REQUIRE_ALL !== '1';
if (isLacking) test.skip(`the style in a browser: ${CHROMIUM} is not here`);

describe.skipIf(isLacking)('the style of the site', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    page = await browser.newPage();
  });
  afterAll(async () => browser?.close());

  const show = async (body: string, width: number): Promise<void> => {
    await page.setViewportSize({ width, height: 800 });
    await page.setContent(unbroken(`<style>${styleOf('site')}</style><body><main>${body}</main></body>`));
  };

  test.each([320, 390, 768, 1280])('at %i px a heading is larger than those below it', async width => {
    await show('<h1>a</h1><h2>a</h2><h3>a</h3><p>a</p>', width);
    const sizes = await page.evaluate(() =>
      ['h1', 'h2', 'h3', 'p'].map(name => {
        const element = document.querySelector(name);
        return element === null ? 0 : Number.parseFloat(getComputedStyle(element).fontSize);
      }),
    );
    const [h1 = 0, h2 = 0, h3 = 0, text = 0] = sizes;
    expect(h1).toBeGreaterThan(h2);
    expect(h2).toBeGreaterThan(h3);
    expect(h3).toBeGreaterThan(text);
  });

  test('at any width a number stands on one line with its unit, and nothing leaves a phone of 320 px', async () => {
    const text =
      'H800 SXM costs 25.7 % less since 2026-01-30, see --include-software and toy-layer-float32-balanced-5d1a683a-5d1a683a ';
    const broken: string[] = [];
    for (let width = 320; width < 560; width += 20) {
      await show(`<h1>${text}</h1><p>${text}</p><p>${text.repeat(3)}</p>`, width);
      const found = await page.evaluate(() => ({
        lines: [...document.querySelectorAll('.whole')].map(element => element.getClientRects().length),
        over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      if (found.over > 0 || found.lines.some(lines => lines !== 1))
        broken.push(`${width} px: ${JSON.stringify(found)}`);
      expect(found.lines.length).toBe(5 * 4);
    }
    expect(broken).toEqual([]);
  });

  test('in print what is folded is open, but for the sources of the catalog, and no control is there', async () => {
    await show(
      '<details><summary>more</summary><p id="folded">a</p></details><details class="origin"><summary>as of</summary><p id="source">a</p></details><div class="filters" id="filters">a</div><div class="filters history-tools" id="series">a</div><p><a id="inside" href="runs/a.html">a</a></p>',
      794,
    );
    const seen = async (id: string): Promise<boolean> =>
      page.locator(`#${id}`).evaluate(element => element.checkVisibility());
    expect([await seen('folded'), await seen('filters'), await seen('series')]).toEqual([false, true, true]);
    await page.emulateMedia({ media: 'print' });
    expect([await seen('folded'), await seen('source')]).toEqual([true, false]);
    expect([await seen('filters'), await seen('series')]).toEqual([false, false]);
    await page.emulateMedia({ media: 'screen' });
  });

  test.each(['light', 'dark'] as const)(
    'in %s the edge of a field has three times the contrast of its paper',
    async colorScheme => {
      await page.emulateMedia({ colorScheme });
      await show('<select><option>a</option></select>', 390);
      const [edge, paper] = await page.evaluate(() => {
        const of = document.querySelector('select');
        return of === null
          ? []
          : [getComputedStyle(of).borderTopColor, getComputedStyle(document.body).backgroundColor];
      });
      expect(contrast(edge ?? '', paper ?? '')).toBeGreaterThanOrEqual(3);
    },
  );

  test('on a phone the fields of a form have one width', async () => {
    await show(
      '<div class="filters"><label>Part<select><option>all</option></select></label><label>Dispatch<select><option>dropless, with capacity</option></select></label></div>',
      390,
    );
    const widths = await page.evaluate(() =>
      [...document.querySelectorAll('select')].map(select => Math.round(select.getBoundingClientRect().width)),
    );
    expect(new Set(widths).size).toBe(1);
  });
});

/** WCAG 2.2: of relative luminances. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [a, b].map(luminance).toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [...colour.matchAll(/\d+/g)].map(([digits]) => {
    const share = Number(digits) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
