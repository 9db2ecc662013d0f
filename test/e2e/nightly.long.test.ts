/** The nightly as a timer starts it: documents, locks, limits, what is told, and exit codes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { takeLock } from '../../results/record-file/lock.ts';
import { inspectRecord } from '../../results/seal.ts';
import { violations } from '../harness/commands/published.ts';
import { MISSING, moebench, recordIn, SKIP, workFolder } from './command-line.ts';
import { writeSuite } from './suites.ts';

const folder = workFolder('nightly');
const suite = writeSuite(folder, 'tiny', { rounds: 2 });
const at = (name: string) => ['--target', 'cpu', '--out', `${name}/runs`, '--site', `${name}/site`];
const tell = (name: string) => ['--notify-command', `cat > ${name}.json`];
const told = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
const nightly = (...args: readonly string[]) => moebench(folder, 'nightly', '--suite', suite, ...args);

describe.skipIf(SKIP)(`a nightly${SKIP ? ` (${MISSING})` : ''}`, () => {
  test('writes run, check and outputs into one document, tells nobody of a night like others, and exits with 0', async () => {
    const { code, stdout, stderr } = await nightly(
      ...at('good'),
      ...tell('good'),
      '--outputs',
      'good/outputs',
      '--json',
    );
    expect(code, stderr).toBe(0);
    const document = JSON.parse(stdout);
    expect(violations('nightly', document)).toEqual([]);
    expect(document).toMatchObject({ exitCode: 0, news: [], failures: [], notification: 'no-news' });
    expect(document.check.verdict).toBe('cannot-tell');
    expect(document.run.measured).toBe(document.measured);
    for (const { path } of document.outputs) expect(existsSync(join(folder, path))).toBe(true);
    expect(document.outputs).toContainEqual({ format: 'junit', path: 'good/outputs/junit.xml' });
    expect(existsSync(document.run.page)).toBe(true);
    expect(existsSync(join(folder, 'good.json'))).toBe(false);
  });

  test('whose time is over before anything is measured exits with 4, seals its record, and tells it', async () => {
    const { code, stdout } = await nightly(...at('short'), ...tell('short'), '--max-minutes', '0.0001');
    expect(code).toBe(4);
    expect(stdout).toContain('0 cells measured');
    const record = recordIn(join(folder, 'short'));
    expect(inspectRecord(readFileSync(record ?? '', 'utf8')).status).toBe('sealed');
    expect(violations('nightly', told('short'))).toEqual([]);
    expect(told('short')).toMatchObject({ exitCode: 4, measured: 0, notification: null });
    expect(told('short').news).toContain('nothing-measured');
  });

  test('whose device is not there tonight exits with 4 and tells why; nothing is a success that measured nothing', async () => {
    const where = ['--out', 'gone/runs', '--site', 'gone/site', '--target', 'webgpu:7'];
    const { code, stderr } = await nightly(...where, ...tell('gone'));
    expect(code).toBe(4);
    expect(stderr).toMatch(/^run: .*webgpu:7/m);
    expect(told('gone')).toMatchObject({ run: null, failures: [{ stage: 'run' }], exitCode: 4 });
  });

  test('tells every night where it is asked to, and a command that fails changes no exit code', async () => {
    const always = [...at('always'), '--notify', 'always', '--notify-command', 'exit 7', '--json'];
    const { code, stdout, stderr } = await nightly(...always);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).notification).toBe('failed');
    expect(stderr).toMatch(/^--notify-command: it ended with exit code 7; the exit code is the night's all the same$/m);
  });

  test('is refused beside another one of its folder, which is named, and nothing is begun', async () => {
    const lock = takeLock(join(folder, '.nightly-lab.lock'), 'a nightly');
    const { code, stderr } = await nightly('--out', '.', '--site', 'second/site', '--machine', 'lab');
    lock.release();
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`^moebench: the nightly of \\. is in use by process ${process.pid} on `, 'm'));
    expect(existsSync(join(folder, 'lab'))).toBe(false);
  });

  test.each([
    ['a policy without a command', ['--notify', 'always'], /^moebench: --notify always has no effect without/],
    ['an empty command', ['--notify-command', ' '], /^moebench: --notify-command is empty/],
    ['an unknown format', ['--output', 'xml=a.xml'], /^moebench: .*xml/],
    ['an output whose folder is not there', ['--output', 'junit=no/such/a.xml'], /no such folder/],
    [
      'outputs below a file',
      ['--outputs', 'tiny.yaml/outputs'],
      /^moebench: --outputs tiny\.yaml\/outputs: .* is a file/,
    ],
    ['records below a file', ['--out', 'tiny.yaml/runs'], /^moebench: --out tiny\.yaml\/runs: .* is a file/],
    ['no minutes', ['--max-minutes', '0'], /^moebench: --max-minutes is '0'; give a positive number/],
    ['a wait that is no number', ['--wait', 'long'], /^moebench: --wait is 'long'; give a positive number/],
    ['two options against each other', ['--previous', 'a', '--no-interleaved'], /--previous has no effect with/],
  ])('refuses %s before anything is measured', async (_, args, message) => {
    const { code, stdout, stderr } = await nightly('--site', 'refused/site', '--out', 'refused/runs', ...args);
    expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
    expect(stderr).toMatch(message);
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });
});
