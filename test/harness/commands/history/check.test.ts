/** `check` and `accept` on a history of real records, without a process: what they say, and what they refuse. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { acceptSteps } from '../../../../harness/commands/history/accept.ts';
import { checkExit, checkOf } from '../../../../harness/commands/history/check.ts';
import { checkText } from '../../../../harness/commands/text/check/check-text.ts';
import { UsageError } from '../../../../harness/errors.ts';
import type { Check } from '../../../../reports/regressions/schema.ts';
import { acceptancesIn } from '../../../../results/history/acceptance-file.ts';
import { recordFiles } from '../../../../results/store.ts';
import { slowedHistory } from '../../../results/history/made-history.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-check-'));
const results = join(folder, 'runs');
const accepted = join(folder, 'accepted.jsonl');
slowedHistory(results);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => rmSync(accepted, { force: true }));

const NAME = 'toy.forward.float32.balanced.t64-h32-f48-e8-k2';
const NOW = new Date('2026-01-28T08:00:00.000Z');
/** So wide that no sentence is broken. */
const textOf = (check: Check) =>
  stripVTControlCharacters(checkText(check, { columns: 10_000, verbose: false }, results));

describe('a slowdown of two nights', () => {
  test('says what got slower, by how much, since when, what changed, and how to accept it', async () => {
    const check = await checkOf(results);
    expect(checkExit(check)).toBe(3);
    const [headline, , step, changed, hint, ...rest] = textOf(check).split('\n');
    expect(headline).toBe('Worse: 1 of 2 figures, 1 steady.');
    expect(step).toMatch(
      new RegExp(
        `^ {2}${NAME} on cpu began to take [78]\\.\\d+ % more time per step \\(.* to .* %\\) on 2026-01-25, confirmed by 2 nights\\.$`,
      ),
    );
    expect(changed).toBe('    What changed: program.version 0.1.0 → 0.2.0.');
    expect(hint).toMatch(/^ {4}Accept with: moebench accept --series [0-9a-f]{8} --results \S+ --reason "…"$/);
    expect(rest).toEqual(['']);
  });

  test('was suspected the night before, and unknown on the first nights: nothing fails', async () => {
    const suspected = await checkOf(results, { asOf: '2026-01-25' });
    expect(checkExit(suspected)).toBe(0);
    expect(textOf(suspected)).toMatch(
      /^Nothing got worse: 2 figures, 1 steady, 1 suspected\.\n\nSuspected; another night has to agree:\n.* seen on one night\.\n/,
    );
    const unknown = await checkOf(results, { asOf: '2026-01-03' });
    expect(checkExit(unknown)).toBe(0);
    expect(textOf(unknown)).toMatch(
      /^Nobody can tell yet whether anything got worse: 2 figures, 2 with too few nights\.\n/,
    );
  });

  test('is confirmed at once where an interleaved comparison agrees', async () => {
    const suspected = await checkOf(results, { asOf: '2026-01-25' });
    const finding = suspected.findings.find(({ state }) => state === 'suspected');
    if (finding?.step == null) throw new Error('nothing is suspected');
    const { series, metric, step } = finding;
    const interleaved = [{ series, metric, first: step.first }];
    const check = await checkOf(results, { asOf: '2026-01-25', interleaved });
    expect(check).toMatchObject({ verdict: 'regressed', news: 1 });
    expect(textOf(check)).toContain('on 2026-01-25, confirmed by an interleaved comparison.');
  });
});

describe('an accepted step', () => {
  test('is written down with who and why, on one line, and the check holds', async () => {
    const [line] = (await acceptSteps({ results, case: NAME, reason: 'every step\nis checked', by: 'A. Turing' }, NOW))
      .accepted;
    expect(line).toMatchObject({ by: 'A. Turing', reason: 'every step is checked', first: { runId: 'night-024' } });
    const check = await checkOf(results);
    expect(checkExit(check)).toBe(0);
    expect(textOf(check)).toBe(
      [
        'Nothing got worse: 2 figures, 1 steady, 1 at an accepted level.',
        '',
        'Accepted:',
        `  ${NAME} on cpu, step time: by A. Turing on 2026-01-28: every step is checked`,
        '',
      ].join('\n'),
    );
    expect(recordFiles(folder)).toHaveLength(26);
  });

  test('was open until the day on which it was accepted', async () => {
    await acceptSteps({ results, all: true, reason: 'x', by: 'A. Turing' }, NOW);
    expect((await checkOf(results, { asOf: '2026-01-27' })).verdict).toBe('regressed');
    expect((await checkOf(results, { asOf: '2026-01-28' })).verdict).toBe('holds');
  });

  test('is open again when its line was changed, and check says why', async () => {
    await acceptSteps({ results, reason: 'x', by: 'A. Turing' }, NOW);
    writeFileSync(accepted, readFileSync(accepted, 'utf8').replace('Turing', 'Church'));
    const check = await checkOf(results);
    expect(checkExit(check)).toBe(3);
    expect(textOf(check)).toContain('accepted.jsonl: line 1 is not as it was written and is not used.');
  });

  test('leaves nothing to accept', async () => {
    await acceptSteps({ results, reason: 'x', by: 'A. Turing' }, NOW);
    await expect(acceptSteps({ results, reason: 'y' }, NOW)).rejects.toThrow(
      /check tells no step that is not accepted yet/,
    );
    expect(acceptancesIn(accepted).lines).toHaveLength(1);
  });
});

describe('a mistake is told in one line, and nothing is written', () => {
  test.each<[string, Parameters<typeof acceptSteps>[0], RegExp]>([
    ['no reason', { results, case: NAME }, /^--reason is missing; give why/],
    ['an empty reason', { results, case: NAME, reason: ' \n ' }, /^--reason is empty; give why/],
    ['nobody', { results, reason: 'x', by: '' }, /^--by is empty; give who/],
    [
      'another case',
      { results, reason: 'x', case: 'toy.forwrd' },
      /^unknown case of a step that check tells 'toy\.forwrd': /,
    ],
    [
      'another metric',
      { results, reason: 'x', metric: 'energy' },
      /^unknown metric of a step that check tells 'energy': known: step-time$/,
    ],
    ['another machine', { results, reason: 'x', machine: 'lab1' }, /^unknown machine 'lab1': did you mean lab-1\?$/],
    ['another folder', { results: 'nowhere', reason: 'x' }, /^nowhere: no such file or folder/],
  ])('%s', async (_, options, message) => {
    const refusal = acceptSteps(options, NOW);
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.toBeInstanceOf(UsageError);
    expect(existsSync(accepted)).toBe(false);
  });

  test('a day that is none', async () => {
    await expect(checkOf(results, { asOf: 'yesterday' })).rejects.toThrow(/^--as-of is 'yesterday'; give a day/);
  });
});

test('a folder without a run is exit 4', async () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  const check = await checkOf(empty);
  expect(checkExit(check)).toBe(4);
  expect(textOf(check)).toBe('No run here. Next: moebench run\n');
});
