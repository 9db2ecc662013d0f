import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { takeLock } from '../../../results/record-file/lock.ts';
import { type Holder, lifeOf, thisProcess } from '../../../results/record-file/lock-holder.ts';
import { createRun, lockPath, resumeRun } from '../../../results/store.ts';
import { sha256 } from '../../../suites/identity.ts';
import { MISSING, SKIP } from '../../e2e/command-line.ts';
import { refusal } from '../../refusal.ts';
import { contextOf } from '../small-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-lock-'));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CHILD = fileURLToPath(new URL('./lock-child.mjs', import.meta.url));
const BUILT = fileURLToPath(new URL('../../../dist/results/record-file/lock.js', import.meta.url));
const SINCE = new Date('2026-03-01T01:00:00.000Z');
const here = thisProcess(SINCE);

let locks = 0;
function place(): string {
  locks += 1;
  return join(folder, `${locks}.lock`);
}

const left = (path: string) => readdirSync(folder).filter(name => join(folder, name).startsWith(path));

/** Another holder's lock, as its process would have left it. */
function leave(path: string, changes: Partial<Holder>): Holder {
  const holder = { ...here, nonce: sha256(JSON.stringify(changes)).slice(0, 16), ...changes };
  writeFileSync(path, `${JSON.stringify(holder)}\n`);
  return holder;
}

/** A process number that no process has: above the greatest there can be. */
const NOBODY = 2 ** 22 + 1;

