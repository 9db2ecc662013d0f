/** The file of acceptances: chained, appended to, and honest about what is damaged. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { appendedText, readAcceptances } from '../../../results/history/acceptance.ts';
import { accept, acceptancesIn, acceptancesPath } from '../../../results/history/acceptance-file.ts';
import { takeLock } from '../../../results/record-file/lock.ts';
import { sha256 } from '../../../suites/identity.ts';
import { UsageError } from '../../../suites/usage-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-accepted-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const said = (reason: string) => ({
  acceptedAt: '2026-03-01T01:00:00.000Z',
  by: 'A. Turing',
  reason,
  series: {
    machine: 'lab-1',
    target: 'cpu',
    board: null,
    strategy: 'session',
    workloadSha256: sha256('layer'),
    concurrent: false,
    powerLimitW: null,
  },
  case: 'layer',
  metric: 'step-time' as const,
  first: { runId: 'run-1', startedAt: '2026-02-28T01:00:00.000Z' },
  ratio: 1.05,
});

/** A file of three acceptances, with its lines. */
const text = ['first', 'second', 'third'].reduce((before, reason) => before + appendedText(before, said(reason)), '');
const rows = text.trimEnd().split('\n');
const reasonsIn = (changed: string) => readAcceptances(changed).lines.map(({ reason }) => reason);
const damageIn = (changed: string) => readAcceptances(changed).damaged.map(({ line, code }) => `${line} ${code}`);

test('each line carries the hash of the line before it', () => {
  expect(readAcceptances(text)).toMatchObject({ damaged: [] });
  expect(readAcceptances(text).lines.map(({ previousSha256 }) => previousSha256)).toEqual([
    null,
    sha256(rows[0] ?? ''),
    sha256(rows[1] ?? ''),
  ]);
});

test.each([
  ['first', ['second', 'third'], '1 changed'],
  ['second', ['first', 'third'], '2 changed'],
  ['third', ['first', 'second'], '3 changed'],
])('a line that was changed (the %s) is not used, and is said', (reason, left, damage) => {
  const changed = text.replace(`"reason":"${reason}"`, '"reason":"mine"');
  expect(reasonsIn(changed)).toEqual(left);
  expect(damageIn(changed)).toEqual([damage]);
});

test('a line that is no JSON, or no acceptance, is not used, and is said', () => {
  expect(damageIn(text.replace('{"schema"', '{schema'))).toEqual(['1 not-json']);
  expect(damageIn(`${text}{"schema":"moebench.acceptance/9"}\n`)).toEqual(['4 not-an-acceptance']);
  expect(reasonsIn(`${text}null\n`)).toEqual(['first', 'second', 'third']);
});

test('a line that was taken out leaves a hole that is said', () => {
  expect(damageIn(rows.slice(1).join('\n'))).toEqual(['1 lines-before-missing']);
  expect(damageIn([rows[0], rows[2]].join('\n'))).toEqual(['2 lines-before-missing']);
  expect(reasonsIn([rows[0], rows[2]].join('\n'))).toEqual(['first', 'third']);
});

test('a last line that was cut off is said, and the next acceptance stands on a line of its own', () => {
  const cut = text.slice(0, -20);
  expect(damageIn(cut)).toEqual(['3 not-json']);
  const mended = cut + appendedText(cut, said('fourth'));
  expect(reasonsIn(mended)).toEqual(['first', 'second', 'fourth']);
  expect(damageIn(mended)).toEqual(['3 not-json']);
});

test('carriage returns of an editor change no line', () => {
  expect(damageIn(text.replaceAll('\n', '\r\n'))).toEqual([]);
  expect(reasonsIn(text.replaceAll('\n', '\r\n'))).toHaveLength(3);
});

test('the file lies beside the folder of the records, and is not there until something is accepted', () => {
  const path = acceptancesPath(join(folder, 'runs'));
  expect(path).toBe(join(folder, 'accepted.jsonl'));
  expect(acceptancesIn(path)).toEqual({ lines: [], damaged: [] });
  accept(path, [said('first'), said('second')]);
  accept(path, [said('third')]);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('what cannot be read or written is a mistake of the user', () => {
  const path = join(folder, 'other', 'accepted.jsonl');
  mkdirSync(path, { recursive: true });
  expect(() => acceptancesIn(path)).toThrow(UsageError);
  expect(() => accept(path, [said('first')])).toThrow(/accepted\.jsonl: a folder; give the path of a file/);
});

test('two processes do not append at once', () => {
  const path = join(folder, 'locked.jsonl');
  const lock = takeLock(`${path}.lock`, path);
  expect(() => accept(path, [said('first')])).toThrow(/locked\.jsonl is in use by/);
  lock.release();
  accept(path, [said('first')]);
  expect(acceptancesIn(path).lines).toHaveLength(1);
});
