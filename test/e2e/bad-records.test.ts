import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder } from './bad-input-folder.ts';
import { MISSING, moebench, SKIP } from './command-line.ts';

describe.skipIf(SKIP)(`bad input${SKIP ? ` (${MISSING})` : ''}`, () => {
  test('a broken and a newer record are listed in the report, with their line; the others are used', async () => {
    const { code, stdout } = await moebench(folder, 'report', '--results', 'results', '--out', 'site', '--json');
    const report = JSON.parse(stdout);
    expect(report.runs.map((run: Record<string, unknown>) => [run.id, run.sealed, run.damaged])).toContainEqual([
      'run-1',
      true,
      null,
    ]);
    expect(report.unread).toEqual([
      {
        path: 'results/newer.jsonl',
        reason: expect.stringMatching(/^line 1: has schema moebench\.record\/3, .*update moebench$/),
      },
    ]);
    expect(code).toBe(0);
  });

  test('a broken record does not verify: exit 1, and the line is named', async () => {
    const { code, stdout } = await moebench(folder, 'verify', 'results');
    expect(stdout.split('\n')).toEqual([
      '2 of 3 records do not hold.',
      '',
      expect.stringMatching(/^broken, 3 lines {2}results\/broken\.jsonl$/),
      '  line 4: does not follow from the line before it',
      '  holds: hashes, times, physics, proofs',
      '  not known: samples, statistics, plan, signature, machine, clock',
      '  broken: chain: line 4: does not follow from the line before it; 1 line is left out',
      '  broken: seal: there is a seal, and not the lines that it closes',
      'newer, 0 lines  results/newer.jsonl',
      expect.stringMatching(/^ {2}line 1: has schema moebench\.record\/3/),
      '',
      'sealed, 4 lines  results/lab-1/run-1.jsonl',
      '  holds: chain, seal, hashes, samples, statistics, plan, times, physics, proofs',
      '  not known: signature, machine, clock',
      '',
    ]);
    expect(code).toBe(1);
  });

  test('a folder without records makes a page that says so, and exit 4', async () => {
    const { code, stdout } = await moebench(folder, 'report', '--results', 'empty', '--out', 'empty-site');
    const [known, nothing, chart, ...rest] = stdout.split('\n\n');
    expect(known).toMatch(/^Not measured here: by projected speeds, /);
    expect(nothing).toBe('Nothing was measured here.');
    expect(chart).toMatch(/^Not measured here: cost of training /);
    expect(rest).toEqual(['Page: empty-site/index.html\n']);
    const page = readFileSync(join(folder, 'empty-site/index.html'), 'utf8');
    expect(page).toContain('<h1>Nothing was measured here. For training ');
    expect(code).toBe(4);
  });
});
