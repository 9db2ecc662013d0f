/** A tar archive in the ustar form of POSIX.1-1988, which every tar reads. The same entries give the same bytes. */
import { UsageError } from '../errors.ts';

export type ArchiveFile = { readonly path: string; readonly bytes: Uint8Array; readonly executable: boolean };

const BLOCK = 512;
/** 2000-01-01: no clock, and no "implausibly old time stamp" either. */
const MODIFIED_S = 946_684_800;

/** The files, sorted by path, as one archive: no owner, one time, modes 0755 and 0644. */
export function tarOf(files: readonly ArchiveFile[]): Buffer {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const blocks = sorted.flatMap(({ path, bytes, executable }) => [
    header(path, bytes.length, executable ? 0o755 : 0o644),
    bytes,
    Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK),
  ]);
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

function header(path: string, size: number, mode: number): Buffer {
  const { prefix, name } = split(path);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0);
  block.write(octal(mode, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(MODIFIED_S, 12), 136);
  block.write(' '.repeat(8), 148);
  block.write('0', 156);
  block.write('ustar\x0000', 257);
  block.write(prefix, 345);
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${octal(checksum, 7)}\0 `.slice(0, 8), 148);
  return block;
}

/** Digits, then a NUL, in a field of `width` bytes. */
function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, '0')}\0`;
}

/** ustar keeps 100 bytes of a name and 155 of the folders before it. */
function split(path: string): { readonly prefix: string; readonly name: string } {
  if (Buffer.byteLength(path) <= 100) return { prefix: '', name: path };
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    const [prefix, name] = [path.slice(0, slash), path.slice(slash + 1)];
    if (Buffer.byteLength(name) <= 100 && Buffer.byteLength(prefix) <= 155) return { prefix, name };
  }
  throw new UsageError(`${path}: too long a path for a tar archive (100 bytes of name, 155 of folders)`);
}