describe('a lock', () => {
  test('is held by one at a time, and free again when it is released', () => {
    const path = place();
    const lock = takeLock(path, 'it', here);
    expect(lock.takenOverFrom).toBeNull();
    expect(refusal(() => takeLock(path, 'results/run.jsonl'))).toBe(
      `results/run.jsonl is in use by process ${process.pid} on ${here.hostname}, since ${here.since}: wait until it has ended`,
    );
    lock.release();
    expect(left(path)).toEqual([]);
    takeLock(path, 'it').release();
  });

  test('of a process that has ended is taken over, and it is told from whom', () => {
    const path = place();
    const dead = leave(path, { pid: NOBODY });
    const lock = takeLock(path, 'it');
    expect(lock.takenOverFrom).toEqual(dead);
    expect(refusal(() => takeLock(path, 'it'))).toContain(`is in use by process ${process.pid} on`);
    lock.release();
    expect(left(path)).toEqual([]);
  });

  test.skipIf(here.startTicks === null)(
    'of a process whose number another one has by now is taken over (by /proc)',
    () => {
      const path = place();
      leave(path, { startTicks: '1' });
      expect(takeLock(path, 'it').takenOverFrom).toMatchObject({ pid: process.pid, startTicks: '1' });
    },
  );

  test('from before the machine was started anew is taken over, though its process number is in use', () => {
    const path = place();
    leave(path, { bootId: 'another' });
    expect(takeLock(path, 'it').takenOverFrom).toMatchObject({ bootId: 'another' });
  });

  test.each<[string, Partial<Holder>]>([
    ['another host', { hostname: 'another', bootId: 'another', pid: NOBODY }],
    ['another host that tells no boot', { hostname: 'another', bootId: 'another', startTicks: null, pid: NOBODY }],
    ['another container on this host', { pidNamespace: 'pid:[1]', pid: NOBODY }],
  ])('of %s is never taken over: nobody can tell from here whether it has ended', (_, changes) => {
    const path = place();
    leave(path, changes);
    expect(refusal(() => takeLock(path, 'it'))).toMatch(
      /^it is in use by process \d+ on \S+, since .*, which cannot be seen from here: if it has ended, delete \S+\.lock$/,
    );
    expect(left(path)).toHaveLength(1);
  });

  test.each(['', '{"pid":1}', 'mine\n'])('that is none of moebench (%j) is left alone, and named', text => {
    const path = place();
    writeFileSync(path, text);
    expect(refusal(() => takeLock(path, 'it'))).toBe(
      `it may be in use: ${path} is no lock of moebench; delete it if nothing runs`,
    );
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('has one successor: of two that saw the same dead holder, the second finds the first', () => {
    const path = place();
    leave(path, { pid: NOBODY });
    const first = takeLock(path, 'it');
    const files = left(path);
    expect(files).toHaveLength(2);
    expect(() => takeLock(path, 'it')).toThrow(/is in use by/);
    expect(left(path)).toEqual(files);
    first.release();
  });

  test('of a successor that died too is taken over from the successor', () => {
    const path = place();
    leave(path, { pid: NOBODY });
    const dead = leave(`${path}.after-${sha256(readFileSync(path, 'utf8')).slice(0, 16)}`, { pid: NOBODY + 1 });
    const lock = takeLock(path, 'it');
    expect(lock.takenOverFrom).toEqual(dead);
    lock.release();
    expect(left(path)).toEqual([]);
  });
});

describe('whether a holder still runs', () => {
  test('is known of this process, and of one that has ended', () => {
    expect(lifeOf(here, here)).toBe('alive');
    expect(lifeOf({ ...here, pid: NOBODY }, here)).toBe('gone');
  });

  test('is known without /proc by the process number alone', () => {
    const bare = { ...here, bootId: null, pidNamespace: null, startTicks: null };
    expect(lifeOf(bare, bare)).toBe('alive');
    expect(lifeOf({ ...bare, pid: NOBODY }, bare)).toBe('gone');
    expect(lifeOf({ ...bare, hostname: 'another' }, bare)).toBe('unknown');
  });
});

describe.skipIf(SKIP)(`a lock among processes${SKIP ? ` (${MISSING})` : ''}`, () => {
  /** Starts a process that takes the lock, and waits for what it says. */
  async function start(path: string): Promise<{ child: ChildProcess; said: string }> {
    const child = spawn(process.execPath, [CHILD, BUILT, path], { stdio: ['pipe', 'pipe', 'inherit'] });
    children.push(child);
    const [said] = await once(child.stdout.setEncoding('utf8'), 'data');
    return { child, said: String(said).trim() };
  }

  test('is refused while its process runs, and taken over when that was killed', async () => {
    const path = place();
    const { child, said } = await start(path);
    expect(said).toBe('held free');
    expect(refusal(() => takeLock(path, 'it'))).toContain(`it is in use by process ${child.pid} on`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = takeLock(path, 'it');
    expect(lock.takenOverFrom?.pid).toBe(child.pid);
    lock.release();
    expect(left(path)).toEqual([]);
  });

  test('is free when its process released it', async () => {
    const path = place();
    const { child } = await start(path);
    child.stdin?.end();
    await once(child, 'exit');
    expect(left(path)).toEqual([]);
  });

  test('of a dead holder goes to one of many that ask for it at once', async () => {
    const path = place();
    leave(path, { pid: NOBODY });
    const started = await Promise.all(Array.from({ length: 8 }, () => start(path)));
    const said = started.map(({ said: text }) => text.split(' ')[0]);
    expect(said.filter(word => word === 'held')).toHaveLength(1);
    expect(said.filter(word => word === 'refused')).toHaveLength(7);
  });
});

describe('a record', () => {
  test('that is written is not gone on with at once, and is when its writer has closed it', () => {
    const writer = createRun(join(folder, 'runs'), contextOf());
    expect(refusal(() => resumeRun(writer.path))).toBe(
      `${writer.path} is in use by process ${process.pid} on ${here.hostname}, since ${JSON.parse(readFileSync(lockPath(writer.path), 'utf8')).since}: wait until it has ended`,
    );
    const before = readFileSync(writer.path);
    writer.close();
    const { writer: again, takenOverFrom } = resumeRun(writer.path);
    expect(takenOverFrom).toBeNull();
    expect(() => resumeRun(writer.path)).toThrow(/is in use by/);
    again.close();
    expect(readFileSync(writer.path).equals(before)).toBe(true);
    expect(readdirSync(join(folder, 'runs/lab-1'))).toEqual(['run-1.jsonl', 'run-1.samples.gz']);
  });

  test('whose writer was killed is taken over', () => {
    const writer = createRun(join(folder, 'killed'), contextOf());
    writer.close();
    const dead = leave(lockPath(writer.path), { pid: NOBODY });
    const resumed = resumeRun(writer.path);
    expect(resumed.takenOverFrom).toEqual(dead);
    resumed.writer.close();
  });
});
