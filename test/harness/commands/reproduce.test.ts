import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { reproductionText } from '../../../harness/commands/text/reproduce-text.ts';
import { wrapped } from '../../../harness/commands/text/terminal.ts';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { CLAIM_NAMES } from '../../../reports/reproduce/claims.ts';
import { recomputed } from '../../reports/reproduce/recomputed.ts';
import { violations } from './published.ts';

const catalog = loadCatalog();
/** So wide that a step is one line. */
const WIDTH = 160;
const linesOf = (name: string) =>
  stripVTControlCharacters(reproductionText(recomputed(name, catalog), { columns: WIDTH, verbose: true })).split('\n');

describe.each(CLAIM_NAMES)('%s', name => {
  test('is as the published schema has it', () => {
    expect(violations('reproduction', JSON.parse(JSON.stringify(recomputed(name, catalog))))).toEqual([]);
  });

  test('answers first, then says what is said, what follows and what is inferred, in this order', () => {
    const lines = linesOf(name);
    const [first] = recomputed(name, catalog).answer;
    expect(lines[lines.indexOf('') + 1]).toBe(wrapped(first ?? '', WIDTH)[0]);
    const at = ['What the source states', 'What follows by arithmetic', 'What is inferred'].map(heading =>
      lines.indexOf(heading),
    );
    expect(at).not.toContain(-1);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
  });
});

test('a step stands beside what the source says of it, with how far off it is', () => {
  const line = linesOf('deepseek-v3').find(one => one.includes('Days for 10¹²'));
  expect(line).toMatch(/3\.662 days.*stated: 3\.7 days, −1\.02 %$/);
  expect(linesOf('deepseek-v3').find(one => one.includes('Rent of'))).toMatch(/stated: 5,576,000 USD, the same$/);
});

test('after the answer it says whether the arithmetic holds, and whether anything shows the claim', () => {
  const text = (name: string) => linesOf(name).join(' ');
  expect(text('ling-2025')).toContain(
    'Arithmetic: holds. Stated figures that follow from its own numbers within 2 %: 1 of 1.',
  );
  expect(text('ling-2025')).toMatch(/Shown: no\. The paper gives no throughput.* To show it, give tokens per second/);
  expect(text('pangu-ultra-moe')).toContain('Arithmetic: does not hold.');
  expect(text('pangu-ultra-moe')).toContain('within 2 %: 1 of 3. Not: MFU after tuning; MFU before tuning.');
});

test('a mix that no device can reach has a dash, not a number', () => {
  expect(linesOf('ling-2025').find(line => /^ {2}B .*47\.2 %/.test(line))).toMatch(/–/);
});

test('text is broken between words, and a longer word stands alone', () => {
  expect(wrapped('a bc def ghijklmno p', 6)).toEqual(['a bc', 'def', 'ghijklmno', 'p']);
});
