/** The language that a command speaks. */
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import {
  addLanguage,
  languageOfEnvironment,
  parseLanguage,
} from '../../../../harness/commands/options/language-option.ts';
import { UsageError } from '../../../../harness/errors.ts';

describe('the locale', () => {
  test.each([
    ['zh_CN.UTF-8', 'zh'],
    ['zh_CN', 'zh'],
    ['zh', 'zh'],
    ['zh-Hans', 'zh'],
    ['zh_TW@radical', 'zh'],
    ['ZH_cn.utf8', 'zh'],
    ['en_GB.UTF-8', 'en'],
    ['C', 'en'],
    ['C.UTF-8', 'en'],
    ['POSIX', 'en'],
    ['de_DE.UTF-8', 'en'],
    ['zhx_XX', 'en'],
    ['', 'en'],
    ['.UTF-8', 'en'],
  ])('%s asks for %s', (locale, language) => {
    expect(languageOfEnvironment({ LANG: locale })).toBe(language);
  });

  test('is that of LC_ALL, then of LC_MESSAGES, then of LANG, an empty one left out', () => {
    expect(languageOfEnvironment({ LC_ALL: 'C', LC_MESSAGES: 'zh_CN', LANG: 'zh_CN' })).toBe('en');
    expect(languageOfEnvironment({ LC_ALL: '', LC_MESSAGES: 'zh_CN', LANG: 'C' })).toBe('zh');
    expect(languageOfEnvironment({ LC_CTYPE: 'zh_CN', LANG: 'en_US' })).toBe('en');
    expect(languageOfEnvironment({})).toBe('en');
  });
});

test.each(['fr', 'ZH', 'zh_CN', ''])('--lang %s is refused with what to give', text => {
  expect(() => parseLanguage(text)).toThrow(UsageError);
  expect(() => parseLanguage(text)).toThrow(`--lang ${text}: no such language; give en or zh`);
});

describe('--lang', () => {
  /** The language that the command is told. */
  function languageIn(words: readonly string[], environment: Readonly<Record<string, string>> = {}): unknown {
    const seen: unknown[] = [];
    const program = new Command('program');
    program.addCommand(
      new Command('look').action(options => {
        seen.push(options.lang);
      }),
    );
    addLanguage(program, environment);
    program.parse([...words], { from: 'user' });
    return seen[0];
  }

  test('stands before or behind the name of the command', () => {
    expect(languageIn(['--lang', 'zh', 'look'])).toBe('zh');
    expect(languageIn(['look', '--lang', 'zh'])).toBe('zh');
  });

  test('is stronger than the locale, which is stronger than nothing', () => {
    expect(languageIn(['look', '--lang', 'en'], { LANG: 'zh_CN.UTF-8' })).toBe('en');
    expect(languageIn(['look'], { LANG: 'zh_CN.UTF-8' })).toBe('zh');
    expect(languageIn(['look'])).toBe('en');
  });
});
