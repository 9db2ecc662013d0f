/** The Chinese font of the PNGs has every character of the words. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHINESE_FILE } from '../../../reports/charts/fonts.ts';

const FONT = readFileSync(CHINESE_FILE);

/** Where a table of an OpenType file begins. */
function tableAt(tag: string): number {
  const tables = Array.from({ length: FONT.readUInt16BE(4) }, (_, index) => 12 + 16 * index);
  const entry = tables.find(at => FONT.toString('latin1', at, at + 4) === tag);
  if (entry === undefined) throw new Error(`the font has no ${tag}`);
  return FONT.readUInt32BE(entry + 8);
}

/** The characters of its Unicode table of 16 bits, format 4 (OpenType, cmap). */
function charactersOfFont(): ReadonlySet<number> {
  const cmap = tableAt('cmap');
  const subtables = Array.from(
    { length: FONT.readUInt16BE(cmap + 2) },
    (_, index) => cmap + FONT.readUInt32BE(cmap + 4 + 8 * index + 4),
  );
  const table = subtables.find(at => FONT.readUInt16BE(at) === 4);
  if (table === undefined) throw new Error('the font has no table of format 4');
  const segments = FONT.readUInt16BE(table + 6) / 2;
  return new Set(
    Array.from({ length: segments }, (_, segment) => {
      const last = FONT.readUInt16BE(table + 14 + 2 * segment);
      const first = FONT.readUInt16BE(table + 16 + 2 * segments + 2 * segment);
      return last === 0xffff ? [] : Array.from({ length: last - first + 1 }, (_, index) => first + index);
    }).flat(),
  );
}

const sources = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts'))
    .map(path => readFileSync(join(folder, path), 'utf8'));

/** Han, and the punctuation and full-width forms that stand among it. */
const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/gu;

test('has every Chinese character of reports/words; npm run fonts adds those that are new', () => {
  const font = charactersOfFont();
  const used = new Set(
    [...sources('reports/words').join(''), ...readFileSync('reports/format.ts', 'utf8')].join('').match(CHINESE),
  );
  const missing = [...used].filter(character => !font.has(character.codePointAt(0) ?? 0));
  expect(used.size).toBeGreaterThan(400);
  expect(missing).toEqual([]);
});

test('has no character outside, such as 龘, which then comes from the system', () => {
  expect(charactersOfFont().has('龘'.codePointAt(0) ?? 0)).toBe(false);
});

test('is small enough to be committed', () => {
  expect(FONT.length).toBeLessThanOrEqual(300_000);
});
