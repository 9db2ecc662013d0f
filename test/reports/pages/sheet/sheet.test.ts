import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { styleOf } from '../../../../reports/pages/frame/style.ts';
import { unbroken } from '../../../../reports/pages/frame/unbroken.ts';
import { sheetPage } from '../../../../reports/pages/sheet/sheet.ts';
import { writeSheet } from '../../../../reports/pages/sheet/sheet-file.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { compared, SMALLEST, withA } from '../../case/compared.ts';
import { CHROMIUM, FLAGS } from '../chromium.ts';
import { crowded } from './crowded-case.ts';
import { cutCells } from './cut-cells.ts';

const style = styleOf('sheet');
const sheetOf = (given: unknown, language: Language = 'en') =>
  sheetPage({ comparison: compared(given), command: 'moebench compare case.yaml', style, language });

describe('the decision sheet', () => {
  const given = withA({ speed: { mfu: { low: 0.13, point: 0.179, high: 0.22 } } }, { asOf: '2026-11-23' });
  const [d, a] = given.candidates;
  const page = sheetOf({
    ...given,
    candidates: [{ ...d, speed: { tokensPerSecond: { lognormal: { median: 1203, sigma: 0.05 } } } }, a],
  });

  test('asks its question, and answers in the heading', () => {
    expect(page).toContain('What does it cost to train Ling-plus on 1 × 10¹² tokens, beside Ling device D?');
    expect(page).toMatch(
      /<h1>Training Ling-plus on Ling device A is not separable in cost from Ling device D: 5\.07 million CNY for 1 × 10¹² tokens, 1\.28 million CNY or 20\.1 % less \(95 % of/,
    );
  });

  test('in Chinese asks its question and names its columns in Chinese', () => {
    const chinese = sheetOf(SMALLEST, 'zh');
    expect(chinese).toContain('<html lang="zh-Hans">');
    expect(chinese).toContain('用 1 万亿 token 训练 Ling-plus，与 Ling device D 相比成本如何？');
    for (const heading of ['候选方案', '盈亏平衡价（按计费卡时）', '运行卡时（每万亿 token）', '结论的依据'])
      expect(chinese).toContain(`>${heading}<`);
    expect(chinese).not.toMatch(/Candidate|Break-even|Device-hours|Not included|What it rests on/);
    expect(chinese).toContain('--lang zh --sheet sheet.html</code>');
  });

  test('needs no other file: no script, no link, no image, no address', () => {
    expect(page).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
  });

  test('shows speed, hours, cost, saving with its interval and verdict, and the rent it breaks even at', () => {
    for (const fact of [
      '383 tokens/s',
      'MFU 17.9 %',
      '5.07 million CNY',
      '20.1 %',
      '>not separable</small>',
      'P(cheaper) ',
      '1.28 million CNY less',
      'Cost of 1 × 10¹² tokens',
      '8.76 CNY/h',
      '6.35 million CNY',
    ]) {
      expect(page).toContain(fact);
    }
  });

  test('says what would change the answer, what it rests on, what is left out, and how to make it again', () => {
    expect(page).toMatch(/MFU of Ling device A<\/td>.*14\.3 %<\/td>/);
    expect(page).toContain('370 TFLOP/s');
    expect(page).toContain('Not included in any cost: idle hours (only hours used are paid)');
    expect(page).toContain('<code>moebench compare case.yaml --json</code>');
  });

  test('gives every input with one unit, large ones in a unit that can be read', () => {
    expect(page).toContain('<td data-label="Given">7 CNY/h</td>');
    expect(page).toContain('<td data-label="Given">28.8 billion parameters</td>');
    expect(page).toContain('<td data-label="Given">triangular 0.13 to 0.22, mode 0.179</td>');
  });

  test('flags what is stale beside the candidate and at its source', () => {
    const stale = sheetOf(withA({ price: { perHour: 7, source: 'a quote', date: '2025-03' } }, { asOf: '2026-11-23' }));
    expect(stale).toMatch(/<span class="stale">\d stale input/);
    expect(stale).toContain('<span class="stale">Stale: 632 days old on 2026-11-23. </span>a quote');
  });

  test('draws the saving from end to end about one zero for all', () => {
    const [zero, whisker] = [...page.matchAll(/<line[^>]*x1="([\d.]+)"[^>]*x2="([\d.]+)"/g)];
    expect(zero?.[1]).toBe(zero?.[2]);
    expect(Number(whisker?.[1])).toBeLessThan(Number(zero?.[1]));
    expect(Number(whisker?.[2])).toBeGreaterThan(Number(zero?.[1]));
  });

  test('gives a candidate without a speed its reason in place of figures', () => {
    const [d, a] = SMALLEST.candidates;
    const none = sheetOf({
      ...SMALLEST,
      candidates: [d, a, { id: 'no-speed', chip: 'ling-device-b', price: { perHour: 4.5 } }],
    });
    expect(none).toContain('Cost not known, because no speed is given for Ling device B.');
    expect(none).toContain(
      'Of 2 candidates: 1 without a verdict, because a speed has no interval, 1 without a known saving.',
    );
  });

  test('of plain speeds gives no verdict: it says what has no interval and what to give', () => {
    const plain = sheetOf(SMALLEST);
    expect(plain).toContain(
      '<h1>Training Ling-plus on Ling device A compared with Ling device D: no interval, so no verdict.',
    );
    expect(plain).toContain('No interval: the speed of Ling device A (MFU 17.9 %) and of Ling device D');
    expect(plain).toContain('Give a range, as low..high, or a distribution.');
    expect(plain).toContain('<small class="open">no interval</small>');
    const { candidates, ...rest } = crowded();
    const many = sheetOf({ ...rest, candidates: candidates.map(row => ({ ...row, speed: { mfu: 0.2 } })) });
    expect(many).toMatch(/No interval: the speed of [^,]*, of [^,]*, of [^,]* and 8 more; a plain number/);
    expect(plain.replace(/<(style|thead)>.*?<\/\1>|<svg class="whisker axis.*?<\/svg>/gs, '')).not.toMatch(
      /cheaper|dearer/,
    );
  });

  test('says how prices were read, and which evidence disagrees', () => {
    const read = sheetOf(withA({ price: { perMonth: '¥5,113.5' } }));
    expect(read).toContain('Rent of Ling device A: 5,113.5 CNY/month ÷ 730.5 h = 7 CNY/h per device.');
    expect(read).toContain('Ling device A: ¥ is read as CNY (yuan); for yen give JPY.');
    const [h800, b2] = ['nvidia-h800', 'huawei-ascend-910b2'].map(chip => ({
      chip,
      price: { catalog: 'fair' },
      speed: { project: true },
    }));
    const projected = sheetOf({ ...SMALLEST, reference: 'nvidia-h800', candidates: [h800, b2] });
    expect(projected).toMatch(/<p class="quiet">Evidence disagrees: NVIDIA H800 SXM is taken at 1,600 tokens\/s, and/);
    expect(projected).toMatch(/<small>P\(cheaper\) \d+(\.\d+)? %<\/small>/);
  });

  test('of the reference alone says that nothing stands beside it', () => {
    const alone = sheetOf({ ...SMALLEST, candidates: SMALLEST.candidates.slice(0, 1) });
    expect(alone).toContain(
      '<h1>Only the reference Ling device D is in the case: there is nothing to compare it with.</h1>',
    );
    expect(alone).not.toContain('Of 0 candidates');
  });

  test('puts the reference first, then who saves most; more than eight rows are counted', () => {
    const page = sheetOf(crowded());
    const order = [...page.matchAll(/<th scope="row"><span class="main">([^<]*)/g)].map(([, name]) => name);
    expect(order).toHaveLength(8);
    expect(order[0]).toBe('NVIDIA H800 SXM');
    expect(page).toContain(
      '4 more, which save less or whose cost is not known, are in the list of every figure (last line).',
    );
    expect(page).toMatch(/\d+ more inputs are in the list of every figure \(last line\), \w+ of them stale\./);
  });

  test('shows text of a case as text, also where it looks like markup', () => {
    const odd = sheetOf(withA({ id: '<b>a</b>', price: { perHour: 7, source: '</style><script>' } }));
    expect(odd).not.toMatch(/<b>|<script/);
    expect(odd).toContain('&lt;/style&gt;&lt;script&gt;');
  });

  test('is the same, byte for byte, of the same comparison', () => {
    expect(sheetOf(crowded())).toBe(sheetOf(crowded()));
  });
});

const required = process.env.MOEBENCH_REQUIRE_ALL === '1';
const missing = !existsSync(CHROMIUM);
if (missing && !required) test.skip(`the sheet in a browser: ${CHROMIUM} is not here`);

describe.skipIf(missing && !required)('the decision sheet in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moebench-sheet-'));
  const { fleets: _, candidates, ...rest } = crowded();
  const cases = {
    smallest: SMALLEST,
    'as full as sources of two lines may be': { ...rest, candidates: candidates.slice(0, 5) },
    crowded: crowded(),
    'crowded, without an interval': {
      ...crowded(),
      candidates: crowded().candidates.map(row => ({ ...row, speed: { mfu: 0.2 } })),
    },
  };
  const pathOf = (name: string) => join(folder, 'sheets', `${name}.html`);
  let browser: Browser;

  beforeAll(async () => {
    for (const [name, given] of Object.entries(cases))
      writeSheet(pathOf(name), compared(given), 'moebench compare x.yaml');
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(Object.keys(cases))('%s prints on one page of A4', async name => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(pathOf(name)).href);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? [];
    expect([Number(width), Number(height)].map(Math.round)).toEqual([595, 842]);
    await page.close();
  });

  test.each([360, 390, 1280, 1440, 1920])('at %d px shows every figure to its last digit', async width => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    for (const name of Object.keys(cases)) {
      await page.goto(pathToFileURL(pathOf(name)).href);
      expect(await page.evaluate(cutCells)).toEqual([]);
    }
    await page.close();
  });

  test('on A4 no figure reaches past the edge of the paper', async () => {
    // 186 mm of the page at 96 px an inch.
    const page = await browser.newPage({ viewport: { width: 703, height: 1050 } });
    await page.emulateMedia({ media: 'print' });
    for (const name of Object.keys(cases)) {
      await page.goto(pathToFileURL(pathOf(name)).href);
      expect(await page.evaluate(cutCells)).toEqual([]);
    }
    await page.close();
  });

  test.each([
    ['a desktop in light', 1280, 'light'],
    ['a desktop in dark', 1280, 'dark'],
    ['a phone', 360, 'light'],
  ] as const)('on %s asks nobody, and never scrolls sideways', async (_, width, colorScheme) => {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    const requests: string[] = [];
    page.on('request', request => requests.push(request.url()));
    await page.goto(pathToFileURL(pathOf('crowded')).href);
    expect(requests.filter(url => !url.startsWith('file://'))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    const [paper, ink] = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.body);
      return [backgroundColor, color];
    });
    expect([paper, ink]).toEqual(
      colorScheme === 'dark' ? ['rgb(20, 23, 26)', 'rgb(230, 232, 235)'] : ['rgb(255, 255, 255)', 'rgb(31, 35, 40)'],
    );
    await page.close();
  });

  test('the file is the page, with lines that end inside no number', () => {
    const comparison = compared(SMALLEST);
    const built = sheetPage({ comparison, command: 'moebench compare x.yaml', style, language: 'en' });
    expect(readFileSync(pathOf('smallest'), 'utf8')).toBe(unbroken(built));
  });
});
