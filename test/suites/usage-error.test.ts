import { describe, expect, test } from 'vitest';
import { nearest, UsageError, unknownName } from '../../suites/usage-error.ts';

const KNOWN = ['ling-lite', 'ling-plus', 'mixtral-8x7b', 'deepseek-v3'];

describe('the nearest names', () => {
  test('are those a slip of the finger away, best first, whatever their case', () => {
    expect(nearest('Ling-Lit', KNOWN)).toEqual(['ling-lite']);
    expect(nearest('ling-plum', KNOWN)).toEqual(['ling-plus']);
  });

  test('are those that begin as what was typed', () => {
    expect(nearest('deep', KNOWN)).toEqual(['deepseek-v3']);
  });

  test('are at most three', () => {
    expect(nearest('a', ['ab', 'ac', 'ad', 'ae'])).toEqual(['ab', 'ac', 'ad']);
  });

  test('are none where nothing is near', () => {
    expect(nearest('gpt-oss-20b', KNOWN)).toEqual([]);
  });
});

describe('an unknown name', () => {
  test('is a usage error that suggests the nearest and where to look', () => {
    const error = unknownName('model', 'ling-lit', KNOWN, 'moebench list models');
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toBe("unknown model 'ling-lit': did you mean ling-lite? (moebench list models)");
  });

  test('near nothing is answered with what is known', () => {
    expect(unknownName('list', 'everything', ['models', 'suites']).message).toBe(
      "unknown list 'everything': known: models, suites",
    );
  });
});

describe('names as people write them', () => {
  const ids = ['nvidia-h800', 'nvidia-h800-pcie', 'nvidia-h100', 'baidu-kunlun-p800', 'deepseek-v3', 'deepseek-v3.2'];
  const saidOf = (name: string, known: readonly string[] = ids) => unknownName('name', name, known).message;

  test.each([
    ['H800', 'nvidia-h800 or nvidia-h800-pcie or nvidia-h100'],
    ['kunlun-p800', 'baidu-kunlun-p800'],
    ['deepseek-ai/DeepSeek-V3', 'deepseek-v3'],
    ['H900', 'nvidia-h800 or nvidia-h100'],
  ])('%s is near %s', (name, near) => {
    expect(saidOf(name)).toBe(`unknown name '${name}': did you mean ${near}?`);
  });

  test('a list that is cut says how many more there are', () => {
    const many = Array.from({ length: 15 }, (_, index) => `acme-x${index + 10}00`);
    expect(saidOf('acme', many)).toBe(
      "unknown name 'acme': did you mean acme-x1000 or acme-x1100 or acme-x1200 or acme-x1300 or acme-x1400 and 10 more?",
    );
    expect(saidOf('qqqqqq', many)).toMatch(/known: acme-x1000, .*acme-x2100 and 3 more$/);
  });
});
