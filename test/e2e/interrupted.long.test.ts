/** Ctrl-C, a kill, and going on; and what a finished record is signed with. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { inspectRecord } from '../../results/seal.ts';
import { violations } from '../harness/commands/published.ts';
import { wholeRecord } from '../results/whole-record.ts';
import { beginRun, casesWith } from './begun.ts';
import { type Ended, eventually, MISSING, moebench, SKIP, start, workerOf, workFolder } from './command-line.ts';

const folder = workFolder('interrupted');
const onLinux = process.platform === 'linux';
const hasKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined || process.env.MOEBENCH_REQUIRE_ALL === '1';
wholeRecord(join(folder, 'whole'));
wholeRecord(join(folder, 'open'), { finishedAt: null });

describe.skipIf(SKIP || !onLinux)(
  `a run that is interrupted${SKIP ? ` (${MISSING})` : onLinux ? '' : ' (needs Linux)'}`,
  () => {
    let path: string;
    let ended: Ended;
    let worker: number;
    beforeAll(async () => {
      const cases = casesWith('16x32x48', '64x32x48');
      path = await beginRun(folder, { cases, rounds: 3, timing: { timeoutMs: 120_000 } });
      const run = start(folder, ['run', '--resume', path]);
      await eventually(() => (readFileSync(path, 'utf8').includes('\n{"kind":"cell"') ? true : undefined));
      worker = (await eventually(() => workerOf(run))).pid;
      run.process.kill('SIGINT');
      ended = await run.ended;
    });

    test('ends with 130 and says how to go on', () => {
      expect(ended.code).toBe(130);
      expect(ended.stdout).toMatch(
        /Interrupted: \d+ cells measured, 0 failed; continue with: moebench run --resume \S+\.jsonl\n$/,
      );
      expect(ended.stderr).not.toMatch(/^\s+at /m);
    });

    test('keeps what was measured, unsealed', async () => {
      const { status, lines } = inspectRecord(readFileSync(path, 'utf8'));
      expect(status).toBe('unsealed');
      expect(lines.filter(({ kind }) => kind === 'cell').length).toBeGreaterThanOrEqual(1);
      const { code, stdout } = await moebench(folder, 'verify', path);
      expect(stdout).toMatch(/^unsealed, \d+ lines intact {2}\S+\.jsonl$/m);
      expect(code).toBe(0);
    });

    test('leaves no worker behind', () => {
      expect(existsSync(`/proc/${worker}`)).toBe(false);
    });

    test('goes on with --resume: the rest is run, no cell twice, and sealed', async () => {
      const before = readFileSync(path, 'utf8');
      const { code, stdout, stderr } = await moebench(folder, 'run', '--resume', path);
      expect(code, stderr).toBe(0);
      expect(stdout).toMatch(/cells measured, 0 failed\. Record: \S+\.jsonl\nSeal: sha256 [0-9a-f]{64}\n$/m);
      const after = readFileSync(path, 'utf8');
      expect(after).toContain(`"ownSha256":"${/sha256 (\S+)/.exec(stdout)?.[1]}"`);
      expect(after.startsWith(before)).toBe(true);
      const { status, lines } = inspectRecord(after);
      expect(status).toBe('sealed');
      const [context] = lines;
      if (context?.kind !== 'context') throw new Error('a record begins with its context');
      const cells = lines.flatMap(line => (line.kind === 'proof' || line.kind === 'cell' ? [line.cell] : []));
      expect(cells).toEqual(context.plan.map(({ id }) => id));
      expect((await moebench(folder, 'verify', path)).code).toBe(0);
    });
  },
);

const parts = { cases: casesWith('16x32x48'), timing: { timeoutMs: 120_000 } };
const locks = join(folder, 'shared-locks');
const shared = { variables: { MOEBENCH_LOCKS: locks } };

describe.skipIf(SKIP || !onLinux)(
  `a run that is killed${SKIP ? ` (${MISSING})` : onLinux ? '' : ' (needs Linux)'}`,
  () => {
    let path: string;
    let killed: number | undefined;
    let second: Ended;
    let other: Ended;
    beforeAll(async () => {
      path = await beginRun(join(folder, 'killed'), { ...parts, rounds: 4 });
      const run = start(folder, ['run', '--resume', path], shared);
      await eventually(() => (readFileSync(path, 'utf8').includes('\n{"kind":"cell"') ? true : undefined));
      killed = run.process.pid;
      second = await start(folder, ['run', '--resume', path]).ended;
      other = await start(folder, ['selftest', '--pairs', '1', '--out', 'elsewhere'], shared).ended;
      run.process.kill('SIGKILL');
      await run.ended;
    });

    test('was alone while it ran: its record was refused to a second one, which wrote nothing', () => {
      expect(second.code).toBe(2);
      expect(second.stdout).toBe('');
      expect(second.stderr).toContain(`is in use by process ${killed} on `);
      expect(second.stderr).toMatch(/^moebench: \S+\.jsonl is in use by process .*: wait until it has ended$/m);
    });

    test('was alone on its machine: another folder was refused as well', () => {
      expect(other.code).toBe(2);
      expect(other.stderr).toMatch(
        new RegExp(`^moebench: this machine is in use by process ${killed} on .*: wait until`),
      );
      expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
    });

    test('is gone on with: both locks are taken over, which is said, and no cell is lost or run twice', async () => {
      const before = inspectRecord(readFileSync(path, 'utf8'));
      const { code, stderr } = await start(folder, ['run', '--resume', path], shared).ended;
      expect(code, stderr).toBe(0);
      expect(stderr).toMatch(
        new RegExp(`^this machine was locked by process ${killed} on .*, which has ended: taken over$`, 'm'),
      );
      expect(stderr).toMatch(new RegExp(`^\\S+\\.jsonl was locked by process ${killed} on .*: taken over$`, 'm'));
      const { status, lines } = inspectRecord(readFileSync(path, 'utf8'));
      expect(status).toBe('sealed');
      expect(lines.slice(0, before.lines.length)).toEqual(before.lines);
      expect(readdirSync(dirname(path)).filter(name => name.includes('.lock'))).toEqual([]);
      expect(readdirSync(locks)).toEqual([]);
      const verified = await moebench(folder, 'verify', path);
      expect(verified.code, verified.stdout).toBe(0);
    });
  },
);

describe.skipIf(SKIP)(`a run whose set-up has changed${SKIP ? ` (${MISSING})` : ''}`, () => {
  /** A begun record with another context line. */
  async function changed(name: string, change: (context: string) => string): Promise<string> {
    const path = await beginRun(join(folder, name), { ...parts, rounds: 1 });
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    return path;
  }

  /** Goes on with it, and returns the run that was made instead. */
  async function resumed(path: string) {
    const before = readFileSync(path, 'utf8');
    const { code, stdout, stderr } = await moebench(folder, 'run', '--resume', path, '--json');
    expect(code, stderr).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(before);
    const document = JSON.parse(stdout);
    expect(violations('run', document)).toEqual([]);
    expect(document).toMatchObject({ status: 'finished', sealed: true, failed: 0 });
    expect(dirname(document.record)).toBe(dirname(path));
    const [context] = inspectRecord(readFileSync(document.record, 'utf8')).lines;
    const verified = await moebench(folder, 'verify', document.record, '--json');
    expect(verified.code, verified.stdout).toBe(0);
    expect(violations('verification', JSON.parse(verified.stdout))).toEqual([]);
    return { stderr, context };
  }

  test('is not mixed: a new run of the same work begins, and its context says what differs', async () => {
    const path = await changed('newer', text => text.replace(/"version":"[^"]+"/, '"version":"0.0.9"'));
    const { stderr, context } = await resumed(path);
    expect(stderr).toMatch(
      /^\S+\.jsonl is not continued, because the set-up has changed: program\.version was 0\.0\.9, is \S+ A new run of the same work begins: \S+\.jsonl$/m,
    );
    expect(context).toMatchObject({
      insteadOf: { runId: 'run-1', differences: [{ what: 'program.version', before: '0.0.9' }] },
    });
  });

  test('of schema 1 is not gone on with in schema 2', async () => {
    const fixture = new URL('../fixtures/records/schema-1.jsonl', import.meta.url);
    const [first = ''] = readFileSync(fixture, 'utf8').split('\n');
    const path = await changed('older', text => {
      const now = JSON.parse(text);
      const old = JSON.parse(first);
      const work = old.cases.find(({ id }: { id: string }) => id.startsWith('gemm'));
      const plan = old.plan.filter(({ case: id }: { case: string }) => id === work.id).slice(0, 2);
      return `${JSON.stringify({ ...old, runId: 'old-1', machine: now.machine, cases: [work], plan })}\n`;
    });
    const { stderr, context } = await resumed(path);
    expect(stderr).toContain('schema was moebench.record/1, is moebench.record/2');
    expect(context).toMatchObject({ schema: 'moebench.record/2', insteadOf: { runId: 'old-1' } });
  });
});

