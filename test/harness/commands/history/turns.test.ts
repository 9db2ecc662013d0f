/** Commands in turns: programs of a few lines that leave a record behind, in processes of their own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { pairingOf, recordsNamed } from '../../../../harness/commands/history/sides.ts';
import { turnProcess } from '../../../../harness/commands/history/turn-process.ts';
import { type TurnSide, takeTurns } from '../../../../harness/commands/history/turns.ts';
import { RunFault } from '../../../../harness/errors.ts';
import { Interrupted } from '../../../../harness/interrupt.ts';
import type { RunRecord } from '../../../../results/record.ts';
import { readRecords } from '../../../../results/store.ts';
import { refusal } from '../../../refusal.ts';
import { wholeRecord } from '../../../results/whole-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-turns-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const measured = wholeRecord(join(folder, 'measured'));
const skipped = wholeRecord(join(folder, 'skipped'), { stepsMs: () => null });

/** Copies a record into the folder behind --out; `failsAt`: at that start, from 1, it speaks and ends with `code` instead. */
function program(name: string, record: string, { failsAt = 0, code = 2, endsWith = 0 } = {}): readonly string[] {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
const out = process.argv[process.argv.indexOf('--out') + 1] + '/lab-1';
const start = existsSync(out) ? readdirSync(out).length + 1 : 1;
if (start === ${failsAt}) {
  process.stderr.write('looking\\nmoebench: no such target\\n\\n');
  process.exit(${code});
}
mkdirSync(out, { recursive: true });
copyFileSync(${JSON.stringify(record)}, out + '/' + start + '.jsonl');
process.exitCode = ${endsWith};
`,
  );
  return [process.execPath, path, 'run'];
}

let starts = 0;

async function taken(a: readonly string[], b: readonly string[], turns: number, interrupt = new AbortController()) {
  const order: string[] = [];
  const run = turnProcess();
  const report = (turn: number, side: TurnSide) => order.push(`${turn + 1}${side}`);
  starts += 1;
  const out = join(folder, `out-${starts}`);
  const startedAt = new Date('2026-03-01T01:02:03Z');
  const result = await takeTurns(
    { commands: { A: a, B: b }, turns, out, startedAt },
    { run: { A: run, B: run }, report, interrupt: interrupt.signal },
  ).catch((error: unknown) => error);
  return { result, order };
}

describe('two commands', () => {
  const good = program('good', measured);

  test('run in the order A B B A, one record a turn on each side', async () => {
    const { result, order } = await taken(good, good, 3);
    expect(order).toEqual(['1A', '1B', '2B', '2A', '3A', '3B']);
    expect(result).toMatchObject({ a: { length: 3 }, b: { length: 3 } });
  });

  test('some failed cells are a turn all the same', async () => {
    const { result } = await taken(good, program('some', measured, { endsWith: 1 }), 1);
    expect(result).toMatchObject({ b: { length: 1 } });
  });

  test('a command that fails ends the turns with its last words; whole turns before it are kept', async () => {
    const { result } = await taken(good, program('third', measured, { failsAt: 3 }), 8);
    expect(result).toBeInstanceOf(RunFault);
    const { message } = result as RunFault;
    expect(message).toMatch(
      /^turn 3 of 8: B ended with exit code 2: moebench: no such target; 2 whole turns are kept: moebench diff \S+a \S+b$/,
    );
    const [, a = '', b = ''] = /diff (\S+) (\S+)$/.exec(message) ?? [];
    const sides = [recordsNamed(a, 'none'), recordsNamed(b, 'none')] as const;
    expect(sides.map(({ length }) => length)).toEqual([1, 1]);
  });

  test.each([
    ['nothing was measured', program('none', skipped, { endsWith: 4 }), 'ended with exit code 4: it said nothing'],
    ['no cell was measured, whatever the exit code', program('empty', skipped), 'ended with exit code 0'],
    ['the program is not there', ['/no/such/program', 'run'], 'did not end by itself: spawn /no/such/program ENOENT'],
  ])('%s: that is no turn', async (_, command, words) => {
    const { result } = await taken(good, command, 2);
    expect(result).toBeInstanceOf(RunFault);
    expect((result as RunFault).message).toContain(`turn 1 of 2: B ${words}`);
    expect((result as RunFault).message).toContain('no turn before it is whole');
  });

  test('an interrupt is handed on to the command, and ends the turns', async () => {
    const waiting = join(folder, 'waiting.mjs');
    writeFileSync(
      waiting,
      `process.once('SIGINT', () => process.exit(130)); setInterval(() => {}, 1000);\nprocess.stderr.write('ready');`,
    );
    const interrupt = new AbortController();
    interrupt.abort();
    const { result } = await taken([process.execPath, waiting, 'run'], good, 2, interrupt);
    expect(result).toBeInstanceOf(Interrupted);
    expect((result as Interrupted).message).toContain('interrupted in turn 1 of 2');
  });
});

describe('records that are named', () => {
  const at = (startedAt: string): RunRecord => {
    const [record] = readRecords(measured).records;
    if (record === undefined) throw new Error('no record');
    return { ...record, context: { ...record.context, startedAt } };
  };
  const minutes = (...values: readonly number[]) => values.map(value => at(new Date(value * 60_000).toISOString()));

  test('a record by its path or its run', () => {
    expect(recordsNamed(measured, 'none')).toHaveLength(1);
    expect(recordsNamed('run-1', join(folder, 'measured'))).toHaveLength(1);
  });

  test.each([
    ['run-2', "unknown record or run 'run-2': did you mean run-1?"],
    ['/no/such/record.jsonl', "unknown record or run '/no/such/record.jsonl': known: run-1"],
  ])('%s is refused', (text, message) => {
    expect(refusal(() => recordsNamed(text, join(folder, 'measured')))).toContain(message);
  });

  test('a file that is no record, and a folder without one', () => {
    const path = join(folder, 'turns.jsonl');
    writeFileSync(path, 'not a record\n');
    expect(refusal(() => recordsNamed(path, folder))).toContain(`${path} is no record: line 1`);
    expect(refusal(() => recordsNamed(mkdtempSync(join(folder, 'empty-')), folder))).toContain(
      'has no records (.jsonl)',
    );
    expect(refusal(() => recordsNamed('run-1', join(folder, 'nowhere')))).toContain('no run below');
  });

  test('several records of two folders are pairs where they were taken in turns', () => {
    expect(pairingOf(minutes(0, 5, 6), minutes(1, 4, 7), ['/', '/'])).toBe('turns');
    // One turn broke off.
    expect(pairingOf(minutes(0, 5, 6), minutes(1, 4), ['/', '/'])).toBe('turns');
    expect(pairingOf(minutes(0), minutes(9), ['a.jsonl', 'b.jsonl'])).toBe('runs');
  });

  test.each([
    [minutes(0, 1, 2), minutes(3, 4, 5)],
    [minutes(0, 5, 6, 9), minutes(1, 4)],
  ])('and refused where they were not', (a, b) => {
    expect(refusal(() => pairingOf(a, b, ['a', 'b']))).toContain('were not taken in turns: name one record of each');
  });
});
