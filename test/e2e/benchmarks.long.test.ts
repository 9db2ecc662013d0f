/** Benchmarks are run by people and checked by no compiler: those that only simulate run here, so that none is found broken. */
import { spawnSync } from 'node:child_process';
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

test('the projection prints what it promises, and holds', () => {
  const { stdout, stderr, status } = bench('projection.mjs');
  expect(stderr).toBe('');
  expect(stdout).toContain('in every split: held');
  expect(status).toBe(0);
});
