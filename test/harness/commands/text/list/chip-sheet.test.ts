/** One chip with its prices and sources; the prices that are due; rates. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { type ListOptions, list } from '../../../../../harness/commands/list.ts';
import { violations } from '../../published.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-sheet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const asOf = '2026-11-20';
const textOf = (options: ListOptions, columns = 120, what = 'chips') =>
  stripVTControlCharacters(list(what, options).text({ columns, verbose: true }));
const chipsOf = (options: ListOptions) => {
  const { document } = list('chips', options);
  if (document.what !== 'chips') throw new Error('a list of chips');
  expect(violations('list', JSON.parse(JSON.stringify(document)))).toEqual([]);
  return document.rows;
};
const PRICE = 'low: 10, high: 10, kind: rent-reserved, offer: null, source: a quote, confidence: high';
const mine = (rows: readonly string[]): string => {
  const path = join(folder, 'mine.yaml');
  writeFileSync(path, `prices: [${rows.join(', ')}]`);
  return path;
};

describe('list chips --chip', () => {
  test('tells the spread of contradicting sources, and each as it was offered', () => {
    const text = textOf({ asOf, chip: 'H800' });
    expect(text).toContain('nvidia-h800 reserved: 7.70–13.35 CNY/h, median 11.34; 2 prices of 2 sources');
    expect(text).toContain('2026-10  78,000 CNY a node-month of 8: server; China; Shanghai Metals Market');
    expect(text).toContain('2026-05-20 stale  45,000–64,000 CNY a node-month of 8: asking prices; China');
    expect(text).toContain('confidence medium');
    expect(chipsOf({ asOf, chip: 'H800' }).map(({ id }) => id)).toEqual(['nvidia-h800']);
  });

  test('lists all chips that a name fits, and says so', () => {
    const text = textOf({ asOf, chip: '910b' });
    expect(text.startsWith("'910b' fits 5 chips.\n")).toBe(true);
    expect(text).toContain('huawei-ascend-910b1 has no price.');
    expect(chipsOf({ asOf, chip: '910b' })).toHaveLength(5);
  });

  test('counts what is too old to be in the spread', () => {
    expect(textOf({ asOf, chip: 'nvidia-h200' })).toMatch(
      /nvidia-h200 on demand: 2\.50–7\.00 USD\/h, median [\d.]+; 11 prices of 9 sources, 1 older\n/,
    );
  });

  test('has one price alone where that is the user’s', () => {
    const catalog = mine([
      `{chip: nvidia-h800, currency: CNY, date: 2026-11-01, taxIncluded: true, notes: 'Paid ahead.', ${PRICE}}`,
    ]);
    const text = textOf({ asOf, chip: 'H800', catalog });
    expect(text).toContain('nvidia-h800 reserved: 10.00 CNY/h; 1 price\n');
    expect(text).toContain('2026-11-01  10 CNY an hour: tax included; a quote; from mine.yaml. Paid ahead');
  });

  test.each([
    ['H900', "unknown chip 'H900': did you mean"],
    ['zzzz', "unknown chip 'zzzz': known: nvidia-a100, "],
  ])('%s is refused with near names', (chip, said) => {
    expect(() => list('chips', { asOf, chip })).toThrow(said);
  });

  test('is of chips alone', () => {
    expect(() => list('models', { chip: 'H800' })).toThrow('--chip is of chips; moebench list models has no prices');
    expect(() => list('rates', { stale: true })).toThrow('--stale is of chips');
  });
});

describe('list chips --stale', () => {
  test('has the prices that no newer row replaces, the oldest first, with their age in days', () => {
    const rows = textOf({ asOf, stale: true })
      .split('\n')
      .map(line => line.trim().split(/\s{2,}/));
    // 2021-12-06 to 2026-11-20: five years, two of them with a leap day passed (2024), less 16 days: 1810.
    expect(rows[1]?.slice(0, 5)).toEqual(['amd-mi250x', 'to buy', '14,500 USD', '2021-12-06', '1810']);
    const days = rows.slice(1).flatMap(([, , , , age]) => (age === undefined ? [] : [Number(age)]));
    expect(days).toEqual(days.toSorted((a, b) => b - a));
    expect(days.at(-1)).toBeGreaterThan(180);
    // The older of two rows is replaced, not due.
    expect(
      chipsOf({ asOf, stale: true }).flatMap(({ prices }) => prices.filter(({ age }) => age?.stale !== true)),
    ).toEqual([]);
    expect(textOf({ asOf, stale: true })).not.toContain('45,000');
  });

  test('follows --as-of, and says where nothing is stale', () => {
    const due = (day: string) => chipsOf({ asOf: day, stale: true }).flatMap(({ prices }) => prices).length;
    expect(due('2027-06-01')).toBeGreaterThan(due('2026-11-20'));
    expect(textOf({ asOf: '2021-12-07', stale: true })).toBe('No price is stale on 2021-12-07.\n');
  });

  test('no longer has a price that the user renewed', () => {
    const stale = (options: ListOptions) =>
      chipsOf({ asOf, stale: true, chip: 'amd-mi325x', ...options }).flatMap(({ prices }) =>
        prices.map(({ kind }) => kind),
      );
    expect(stale({})).toEqual(['rent-on-demand']);
    const catalog = mine([
      `{chip: amd-mi325x, currency: USD, date: 2026-11-01, ${PRICE.replace('reserved', 'on-demand')}}`,
    ]);
    expect(stale({ catalog })).toEqual([]);
  });
});

describe('list rates', () => {
  test('leaves the sources out where the terminal is narrow', () => {
    const lines = textOf({ asOf }, 80, 'rates').split('\n');
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80);
    expect(lines.join('\n')).toContain('Left out at this width: source; --json has them.');
  });

  test('marks what is dated after the day that is asked for', () => {
    const { document } = list('rates', { asOf: '2024-01-01' });
    if (document.what !== 'rates') throw new Error(document.what);
    const exchange = document.rows.filter(({ rate }) => rate?.includes(' per ') && !rate.includes('kWh'));
    expect(new Set(exchange.filter(({ date = '' }) => date > '2024-01-01').map(({ stale }) => stale))).toEqual(
      new Set(['dated later']),
    );
  });

  test('has exchange rates, newest first, the price of a kWh and the PUE, with what is stale', () => {
    const lines = textOf({ asOf }, 300, 'rates').split('\n');
    expect(lines[1]).toMatch(/^ {2}CNY per USD {2}6\.7074 +market rate of the day +2026-10-09 {2,}Frankfurter/);
    expect(lines.find(line => line.includes('EUR per kWh'))).toMatch(/0\.1902 .*2025-06 +\d+ days/);
    expect(lines.find(line => line.includes('PUE'))).toContain('1.52');
    expect(violations('list', JSON.parse(JSON.stringify(list('rates', { asOf }).document)))).toEqual([]);
  });
});
