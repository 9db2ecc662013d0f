/** Benchmarks are run by people and checked by no compiler: those that only simulate run here, so that none is found broken. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const bench = (name: string, ...argv: readonly string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../bench', name), ...argv], { encoding: 'utf8' });

test('the coverage of intervals gives each scenario a verdict, and no cell of equal chips is called cheaper or dearer', () => {
  const { stdout, stderr } = bench('interval-coverage.mjs', '20');
  expect(stderr).toBe('');
  expect(stdout).toContain('20 runs each');
  expect(stdout.match(/ (met|labelled|neither) /g)).toHaveLength(30);
  expect(stdout).toContain('False verdicts: 4 pairs a cell');
  // Nine scenarios, each with four spreads between boards by four between runs.
  expect(stdout.match(/, boards \d\.\d %( +\d\.\d{3}( \(\d+\))?){4}/g)).toHaveLength(36);
  expect(stdout).toContain('False verdicts: at most 5 % in every cell.');
  expect(stdout).not.toContain('BROKEN');
});

/** A Python with torch, as the benchmarks look for one. An empty MOEBENCH_PYTHON names none (vitest.config.ts). */
const python = [process.env.MOEBENCH_PYTHON, 'python3', '/usr/bin/python3'].find(
  candidate => candidate !== undefined && candidate !== '' && spawnSync(candidate, ['-c', 'import torch']).status === 0,
);
const required = process.env.MOEBENCH_REQUIRE_ALL === '1';
const runner = existsSync(join(import.meta.dirname, '../../dist/harness/runners/torch/server.py'));

test.skipIf(python === undefined && !required)(
  `our graph is put beside eager PyTorch, in a shape of which no figure means anything${python === undefined ? ' (skipped: no Python with torch)' : ''}`,
  () => {
    const { stdout, stderr, status } = bench('peers.mjs', '--small', '--rounds', '1', '--python', python ?? 'python3');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/ONNX Runtime, our graph: \d+\.\d GFLOP\/s; its largest matmul/);
    expect(stdout).toMatch(/ours ÷ torch \S+ eager +median \d+\.\d{3}/);
    expect(stdout).toMatch(/ours ÷ the best of each round +median \d+\.\d{3}/);
  },
  300_000,
);

test.skipIf((python === undefined || !runner) && !required)(
  `a step through the harness is put beside the same loop in Python alone${python === undefined || !runner ? ' (skipped: no Python with torch, or no runner for it)' : ''}`,
  () => {
    const { stdout, stderr, status } = bench('runner.mjs', '--small', '--rounds', '2', '--python', python ?? 'python3');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/through the harness ÷ alone, in time +median \d+\.\d{3}/);
    expect(stdout).toMatch(/ours ÷ by hand, in speed +median \d+\.\d{3}/);
    expect(stdout).toMatch(/outside the runner's own clock: \d+\.\d\d % of a window/);
  },
  300_000,
);

test('a check of nights is put beside the rules that users have, in every world of synthetic years', () => {
  const { stdout, stderr } = bench('regressions.mjs', '--years', '1');
  expect(stderr).toBe('');
  // Seven worlds; a head, and a line for each of seven rules.
  expect(stdout.match(/^CV .* years +nights$/gm)).toHaveLength(7);
  expect(stdout.match(/^moebench check +\d/gm)).toHaveLength(7);
  expect(stdout.match(/^asv, steps .* 1 +3\d\d$/gm)).toHaveLength(14);
  // What follows from the rules alone: 1 % of 50 series are over a limit of 99 %, and half of p < 0.05 is for the worse.
  const rate = (rule: RegExp) => Number(stdout.match(rule)?.[1]);
  expect(rate(/Bencher's t-test, boundary 0.99 +([\d.]+)/)).toBeGreaterThan(0.2);
  expect(rate(/Mann-Whitney against the last night, p < 0.05 +([\d.]+)/)).toBeGreaterThan(1.25);
  expect(stdout).toMatch(/\n7 years, 2\d{3} nights judged, of 50 series each\.\n$/);
}, 600_000);

test('the projection prints what it promises, and holds', () => {
  const { stdout, stderr, status } = bench('projection.mjs');
  expect(stderr).toBe('');
  expect(stdout).toContain('in every split: held');
  expect(status).toBe(0);
});

test('the history of a few nights is rolled up, checked and asked', () => {
  // Its limits are of ten thousand nights on a machine that nobody else uses: whether they hold is not asked here.
  const { stdout, stderr } = bench('history.mjs', '--runs', '120', '--cells', '10');
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^roll-up: .* 120 files/m);
  // Five works of four metrics each, and two of the machine as a whole.
  expect(stdout).toMatch(/^check: .*, 22 figures$/m);
  expect(stdout).toMatch(/^one more night: .* 1 file read/m);
}, 120_000);
