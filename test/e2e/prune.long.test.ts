/** Pruning as a user does it: figures before and after, two at once, and bad input. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { violations } from '../harness/commands/published.ts';
import { wholeRecord } from '../results/whole-record.ts';
import { MISSING, moebench, SKIP, workFolder } from './command-line.ts';

const folder = workFolder('prune');
const NIGHTS = ['night-1', 'night-2', 'night-3'];

/** A folder with three nights of one machine. */
function nightsIn(name: string): string {
  for (const [i, runId] of NIGHTS.entries()) {
    wholeRecord(join(folder, name), {
      parts: { rounds: 3 },
      context: { runId },
      stepsMs: ({ round }) => [4 + i, 6, 5 + round],
    });
  }
  return name;
}

const samplesIn = (name: string) =>
  readdirSync(join(folder, name, 'lab-1')).filter(file => file.endsWith('.samples.gz'));

/** The report's document, and every file of its site, by name. */
async function reportOf(results: string): Promise<readonly string[]> {
  const { stdout } = await moebench(folder, 'report', '--results', results, '--out', 'site', '--json');
  const files = readdirSync(join(folder, 'site'), { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile(),
  );
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).toSorted();
  return [stdout, ...paths.map(path => `${path} ${readFileSync(path, 'utf8')}`)];
}

describe.skipIf(SKIP)(`prune${SKIP ? ` (${MISSING})` : ''}`, () => {
  test('every figure and interval of the report is the same before and after', async () => {
    const results = nightsIn('figures');
    const before = await reportOf(results);
    const { code, stdout } = await moebench(folder, 'prune', '--keep', '1', '--results', results, '--json');
    expect(code).toBe(0);
    const document = JSON.parse(stdout);
    expect(violations('prune', document)).toEqual([]);
    expect(document.runs.map(({ status }: { status: string }) => status)).toEqual(['pruned', 'pruned', 'kept']);
    expect(samplesIn(results)).toEqual(['night-3.samples.gz']);
    expect(await reportOf(results)).toEqual(before);
    expect(before.length).toBeGreaterThan(2);
    const verified = await moebench(folder, 'verify', join(results, 'lab-1', 'night-1.jsonl'));
    expect(verified.code).toBe(0);
    expect(verified.stdout).toMatch(
      /not known {2}samples {5}samples pruned on \S+Z by `moebench prune --keep 1` \(\d+ bytes\)/,
    );
  });

  test('a dry run says what would be freed, and deletes nothing', async () => {
    const results = nightsIn('dry');
    const { code, stdout } = await moebench(folder, 'prune', '--keep', '1', '--results', results, '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Would delete the samples of 2 of 3 runs: \d+ bytes\. Every record stays\.$/m);
    expect(stdout).toContain('dry/lab-1/night-1.jsonl');
    expect(stdout).toContain('Kept 1: within --keep.');
    expect(samplesIn(results)).toHaveLength(3);
  });

  test('by days: the samples of March are older than 30 days', async () => {
    const results = nightsIn('days');
    const { stdout } = await moebench(folder, 'prune', '--keep', '30d', '--results', results);
    expect(stdout).toMatch(/^Deleted the samples of 3 of 3 runs: \d+ bytes\. Every record stays\.$/m);
    expect(samplesIn(results)).toEqual([]);
  });

  test('two at once delete each file once, and both end well', async () => {
    const results = nightsIn('at-once');
    const args = ['prune', '--keep', '1', '--results', results, '--json'];
    const ended = await Promise.all([moebench(folder, ...args), moebench(folder, ...args)]);
    expect(ended.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    const pruned = ended.flatMap(({ stdout }) =>
      JSON.parse(stdout).runs.flatMap((run: { status: string; runId: string }) =>
        run.status === 'pruned' ? [run.runId] : [],
      ),
    );
    expect(pruned.toSorted()).toEqual(['night-1', 'night-2']);
    expect(readdirSync(join(folder, results, 'lab-1')).filter(file => /lock|part/.test(file))).toEqual([]);
    const verified = await moebench(folder, 'verify', results);
    expect(verified.code).toBe(0);
  });
});

describe.skipIf(SKIP)(`bad input to prune${SKIP ? ` (${MISSING})` : ''}`, () => {
  test.each(['0', '1.5'])('--keep %s is refused in one line', async keep => {
    const { code, stdout, stderr } = await moebench(folder, 'prune', `--keep=${keep}`, '--results', 'figures');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      `moebench: --keep is '${keep}'; give a number of runs as 30, or of days as 90d (1 to 999999)\n`,
    );
  });

  test('a folder that holds no runs, a file and a lost link are refused in one line', async () => {
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'a-file'), 'mine');
    symlinkSync('nowhere', join(folder, 'lost'));
    for (const results of ['empty', 'a-file', 'lost', 'never']) {
      const { code, stderr } = await moebench(folder, 'prune', '--keep', '3', '--results', results);
      expect([code, stderr.split('\n').length], results).toEqual([2, 2]);
      expect(stderr, results).toContain('give the folder of your runs');
    }
    expect(existsSync(join(folder, 'a-file'))).toBe(true);
  });

  test('without --keep nothing is deleted', async () => {
    const { code, stderr } = await moebench(folder, 'prune', '--results', 'figures');
    expect([code, stderr.split('\n').length]).toEqual([2, 2]);
  });
});
