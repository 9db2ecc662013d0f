/**
 * A detached signature of a record, made and checked by OpenSSH's `ssh-keygen -Y`: there is no cryptography of our own. It lies beside
 * the record, `<record>.sig`, and is of the record's bytes, which hold the hash of the samples. Anyone can check it without moebench.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { UsageError } from '../../suites/usage-error.ts';
import { broken, type Finding, holds, notKnown } from './promise.ts';

/** What a signature is for: one of this namespace stands for nothing else. */
export const SIGNATURE_NAMESPACE = 'moebench';

/** The signature file of a record. */
export function signaturePath(recordPath: string): string {
  return `${recordPath}.sig`;
}

/** What ssh-keygen answered; `missing`: there is none here. The seam that tests put a fake into. */
export type SshKeygen = (
  args: readonly string[],
  input: Buffer,
) => { readonly missing: boolean; readonly code: number | null; readonly stdout: string; readonly stderr: string };

export const sshKeygen: SshKeygen = (args, input) => {
  const { error, status, stdout, stderr } = spawnSync('ssh-keygen', args, { input, encoding: 'utf8' });
  const cause = error !== undefined && 'code' in error ? error.code : null;
  // It ends without reading its input where it needs none, or refuses before: its exit code says which.
  if (error !== undefined && cause !== 'ENOENT' && cause !== 'EPIPE') throw error;
  return { missing: cause === 'ENOENT', code: status, stdout: stdout ?? '', stderr: stderr ?? '' };
};

const NO_SSH_KEYGEN = 'there is no ssh-keygen here: install OpenSSH 8.2 or newer';

export type Signatures = {
  /** An allowed-signers file of ssh-keygen(1); null: who signed is not asked. */
  readonly signers: string | null;
  readonly run: SshKeygen;
};

/** Whether the signature beside a record is of its bytes, and whose it is. UsageError for a signers file that is not there. */
export function checkSignature(recordPath: string, { signers, run }: Signatures): Finding {
  if (signers !== null && !existsSync(signers)) throw new UsageError(`${signers}: no such file; give allowed signers`);
  const path = signaturePath(recordPath);
  if (!existsSync(path)) {
    return signers === null ? notKnown('signature', 'not-signed') : broken('signature', 'signature-missing');
  }
  const record = readFileSync(recordPath);
  const verb = (name: string, ...args: readonly string[]) =>
    run(['-Y', name, ...args, '-n', SIGNATURE_NAMESPACE, '-s', path], record);
  const fits = verb('check-novalidate');
  if (fits.missing) {
    if (signers !== null) throw new UsageError(`--signers: ${NO_SSH_KEYGEN}`);
    return notKnown('signature', 'no-ssh-keygen');
  }
  if (fits.code !== 0) return broken('signature', 'signature-differs', { detail: reasonOf(fits) });
  const key = keyOf(fits.stdout);
  if (signers === null) return notKnown('signature', 'signer-not-asked', { key });
  const names = new Set([
    ...run(['-Y', 'find-principals', '-f', signers, '-s', path], record).stdout.split(/[\n,]/),
    ...namesIn(readFileSync(signers, 'utf8')),
  ]);
  const signer = [...names].find(name => name !== '' && verb('verify', '-f', signers, '-I', name).code === 0);
  return signer === undefined
    ? broken('signature', 'signer-unknown', { key })
    : holds('signature', 'signed-by', { signer, key });
}

/**
 * The names of an allowed-signers file. `find-principals` gives the first that has the key; one key may stand under several, and
 * `verify` alone says which of them may sign in this namespace, and still today.
 */
function namesIn(signers: string): readonly string[] {
  const rows = signers.split('\n').map(row => row.trim());
  return rows.filter(row => !row.startsWith('#')).flatMap(row => row.split(/\s/)[0]?.split(',') ?? []);
}

/** Signs a record with a private key, or with a public key whose private one is in an agent; the path of the signature. */
export function signRecord(recordPath: string, key: string, run: SshKeygen = sshKeygen): string {
  if (!existsSync(key)) throw new UsageError(`--key ${key}: no such file; make a key with ssh-keygen -t ed25519`);
  const path = signaturePath(recordPath);
  if (existsSync(path)) throw new UsageError(`${path}: exists already; a signature is never overwritten`);
  const signed = run(['-Y', 'sign', '-f', key, '-n', SIGNATURE_NAMESPACE, recordPath], Buffer.alloc(0));
  if (signed.missing) throw new UsageError(NO_SSH_KEYGEN);
  if (signed.code !== 0 || !existsSync(path)) {
    throw new UsageError(`${recordPath}: ssh-keygen does not sign with ${key} (${reasonOf(signed)})`);
  }
  return path;
}

/** `ED25519 SHA256:…` of `Good "moebench" signature with ED25519 key SHA256:…`. */
function keyOf(stdout: string): string {
  const found = /with (\S+) key (\S+)/.exec(stdout);
  return found === null ? 'a key' : `${found[1]} ${found[2]}`;
}

/** The last line that ssh-keygen printed. */
function reasonOf({ stdout, stderr, code }: { stdout: string; stderr: string; code: number | null }): string {
  const lines = `${stdout}\n${stderr}`.split('\n').map(line => line.trim());
  return lines.findLast(line => line !== '') ?? `exit code ${code}`;
}
