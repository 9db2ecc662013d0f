/** The commands of README.md that measure, write and read, one after another in an empty folder. */
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { MISSING, moebench, SKIP, workFolder } from '../e2e/command-line.ts';
import { writeSuite } from '../e2e/suites.ts';
import { RUN_ON_A_MACHINE } from './readme-commands.ts';

const CASES = fileURLToPath(new URL('../../docs/cases', import.meta.url));
/** The suite of `nightly` takes a quarter of an hour: it is given a shorter one. */
const SHORTER: Readonly<Record<string, readonly string[]>> = { nightly: ['--suite', 'tiny.yaml'] };

describe.skipIf(SKIP)(`what README.md lets three people type${SKIP ? ` (${MISSING})` : ''}`, () => {
  const folder = workFolder('readme');
  cpSync(CASES, join(folder, 'docs/cases'), { recursive: true });
  writeSuite(folder, 'tiny');

  test.each(RUN_ON_A_MACHINE)('%s ends with 0 within one screen', async line => {
    const [command = '', ...options] = line.split(' ').slice(2);
    const { code, stdout, stderr } = await moebench(folder, command, ...options, ...(SHORTER[command] ?? []));
    expect(code, stderr).toBe(0);
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });

  test('leaves the page and the sheet that README.md names', () => {
    const written = ['reports/site/index.html', 'decision.html'];
    expect(written.filter(path => !existsSync(join(folder, path)))).toEqual([]);
  });
});
