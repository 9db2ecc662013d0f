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
