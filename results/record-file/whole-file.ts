/** A file that is there with all of its text or not at all, also where the process that makes it is killed. */
import { chmodSync, closeSync, fsyncSync, linkSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sha256 } from '../../suites/identity.ts';
import { codeOf } from '../disk.ts';

/**
 * Makes a file, on the disk when this returns. It is written beside its place and linked into it, so that a name that is taken stays what
 * it is. Throws what the file system says, `EEXIST` where the name is taken. `mode`: the file has it whatever the umask.
 */
export function createWhole(path: string, text: string, mode?: number): void {
  const part = `${path}.${process.pid}-${sha256(text).slice(0, 8)}.part`;
  try {
    writeFileSync(part, text, { flag: 'wx', flush: true });
    if (mode !== undefined) chmodSync(part, mode);
    linkSync(part, path);
  } catch (error) {
    if (!NO_LINKS.includes(codeOf(error))) throw error;
    createInPlace(path, text, mode);
  } finally {
    rmSync(part, { force: true });
  }
}

/**
 * Deletes what processes that were killed in `createWhole` left beside this path, or beside one that begins with it and a dot. A process
 * that is in it just now gets `ENOENT`. What the file system refuses to delete stays: nothing reads it.
 */
export function dropParts(path: string): void {
  const [folder, beginning] = [dirname(path), `${basename(path)}.`];
  try {
    const parts = readdirSync(folder).filter(name => name.startsWith(beginning) && PART.test(name));
    for (const part of parts) rmSync(join(folder, part), { force: true });
  } catch (error) {
    if (codeOf(error) === '') throw error;
  }
}

/** The end of the name of what `createWhole` has not linked yet: other writers beside it end theirs otherwise. */
const PART = /\.\d+-[0-9a-f]{8}\.part$/;

/** What file systems without hard links answer. */
const NO_LINKS: readonly string[] = ['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EPERM'];

/** As `createWhole`, where there are no links: for a moment the file is there and empty, and the umask holds. */
function createInPlace(path: string, text: string, mode: number | undefined): void {
  const file = openSync(path, 'wx', mode);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}
