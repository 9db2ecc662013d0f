/**
 * A lock that one process at a time holds: a file with its holder. Node has no flock, so a lock is taken by `link`, which makes a
 * file with all of its contents or fails, and it outlives a process that is killed.
 *
 * A dead holder's lock is never deleted to take it over: of two processes that see the same dead holder, the second would delete
 * the lock of the first. Instead each dead holder has one successor, whose file is named after the dead one's contents, and again
 * `link` decides who that is. The holder is the end of this chain. Who releases deletes the chain from its beginning, itself last;
 * who has linked looks again whether its chain still has its beginning, and otherwise starts over.
 */
import { existsSync, readFileSync, rmSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { sha256 } from '../../suites/identity.ts';
import { UsageError } from '../../suites/usage-error.ts';
import { codeOf, onDisk } from '../disk.ts';
import { type Holder, holderSchema, holderText, type Life, lifeOf, thisProcess } from './lock-holder.ts';
import { createWhole, dropParts } from './whole-file.ts';

export type Lock = {
  /** The process that held it and ended without releasing it; null: it was free. */
  readonly takenOverFrom: Holder | null;
  readonly release: () => void;
};

/** Somebody else holds the lock, or may hold it, as far as can be told. Waiting can help. */
export class LockHeld extends UsageError {}

/**
 * `subject`: what is locked, as a sentence begins: `results/run.jsonl`. LockHeld, with the holder, where it is held. `unseenMs`: after so
 * long a holder that cannot be seen from here, as in another container, counts as ended; not given: never.
 */
export function takeLock(
  path: string,
  subject: string,
  here: Holder = thisProcess(new Date()),
  unseenMs = Number.POSITIVE_INFINITY,
): Lock {
  const text = `${JSON.stringify(here)}\n`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const dead = deadHolders(path, subject, here, unseenMs);
    const file = dead.at(-1)?.next ?? path;
    if (!onDisk(path, () => linked(file, text), FULL)) continue;
    const files = chainFiles(path);
    if (files.at(-1)?.path === file && files.at(-1)?.text === text) {
      return { takenOverFrom: dead.at(-1)?.holder ?? null, release: () => release(path, text) };
    }
    unlinkSync(file);
  }
  throw new UsageError(`${subject}: ${path} changes hands too fast to be taken; try again`);
}

/** Whether a process that runs, or of which nobody here can tell, holds a lock. A dead holder's is free. */
export function isLocked(path: string, subject: string, here: Holder = thisProcess(new Date())): boolean {
  try {
    deadHolders(path, subject, here, Number.POSITIVE_INFINITY);
    return false;
  } catch (error) {
    if (error instanceof UsageError) return true;
    throw error;
  }
}

const ATTEMPTS = 100;
const FULL = 'nothing was begun: free space, then try again';

/** The holders of a chain, all of which are dead. UsageError at one that is not, or that nobody can tell of. */
function deadHolders(
  path: string,
  subject: string,
  here: Holder,
  unseenMs: number,
): readonly { holder: Holder; next: string }[] {
  return chainFiles(path).map(({ path: file, text, next }) => {
    const holder = parseHolder(text);
    if (holder === null) throw new UsageError(`${subject} ${noLock(file)}`);
    const refusal = REFUSALS[agedLife(holder, here, unseenMs)]?.(holder, file);
    if (refusal !== undefined) throw new LockHeld(`${subject} ${refusal}`);
    return { holder, next };
  });
}

/** A holder that cannot be seen counts as ended after so long. */
function agedLife(holder: Holder, here: Holder, unseenMs: number): Life {
  const life = lifeOf(holder, here);
  const ageMs = Date.parse(here.since) - Date.parse(holder.since);
  return life === 'unknown' && ageMs > unseenMs ? 'gone' : life;
}

const noLock = (file: string): string => `may be in use: ${file} is no lock of moebench; delete it if nothing runs`;

/** Why a lock cannot be taken, by what is known of its holder; a dead one is no reason. */
const REFUSALS: Readonly<Partial<Record<Life, (holder: Holder, file: string) => string>>> = {
  alive: holder => `is in use by ${holderText(holder)}: wait until it has ended`,
  unknown: (holder, file) =>
    `is in use by ${holderText(holder)}, which cannot be seen from here: if it has ended, delete ${file}`,
};

type ChainFile = { readonly path: string; readonly text: string; readonly next: string };

/** The lock's file and those of its successors, as far as there are any. */
function chainFiles(path: string): readonly ChainFile[] {
  const files: ChainFile[] = [];
  for (let file = path; ; ) {
    const text = readIfThere(file);
    if (text === null) return files;
    const next = `${path}.after-${sha256(text).slice(0, 16)}`;
    files.push({ path: file, text, next });
    file = next;
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new UsageError(`${path}: cannot be read (${codeOf(error)}): delete it if nothing runs`, { cause: error });
  }
}

/**
 * Makes the file with this text; false where there is one, or where somebody who released the lock has deleted its unlinked part. Where
 * there are no links it is empty for a moment, which is read as a lock that is held.
 */
function linked(path: string, text: string): boolean {
  try {
    // Whatever the umask: others have to read who holds it.
    createWhole(path, text, 0o644);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || (codeOf(error) === 'ENOENT' && existsSync(dirname(path)))) return false;
    throw error;
  }
}

/**
 * Deletes the chain of which this is the end, its beginning first. Where that is another user's, and so cannot be deleted, the chain
 * stays, all of it dead, and whoever comes next becomes the successor anew.
 */
function release(path: string, text: string): void {
  const files = chainFiles(path).map(file => ({ ...file, isEnd: file.text === text }));
  if (!files.some(({ isEnd }) => isEnd)) return;
  const [beginning] = files;
  const all = beginning === undefined || beginning.isEnd || isDeleted(beginning.path);
  for (const file of files) if (all || file.isEnd) isDeleted(file.path);
  dropParts(path);
}

function isDeleted(path: string): boolean {
  try {
    rmSync(path, { force: true });
    return true;
  } catch {
    return false;
  }
}

function parseHolder(text: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
