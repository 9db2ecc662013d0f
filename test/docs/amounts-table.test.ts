/** docs/COST.md: what it says about amounts as people write them is what the program reads, and its example of evidence is computed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareFile } from '../../harness/commands/compare.ts';
import { HOURS_OF } from '../../reports/case/price/schema.ts';
import { currencyNamed } from '../../reports/case/written/currency-text.ts';
import { quantityText } from '../../reports/case/written/quantity-text.ts';
import { headlineTexts } from '../../reports/words/compare-headline.ts';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/COST.md'), 'utf8');
const [, section = ''] = /### Amounts as people write them(.*?)\n## /s.exec(text) ?? [];
const rows = section.split('\n').filter(line => line.startsWith('| ') && !line.includes('---'));

test('every example of an amount is read', () => {
  const examples = rows.flatMap(row =>
    [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(match => match[1] ?? ''),
  );
  expect(examples.length).toBeGreaterThan(15);
  expect(examples.filter(example => !quantityText(example).ok)).toEqual([]);
});

test('every name of a currency is read', () => {
  const row = rows.find(line => line.startsWith('| RMB')) ?? '';
  const names = (row.slice(2).split(' | ')[0] ?? '').split(/[,;] /).filter(name => !name.startsWith('any'));
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter(name => currencyNamed(name) === null)).toEqual([]);
});

test('a month and a year have the hours that it states', () => {
  expect(text).toContain(`A month has ${HOURS_OF.month} h, a year ${HOURS_OF.year} h`);
});

test('the saving of an Ascend 910B2 by the projected and by the implied speed of an H800 is as it states', () => {
  const sentence = headlineTexts(compareFile(join(root, 'docs/cases/domestic.yaml'), {})).find(line =>
    line.startsWith('Evidence'),
  );
  const [, other, here] = /costs ([\d.]+) % less, not ([\d.]+) % less/.exec(sentence ?? '') ?? [];
  expect(text.replaceAll('\n', ' ')).toContain(
    `speed an Ascend 910B2 costs ${here} % less, with the implied one ${other} % less`,
  );
});
