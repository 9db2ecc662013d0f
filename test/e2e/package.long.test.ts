/** The package that `npm pack` makes, installed elsewhere on a machine without a compiler. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordIn, SKIP, workFolder } from './command-line.ts';
import { writeSuite } from './suites.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What npm and an install script may call. A compiler, make and Python are not among them. */
const TOOLS = ['node', 'npm', 'npx', 'sh', 'env', 'uname', 'dirname', 'basename', 'readlink', 'sed'];

describe.skipIf(SKIP)('a package installed with no compiler on PATH', () => {
  const folder = workFolder('package');
  const bin = join(folder, 'bin');
  const prefix = join(folder, 'prefix');
  const variables = { ...process.env, NO_COLOR: '1', MOEBENCH_LOCKS: join(folder, 'locks') };

  function shell(line: string, cwd = folder) {
    const env = { ...variables, PATH: `${prefix}/bin:${bin}` };
    return spawnSync('/bin/sh', ['-c', line], { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 26 });
  }

  beforeAll(() => {
    mkdirSync(bin);
    for (const tool of TOOLS) {
      const found = spawnSync('/bin/sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim();
      symlinkSync(found, join(bin, tool));
    }
    const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(packed.status, packed.stderr).toBe(0);
    const installed = shell(
      `npm install --global --ignore-scripts --no-audit --no-fund --prefix ${prefix} ./moebench-*.tgz`,
    );
    expect(installed.status, installed.stderr).toBe(0);
    expect(installed.stderr).not.toContain('warn');
  }, 300_000);

  test('there is no compiler, so that nothing can have been compiled', () => {
    expect(shell('command -v cc || command -v gcc || command -v make || command -v python3').stdout).toBe('');
  });

  test('a case is compared, from the documents that came along', () => {
    const { status, stdout, stderr } = shell(
      'moebench compare prefix/lib/node_modules/moebench/docs/cases/domestic.yaml',
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Training Ling-plus on Huawei Ascend 910B2/);
  });

  test('a workload is proven, timed, and reported with its chart as PNG', () => {
    const suite = writeSuite(folder, 'tiny');
    const run = shell(`moebench run --suite ${suite} --out runs`);
    expect(run.status, run.stderr).toBe(0);
    expect(recordIn(join(folder, 'runs'))).toContain('.jsonl');
    const report = shell('moebench report --results runs --out site');
    expect(report.status, report.stderr).toBe(0);
    expect(readFileSync(join(folder, 'site/charts/throughput.png')).subarray(1, 4).toString()).toBe('PNG');
  }, 300_000);

  test('a project that depends on the package has it too', () => {
    const project = join(folder, 'project');
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), '{ "name": "project", "version": "1.0.0", "private": true }\n');
    const installed = shell('npm install --ignore-scripts --no-audit --no-fund ../moebench-*.tgz', project);
    expect(installed.status, installed.stderr).toBe(0);
    const drawn = shell('npx moebench report --results ../runs --out site', project);
    expect(drawn.status, drawn.stderr).toBe(0);
  }, 300_000);

  test('npx runs the file without an installation', () => {
    const { status, stdout, stderr } = shell('npx --yes --ignore-scripts ./moebench-*.tgz --version');
    expect(status, stderr).toBe(0);
    expect(stdout).toBe('0.1.0\n');
  }, 300_000);
});
