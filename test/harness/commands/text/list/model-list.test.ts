import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { modelRows, modelText } from '../../../../../harness/commands/text/list/model-list.ts';

const rows = modelRows();
const lines = stripVTControlCharacters(modelText(rows, { columns: 120, verbose: true })).split('\n');
const lineOf = (start: string) =>
  lines
    .find(line => line.trimStart().startsWith(start))
    ?.replace(/\s+/g, ' ')
    .trim();

describe('the list of models', () => {
  test('fits a terminal of 120 columns', () => {
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(120);
  });

  test('has a line a model: its layer, parameters counted and published, and what of it is run', () => {
    expect(lineOf('deepseek-v3 ')).toBe(
      'deepseek-v3 7168 2048 8 of 256 + 1 swiglu sigmoid 4/8 671 (671) 37.55 (37) all parts',
    );
    expect(lineOf('gpt-oss-20b ')).toBe(
      'gpt-oss-20b 2880 2880 4 of 32 clamped-swiglu softmax 20.91 (20.9) 4.187 (3.6) layer',
    );
    expect(lineOf('gshard-600b ')).toBe('gshard-600b 1024 8192 2 of 2048 relu – 619.1 (600) 1.246 (–) –');
  });

  test('names the convention of a published count that is not ours, and what ours comes to by it', () => {
    const said = lines.join('\n');
    expect(said).toMatch(
      /\n {2}deepseek-v2-lite +2\.4: without the input embedding 2\.451, cut off after 2 digits 2\.4\n/,
    );
    expect(said).toMatch(/\n {2}glam-64b-64e +1200: rounded to 2 digits 1200\n/);
    expect(said).toMatch(/\n {2}switch-xxl +395: with twice as many experts 394\.5\n/);
    expect(said).toMatch(/\n {2}minimax-m1 +45\.9: without the input embedding and the head 45\.94\n/);
  });

  test('says what a count leaves out where it cannot be counted', () => {
    const remark = lines.slice(lines.indexOf('Parameters counted without:')).find(line => line.includes('gshard-600b'));
    expect(remark).toMatch(/^ {2}gshard-600b +the embedding, the decoder’s second attention$/);
  });

  test('says of each model that is not run whole what differs, models of one remark together', () => {
    expect(lineOf('gpt-oss-120b, gpt-oss-20b')).toContain('attention sinks');
    const said = lines.join('\n');
    for (const { model = '', runs } of rows) {
      const mentions = said.split(model).length - 1;
      if (runs !== 'all parts') expect(mentions, model).toBeGreaterThanOrEqual(2);
    }
  });
});
