/** The language that a command prints in: --lang, else what the environment asks for. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { SKIP, workFolder } from './command-line.ts';

const CLI = fileURLToPath(new URL('../../dist/harness/cli.js', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CASE = `${ROOT}/docs/cases/domestic.yaml`;
const CHINESE = /[\u4e00-\u9fff]/;

describe.skipIf(SKIP)('the language of a command', () => {
  const folder = workFolder('language');
  const moebench = (args: readonly string[], lang: string) =>
    spawnSync(process.execPath, [CLI, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', HOME: folder, LANG: lang },
    });

  const PRINTING = ['list chips', 'list chips --stale', `compare ${CASE}`, 'reproduce ling-2025'];

  test.each(PRINTING)('%s is Chinese where LANG asks for it, and English else', line => {
    const args = line.split(' ');
    expect(moebench(args, 'zh_CN.UTF-8').stdout).toMatch(CHINESE);
    const english = moebench(args, 'en_US.UTF-8');
    expect(english.status).toBe(0);
    expect(english.stdout).not.toMatch(CHINESE);
  });

  test('is no option that a list refuses', () => {
    for (const what of ['chips', 'models', 'suites', 'rates', 'metrics']) {
      const { status, stderr } = moebench(['list', what, '--json', '--lang', 'zh'], 'C');
      expect([what, status, stderr]).toEqual([what, 0, '']);
    }
  });

  test('does not change a JSON document', () => {
    const json = (lang: string) => moebench(['list', 'chips', '--as-of', '2026-06-30', '--json'], lang).stdout;
    expect(json('zh_CN.UTF-8')).toBe(json('C'));
  });
});
