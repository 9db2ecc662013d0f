import { spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { importRecord } from '../../../results/import.ts';
import { type SshKeygen, signaturePath, signRecord, sshKeygen } from '../../../results/verify/signature.ts';
import { isKept, verifyRecord } from '../../../results/verify.ts';
import { refusal } from '../../refusal.ts';
import { wholeRecord } from '../whole-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-signature-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keygen = (...args: readonly string[]) => spawnSync('ssh-keygen', args, { input: '', encoding: 'utf8' });
const there = keygen('-?').error === undefined;
const skip = !there && process.env.MOEBENCH_REQUIRE_ALL !== '1';
const NOW = new Date('2026-03-02T00:00:00.000Z');

const key = (name: string): string => {
  const path = join(folder, name);
  if (!existsSync(path)) keygen('-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', path);
  return path;
};

let places = 0;
const written = (): string => {
  places += 1;
  return wholeRecord(join(folder, `runs-${places}`));
};

/** A file of allowed signers: each `name [options] key`. */
function allowed(name: string, ...rows: readonly (readonly [who: string, key: string])[]): string {
  const path = join(folder, name);
  writeFileSync(path, rows.map(([who, by]) => `${who} ${readFileSync(`${key(by)}.pub`, 'utf8')}`).join(''));
  return path;
}

function found(path: string, signers: string | null, run: SshKeygen = sshKeygen) {
  const verification = verifyRecord(path, undefined, { now: NOW, signers, run });
  const rows = verification.promises.filter(({ promise }) => promise === 'signature' || promise === 'machine');
  return { rows: rows.map(({ status, code }) => `${status} ${code}`), kept: isKept(verification), verification };
}

const MISSING_KEYGEN: SshKeygen = () => ({ missing: true, code: null, stdout: '', stderr: '' });

describe.skipIf(skip)(`a signature${skip ? ' (needs ssh-keygen)' : ''}`, () => {
  test('says who signed, where the signer is allowed', () => {
    const path = written();
    expect(signRecord(path, key('lab'))).toBe(`${path}.sig`);
    const signers = allowed('lab-only', ['ops@lab', 'lab']);
    const { rows, kept, verification } = found(path, signers);
    expect({ rows, kept }).toEqual({ rows: ['holds signed-by', 'holds signer-vouches'], kept: true });
    const { values } = verification.promises.find(({ promise }) => promise === 'signature') ?? {};
    expect(values).toEqual({ signer: 'ops@lab', key: expect.stringMatching(/^ED25519 SHA256:\S{43}$/) });
  });

  test('can be checked without moebench', () => {
    const path = written();
    signRecord(path, key('lab'));
    const args = ['-Y', 'verify', '-f', allowed('lab-only', ['ops@lab', 'lab']), '-I', 'ops@lab', '-n', 'moebench'];
    expect(spawnSync('ssh-keygen', [...args, '-s', `${path}.sig`], { input: readFileSync(path) }).status).toBe(0);
  });

  test('of nobody that is asked for fits and tells no signer', () => {
    const path = written();
    signRecord(path, key('lab'));
    expect(found(path, null)).toMatchObject({
      rows: ['not-known signer-not-asked', 'not-known nobody-vouches'],
      kept: true,
    });
  });

  test.each<[string, (path: string) => void, string]>([
    ['of another key', path => void signRecord(path, key('stranger')), 'broken signer-unknown'],
    [
      'of other bytes',
      path => {
        const other = written();
        writeFileSync(other, `${readFileSync(other, 'utf8').replace('"rounds":1', '"rounds":2')}`);
        copyFileSync(signRecord(other, key('lab')), signaturePath(path));
      },
      'broken signature-differs',
    ],
    [
      'of another namespace',
      path => void keygen('-Y', 'sign', '-f', key('lab'), '-n', 'file', path),
      'broken signature-differs',
    ],
    ['that is none', path => writeFileSync(signaturePath(path), 'mine\n'), 'broken signature-differs'],
    ['that is empty', path => writeFileSync(signaturePath(path), ''), 'broken signature-differs'],
    ['that is not there', () => undefined, 'broken signature-missing'],
  ])('%s does not hold where a signer is asked for', (_, sign, row) => {
    const path = written();
    sign(path);
    const { rows, kept } = found(path, allowed('lab-only', ['ops@lab', 'lab']));
    expect({ row: rows[0], machine: rows[1], kept }).toEqual({ row, machine: 'not-known nobody-vouches', kept: false });
  });

  test.each([
    ['for another purpose', 'ops@lab namespaces="git"'],
    ['until last year', 'ops@lab valid-before="20250101"'],
  ])('of a key that is allowed %s is of no allowed signer', (_, who) => {
    const path = written();
    signRecord(path, key('lab'));
    expect(found(path, allowed('limited', [who, 'lab'])).rows[0]).toBe('broken signer-unknown');
  });

  test('of a key under two names is of the one that may sign', () => {
    const path = written();
    signRecord(path, key('lab'));
    const signers = allowed('two', ['git@lab namespaces="git"', 'lab'], ['ops@lab', 'lab']);
    const { verification } = found(path, signers);
    expect(verification.promises.find(({ promise }) => promise === 'signature')?.values.signer).toBe('ops@lab');
  });

  test('does not hold for a record that was changed after it', () => {
    const path = written();
    signRecord(path, key('lab'));
    appendFileSync(path, ' ');
    expect(found(path, null)).toMatchObject({
      rows: ['broken signature-differs', 'not-known nobody-vouches'],
      kept: false,
    });
  });

  test('comes along with an imported record', () => {
    const path = written();
    signRecord(path, key('lab'));
    const imported = importRecord(path, join(folder, 'taken'), NOW);
    expect(imported.signature).toBe(true);
    expect(found(imported.path, allowed('lab-only', ['ops@lab', 'lab'])).rows[0]).toBe('holds signed-by');
  });

  test('is never written over', () => {
    const path = written();
    signRecord(path, key('lab'));
    const before = readFileSync(signaturePath(path), 'utf8');
    expect(refusal(() => signRecord(path, key('stranger')))).toMatch(/\.sig: exists already; a signature is never/);
    expect(readFileSync(signaturePath(path), 'utf8')).toBe(before);
  });

  test('by what is no key is refused, with what ssh-keygen says', () => {
    const path = written();
    writeFileSync(join(folder, 'no-key'), 'mine\n');
    expect(refusal(() => signRecord(path, join(folder, 'no-key')))).toMatch(
      /ssh-keygen does not sign with \S+no-key \(.+\)$/,
    );
    expect(refusal(() => signRecord(path, join(folder, 'nowhere')))).toMatch(/^--key \S+nowhere: no such file/);
    expect(existsSync(signaturePath(path))).toBe(false);
  });
});

describe('without ssh-keygen', () => {
  test('nothing can be signed', () => {
    const path = written();
    writeFileSync(join(folder, 'a-key'), 'mine\n');
    expect(refusal(() => signRecord(path, join(folder, 'a-key'), MISSING_KEYGEN))).toBe(
      'there is no ssh-keygen here: install OpenSSH 8.2 or newer',
    );
  });

  test('a signature is not known to hold, and no signer can be asked for', () => {
    const path = written();
    writeFileSync(signaturePath(path), 'a signature\n');
    const signers = join(folder, 'anybody');
    writeFileSync(signers, '');
    expect(found(path, null, MISSING_KEYGEN)).toMatchObject({
      rows: ['not-known no-ssh-keygen', expect.anything()],
      kept: true,
    });
    expect(refusal(() => found(path, signers, MISSING_KEYGEN))).toMatch(/^--signers: there is no ssh-keygen here/);
  });

  test('a file of signers that is not there is refused', () => {
    expect(refusal(() => found(written(), join(folder, 'nobody'), MISSING_KEYGEN))).toMatch(
      /nobody: no such file; give/,
    );
  });
});

test.skipIf(skip)('an ssh-keygen that ends without reading its input has still answered', () => {
  const answer = sshKeygen(['-l', '-f', join(folder, 'no-such-key')], Buffer.alloc(2 ** 23));
  expect(answer).toMatchObject({ missing: false });
  expect(answer.code).not.toBe(0);
  expect(answer.stderr + answer.stdout).toMatch(/no-such-key/);
});
