/** The door of offers: what is printed, kept and refused. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { saveCase } from '../../../../harness/commands/compare/save.ts';
import { compareCommand, compareFile } from '../../../../harness/commands/compare.ts';
import { comparisonSchema } from '../../../../reports/money/schema.ts';
import { refusal } from '../../../refusal.ts';
import { plainWords } from '../../../reports/plain-words.ts';
import { violations } from '../published.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-offers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

const TWO = ['--offer', 'H800 20 CNY/h', '--offer', '910B2 7 CNY/h mfu 0.25'];
const QUESTION = ['--model', 'ling-plus', '--tokens', '9T', '--as-of', '2026-11-26'];

/** What the command prints on standard output. */
async function printed(...args: string[]): Promise<string> {
  vi.restoreAllMocks();
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await compareCommand().parseAsync(['node', 'compare', ...args]);
  return stripVTControlCharacters(out.mock.calls.map(([text]) => String(text)).join(''));
}

const refused = (...args: string[]) =>
  printed(...args).then(
    () => 'not refused',
    (error: Error) => error.message,
  );

test('two offers are answered without a file, in one screen that says what was read into them', async () => {
  const text = await printed(...QUESTION, ...TWO);
  expect(text.startsWith('Training Ling-plus on Huawei Ascend 910B2 ')).toBe(true);
  expect(text).toContain('Read into the offers');
  expect(text.replaceAll(/\s+/g, ' ')).toContain('the reference is NVIDIA H800 SXM, an H800 that is offered');
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
});

test('--verbose prints the case that the offers make', async () => {
  const text = await printed(...QUESTION, ...TWO, '--verbose');
  const [, yaml = ''] = text.split('The case (--save FILE keeps it)\n');
  const written = parse(yaml);
  expect(violations('case', written)).toEqual([]);
  expect(written).toMatchObject({ model: 'ling-plus', tokens: 9e12, reference: 'nvidia-h800' });
});

test('--json holds the case and the readings, by the published schema', async () => {
  const document = comparisonSchema.parse(JSON.parse(await printed(...QUESTION, ...TWO, '--json')));
  expect(violations('compare', document)).toEqual([]);
  expect(document.offered?.readings.map(({ code, text }) => [code, typeof text])).toContainEqual([
    'reference-h800-offered',
    'string',
  ]);
  expect(document.offered?.case).toMatchObject({ candidates: [{ chip: 'nvidia-h800' }, { speed: { mfu: 0.25 } }] });
});

test('--save keeps a case that compares to the same figures, and names the command that made it', async () => {
  const path = join(folder, 'deep', 'case.yaml');
  const document = JSON.parse(await printed(...QUESTION, ...TWO, '--json', '--save', path));
  const { offered: _, ...rest } = comparisonSchema.parse(document);
  expect(compareFile(path, {}).rows.map(row => row.costOfTraining)).toEqual(rest.rows.map(row => row.costOfTraining));
  expect(readFileSync(path, 'utf8').split('\n')[0]).toBe(
    "# moebench compare --model ling-plus --tokens 9e12 --offer 'H800 20 CNY/h' --offer '910B2 7 CNY/h mfu 0.25' --as-of 2026-11-26",
  );
  expect(readdirSync(join(folder, 'deep'))).toEqual(['case.yaml']);
});

test('--save never replaces a file, and leaves nothing where it fails', async () => {
  const path = join(folder, 'taken.yaml');
  writeFileSync(path, 'mine');
  expect(await refused(...QUESTION, ...TWO, '--save', path)).toBe(
    `--save ${path}: exists already; give another name, or remove it first`,
  );
  expect(readFileSync(path, 'utf8')).toBe('mine');
  const blocked = join(folder, 'blocked');
  mkdirSync(blocked);
  expect(refusal(() => saveCase(blocked, 'text'))).toContain('exists already');
  expect(refusal(() => saveCase(join(path, 'below.yaml'), 'text'))).toContain('a part of the path is a file');
  expect(readdirSync(folder).filter(name => name.endsWith('.part'))).toEqual([]);
});

test('the sheet says what was read into the offers, and the command that makes it again', async () => {
  const path = join(folder, 'sheet.html');
  await printed(...QUESTION, ...TWO, '--sheet', path);
  const page = plainWords(readFileSync(path, 'utf8'));
  expect(page).toContain('Amounts are for one device where an offer names no node.');
  expect(page).toContain('--model ling-plus --tokens 9e12 --offer');
});

test('what is missing is named with the option that gives it', async () => {
  expect(await refused()).toBe(
    'give a case (examples in docs/cases), or --model, --tokens and --offer, or --new to be asked',
  );
  expect(await refused('--tokens', '9T', ...TWO)).toContain('--model is missing');
  expect(await refused('--model', 'ling-plus', ...TWO)).toContain('--tokens is missing');
  expect(await refused('--model', 'ling-plus', '--tokens', '9T')).toContain('--offer is missing');
  expect(await refused('--model', 'ling-plu', '--tokens', '9T', ...TWO)).toContain("unknown model 'ling-plu'");
});

test('--new without a terminal is refused in one line', async () => {
  expect(await refused('--new')).toBe(
    '--new asks on a terminal, and there is none; give --model, --tokens and --offer',
  );
});

test('a case file and offers are not taken together', async () => {
  expect(await refused('docs/cases/smallest.yaml', '--offer', 'H800 20 CNY/h')).toBe(
    '--offer is of offers, and docs/cases/smallest.yaml is a case; leave one of them out',
  );
});

test('a model that is not listed needs its name alone where every offer states tokens/s', async () => {
  const text = await printed(
    '--model',
    'Our-MoE',
    '--tokens',
    '1T',
    '--offer',
    'H800 20 CNY/h 1000 tokens/s',
    '--offer',
    'H20 6 CNY/h 300..400 tokens/s',
  );
  expect(text.startsWith('Training Our-MoE on NVIDIA H20 ')).toBe(true);
});

test('--model takes a published name, and the path of a config.json, which the saved case keeps', async () => {
  const named = await printed('--model', 'deepseek-ai/DeepSeek-V3', '--tokens', '1T', ...TWO);
  expect(named.startsWith('Training DeepSeek-V3 on Huawei Ascend 910B2 ')).toBe(true);
  const config = 'test/fixtures/configs/qwen3-30b-a3b.json';
  const path = join(folder, 'config-case.yaml');
  const document = comparisonSchema.parse(
    JSON.parse(await printed('--model', config, '--tokens', '1T', ...TWO, '--json', '--save', path)),
  );
  expect(parse(readFileSync(path, 'utf8'))).toMatchObject({ model: config });
  // 3.3 billion active parameters (Qwen3 technical report), counted from the config's fields.
  expect(document.model.activeForFlops).toBeGreaterThan(0.98 * 3.3e9);
  expect(document.model.activeForFlops).toBeLessThan(1.02 * 3.35e9);
  expect(compareFile(path, {}).rows.map(({ costOfTraining }) => costOfTraining)).toEqual(
    document.rows.map(({ costOfTraining }) => costOfTraining),
  );
});
