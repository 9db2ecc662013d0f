/** Writes a bundle: packed whole in memory, laid beside its name, renamed. No half archive is ever left under its name. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { onDisk } from '../../results/disk.ts';
import { UsageError } from '../errors.ts';

/** What a bundle may take up: it must fit where only small files go in. */
export const LIMIT_BYTES = 60 * 2 ** 20;

/** One block size and more than one thread give the same bytes on any number of cores; one thread writes other headers. */
const XZ = ['--compress', '--stdout', '--format=xz', '--check=crc64', '-6', '--threads=2', '--block-size=33554432'];

/** The tar as .tar.xz. UsageError where xz is not installed. */
export function compress(tar: Buffer): Buffer {
  const { error, status, stdout, stderr } = spawnSync('xz', XZ, { input: tar, maxBuffer: tar.length + 2 ** 20 });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') {
    throw new UsageError('xz is not installed here: making a bundle needs it (apt-get install xz-utils)');
  }
  if (status !== 0) throw new Error(`xz ended with ${status}: ${stderr}`, { cause: error });
  return stdout;
}

/** UsageError where the archive could not be written, before minutes are spent on making it. */
export function assertWritable(path: string): void {
  const folder = dirname(resolve(path));
  if (!existsSync(folder)) throw new UsageError(`${folder}: no such folder; make it, or give another --out`);
  if (existsSync(path) && statSync(path).isDirectory()) throw new UsageError(`${path} is a folder; give a file`);
  onDisk(folder, () => accessSync(folder, constants.W_OK));
}

/** UsageError where it is too large or the disk has no room for it; what was there before stays then. */
export function writeArchive(path: string, archive: Buffer, limitBytes: number = LIMIT_BYTES): void {
  if (archive.length > limitBytes) {
    throw new UsageError(`the bundle is ${mebibytes(archive.length)}, over its limit of ${mebibytes(limitBytes)}`);
  }
  const part = `${path}.part`;
  const full = `the bundle needs ${mebibytes(archive.length)}: free space or give another --out`;
  try {
    onDisk(path, () => writeFileSync(part, archive, { flush: true }), full);
    onDisk(path, () => renameSync(part, path));
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

export function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