describe.skipIf(SKIP)(`sign${SKIP ? ` (${MISSING})` : ''}`, () => {
  test.each<[string, readonly string[], RegExp]>([
    ['no key', ['sign', 'whole/lab-1/run-1.jsonl'], /required option '--key <file>' not specified/],
    ['a key that is not there', ['sign', 'whole/lab-1/run-1.jsonl', '--key', 'k'], /^moebench: --key k: no such file/],
    ['an open record', ['sign', 'open/lab-1/run-1.jsonl', '--key', 'k'], /is unsealed: only a sealed record can be/],
    [
      'no record',
      ['sign', 'none.jsonl', '--key', 'k'],
      /^moebench: none\.jsonl: cannot be read .*; give a sealed record/,
    ],
    ['signers that are not there', ['verify', 'whole', '--signers', 's'], /^moebench: s: no such file; give allowed/],
  ])('%s: exit 2, and one line', async (_, args, message) => {
    const { code, stdout, stderr } = await moebench(folder, ...args);
    expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
    expect(stderr).toMatch(message);
  });

  test.skipIf(!hasKeygen)('signs a sealed record, and verify says who it was', async () => {
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'key')]);
    writeFileSync(join(folder, 'signers'), `ops@lab ${readFileSync(join(folder, 'key.pub'), 'utf8')}`);
    const signed = await moebench(folder, 'sign', 'whole/lab-1/run-1.jsonl', '--key', 'key', '--json');
    expect(violations('signature', JSON.parse(signed.stdout))).toEqual([]);
    const { code, stdout } = await moebench(folder, 'verify', 'whole', '--signers', 'signers');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}holds {6}signature {3}signed by ops@lab, ED25519 SHA256:\S+$/m);
    expect(stdout).toContain(`seal sha256 ${JSON.parse(signed.stdout).sealSha256}`);
    expect((await moebench(folder, 'verify', 'open', '--signers', 'signers')).code).toBe(1);
  });
});
