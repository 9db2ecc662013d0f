import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { type ListOptions, list } from '../../../../../harness/commands/list.ts';
import { violations } from '../../published.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-list-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const asOf = '2026-07-01';
const linesOf = (options: ListOptions = { asOf }) =>
  stripVTControlCharacters(list('chips', options).text({ columns: 160, verbose: true })).split('\n');
const squeezed = (line: string | undefined) => line?.replace(/\s+/g, ' ').trim();

describe('the list of chips', () => {
  test('has the data sheet of a chip, and what its prices of each kind come to, with the day of the newest', () => {
    const lines = linesOf();
    const at = lines.findIndex(line => line.includes(' nvidia-a800 '));
    // 36,000 ÷ (8 × 730.5) = 6.1602.
    expect(lines.slice(at, at + 2).map(squeezed)).toEqual([
      'nvidia-a800 312 – 19.5 80 2.039 400 medium 5.15–7.80 CNY/h on demand 2 2026-10-04 high',
      '6.16 CNY/h reserved 1 2026-10 medium',
    ]);
  });

  test('says of what no source states that it is not known', () => {
    expect(squeezed(linesOf().find(line => line.includes(' baidu-kunlun-p800 ')))).toBe(
      'baidu-kunlun-p800 345 – – 96 1.6 400 medium –',
    );
  });

  test('flags a price 181 days old, not one of 180', () => {
    const flagged = (day: string) => linesOf({ asOf: day }).some(line => line.includes('2026-05-25 stale'));
    expect([flagged('2026-11-21'), flagged('2026-11-22')]).toEqual([false, true]);
  });

  test('as JSON holds every price with its source and age, newest first, as the published schema has it', () => {
    const { document } = list('chips', { asOf });
    expect(violations('list', JSON.parse(JSON.stringify(document)))).toEqual([]);
    if (document.what !== 'chips') throw new Error('a list of chips');
    expect(document.asOf).toBe(asOf);
    const h800 = document.rows.find(({ id }) => id === 'nvidia-h800');
    expect(h800?.prices.map(({ kind, date, age }) => [kind, date, age?.stale])).toEqual([
      ['rent-on-demand', '2026-10-04', false],
      ['rent-reserved', '2026-10', false],
      ['rent-reserved', '2026-05-20', false],
      ['rent-on-demand', '2026-05', false],
      ['rent-on-demand', '2026-05', false],
      ['fair', '2025-03', true],
      ['assumed', '2024-12', true],
    ]);
    expect(h800?.prices.at(-1)?.source).toContain('DeepSeek-V3');
    // 45,000 and 78,000 ÷ (8 × 730.5); the median of the middles of 7.700 to 10.951, and of 13.347.
    expect(h800?.markets.find(({ kind }) => kind === 'rent-reserved')).toMatchObject({
      low: expect.closeTo(7.7002, 3),
      high: expect.closeTo(13.347, 3),
      point: expect.closeTo(11.3364, 3),
      prices: 2,
      sources: 2,
    });
  });

  test("shows rows of a user's file under its name", () => {
    const catalog = join(folder, 'mine.yaml');
    writeFileSync(
      catalog,
      'prices: [{chip: nvidia-h800, low: 11.5, high: 13, currency: CNY, kind: rent-reserved, offer: ours, date: 2026-06-02, source: a quote, confidence: high}]',
    );
    expect(squeezed(linesOf({ asOf, catalog }).find(line => line.includes(' nvidia-h800 ')))).toContain(
      '11.50–13.00 CNY/h reserved 1 2026-06-02 mine.yaml',
    );
  });
});

describe('a list', () => {
  test.each(['models', 'suites', 'metrics'])('of %s is as the published schema has it', what => {
    expect(violations('list', JSON.parse(JSON.stringify(list(what, {}).document)))).toEqual([]);
  });

  test.each([
    ['chip', {}, "unknown list 'chip': did you mean chips?"],
    ['models', { asOf }, '--as-of is of chips; moebench list models has no prices'],
    ['suites', { catalog: 'x' }, '--catalog is of chips; moebench list suites has no prices'],
    ['chips', { asOf: '2026-13-01' }, "--as-of is '2026-13-01'; give a day as 2026-03-31"],
    ['chips', { catalog: 'nowhere.yaml' }, '--catalog nowhere.yaml: no such file'],
  ])('%s with %j is refused', (what, options, message) => {
    expect(() => list(what, options)).toThrow(message);
  });
});
