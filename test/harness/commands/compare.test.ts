/** The door of a buyer's case: the shipped examples, the published schemas, what is printed for a person. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { compareCommand, compareFile } from '../../../harness/commands/compare.ts';
import { comparisonText } from '../../../harness/commands/text/compare/compare-text.ts';
import { SCREEN_LINES } from '../../../harness/commands/text/screen.ts';
import { writtenComparison } from '../../../reports/words/compare-document.ts';
import { refusal } from '../../refusal.ts';
import { compared, withA } from '../../reports/case/compared.ts';
import { violations } from './published.ts';

const FOLDER = join('docs', 'cases');
const EXAMPLES = readdirSync(FOLDER).map(name => join(FOLDER, name));

const textOf = (name: string, verbose: boolean) =>
  stripVTControlCharacters(comparisonText(compareFile(join(FOLDER, name), {}), { columns: 120, verbose }));

describe.each(EXAMPLES)('%s', path => {
  const comparison = compareFile(path, {});

  test('is a case by the published schema', () => {
    expect(violations('case', parse(readFileSync(path, 'utf8')))).toEqual([]);
  });

  test('is compared to a document of the published schema, which JSON carries whole', () => {
    const written = writtenComparison(comparison);
    const document: unknown = JSON.parse(JSON.stringify(written));
    expect(violations('compare', document)).toEqual([]);
    expect(document).toEqual(written);
    expect(written).toMatchObject(comparison);
  });

  test.each([80, 120])('is printed within %i columns, the verdict first', columns => {
    const text = stripVTControlCharacters(comparisonText(comparison, { columns, verbose: true }));
    expect(text.split('\n').filter(line => line.length > columns && !isOneWord(line))).toEqual([]);
    expect(text.startsWith('Training Ling-plus on ')).toBe(true);
    for (const title of TITLES) expect(text).toContain(title);
  });

  test.each([80, 120])('is printed as one screen of %i columns by default, which says what it leaves out', columns => {
    const text = stripVTControlCharacters(comparisonText(comparison, { columns, verbose: false }));
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(SCREEN_LINES);
    expect(lines.filter(line => line.length > columns && !isOneWord(line))).toEqual([]);
    expect(text.startsWith('Training Ling-plus on ')).toBe(true);
    expect(lines.at(-1)).toMatch(/^\d+ more lines with --verbose: .*\.$/);
    for (const { id } of comparison.rows) expect(text).toContain(`\n  ${id}`);
    expect(text).toContain('No speed here is measured');
  });
});

const TITLES = ['What moves the saving', 'Inputs, with their sources', 'Assumptions', 'Not included'];

const isOneWord = (line: string): boolean => !line.trim().includes(' ');

test('the examples are of every form: rented, owned, a fleet, a chip that has no cost', () => {
  const rows = EXAMPLES.flatMap(path => compareFile(path, {}).rows);
  expect(new Set(rows.map(({ priceKind }) => priceKind))).toEqual(
    new Set(['rent', 'rent-reserved', 'rent-spot', 'owned', 'fair', null]),
  );
  expect(rows.some(({ shares }) => shares !== null)).toBe(true);
  expect(rows.some(({ costPerTrillionTokens: cost }) => !cost.available)).toBe(true);
  expect(rows.some(({ breakdown }) => breakdown.length === 4)).toBe(true);
});

test('a table of costs has the bill of all tokens, differences with one sign, and no column of savings', () => {
  const text = textOf('owned.yaml', false);
  expect(text).toContain('10 × 10¹² tokens (bill: the cost of all of them). Amounts in CNY');
  expect(text).toMatch(/^ +bill, million CNY +difference, million CNY +cost difference, % +verdict/m);
  // 4.82 and 2.38 million for 10¹² tokens.
  expect(text).toMatch(
    /^ +huawei-ascend-910b2 +48\.2 \(34\.9 to 64\.1\) +\+24\.5 \(\+11\.9 to \+38\.4\) +\+103 \(\+45\.3 to \+175\) +dearer/m,
  );
  expect(text).toMatch(/cost difference, % +verdict +P\(cheaper\), %$/m);
  expect(text).toMatch(/dearer +< 0\.1$/m);
  expect(textOf('owned.yaml', true)).toMatch(/million CNY per 10¹² tokens/);
  for (const name of ['owned.yaml', 'fleet.yaml', 'domestic.yaml', 'smallest.yaml']) {
    expect(textOf(name, true)).not.toMatch(/saving, %|saving of −|saving is −/);
    expect(textOf(name, true)).not.toMatch(/−[\d.]+ % (less|more)/);
  }
});

test('without an interval there is no column of probabilities', () => {
  expect(textOf('smallest.yaml', true)).not.toContain('P(cheaper)');
});

test('how prices were read is on the first screen', () => {
  const text = textOf('offers.yaml', false).replace(/\n +/g, ' ');
  expect(text).toContain('120,000 CNY/month for a node of 8 ÷ 8 ÷ 730.5 h ÷ 1.13 (VAT) = 18.2 CNY/h per device.');
  expect(text).toContain('¥ is read as CNY (yuan); for yen give JPY.');
  const all = textOf('offers.yaml', true).replace(/\n +/g, ' ');
  expect(all).toContain('NVIDIA H800 SXM is reserved: all hours are paid, and 85 % of them are used.');
  expect(all).toContain('NVIDIA H20: 1.75 interruptions a day of 40 minutes lose 4.86 % of its hours.');
});

test('--json prints one document and nothing else', async () => {
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await compareCommand().parseAsync(['node', 'compare', join(FOLDER, 'smallest.yaml'), '--json']);
  const [only, ...more] = printed.mock.calls.map(([text]) => String(text));
  vi.restoreAllMocks();
  expect(more).toEqual([]);
  expect(JSON.parse(only ?? '')).toMatchObject({ schema: 'moebench.compare/3', currency: 'CNY' });
});

test('the document has the sentence of each reading beside its code', () => {
  const { readings } = writtenComparison(compareFile(join(FOLDER, 'offers.yaml'), {}));
  expect(readings.map(({ code, text }) => [code, text])).toContainEqual([
    'vat-excluded',
    'Prices are compared without VAT (13 %): that of Huawei Ascend 910B2 is stated without it.',
  ]);
});

test('a case that is not there, and a day that is none, are refused', () => {
  expect(refusal(() => compareFile('nowhere.yaml', {}))).toBe('case nowhere.yaml: no such file');
  expect(refusal(() => compareFile(join(FOLDER, 'smallest.yaml'), { asOf: 'now' }))).toContain("--as-of is 'now'");
});

test('a chip that never pays back says so, a stale price is told, and what has no cost says why', () => {
  const text = textOf('owned.yaml', true);
  expect(text).toContain('never');
  expect(text).toContain('Stale: purchase price of Huawei Ascend 910B2: 749 days old on 2026-06-30.');
  const domestic = textOf('domestic.yaml', true);
  expect(domestic).toContain(
    'moore-threads-s5000: cost not known, because no price is given for Moore Threads MTT S5000',
  );
});

test('what changes the meaning of the answer is on the first screen: no interval, stale prices, a chip without a cost', () => {
  expect(textOf('smallest.yaml', false)).toContain('no interval, so no verdict');
  expect(textOf('owned.yaml', false)).toContain('Stale: purchase price of Huawei Ascend 910B2: 749 days old');
  expect(textOf('domestic.yaml', false).replace(/\s+/g, ' ')).toContain(
    'no price is given for Moore Threads MTT S5000',
  );
});

test('porting pays back after the tokens that its cost takes to save', () => {
  // 10 ÷ 1000 against 5 ÷ 1000 an hour's worth: half of 10¹³ ÷ 3.6 × 10⁶ saved for 10¹² tokens.
  const given = withA(
    { price: { perHour: 5 }, speed: { tokensPerSecond: 1000 }, oneOffCost: 1e6 },
    { candidates: undefined },
  );
  const d = { chip: 'ling-device-d', price: { perHour: 10 }, speed: { tokensPerSecond: 1000 } };
  const [, row] = compared({ ...given, candidates: [d, given.candidates[1]] }).rows;
  const saved = (5 * 1e12) / 1000 / 3600;
  expect(row?.paybackTokens).toMatchObject({ available: true, point: expect.closeTo((1e6 / saved) * 1e12, 0) });
});
