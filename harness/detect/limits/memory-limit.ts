/** The limit on a process's memory by control groups. Swap has limits of its own, which are left out. admin-guide/cgroup-v1, v2. */
import type { MemoryLimit } from '../../../results/schema/limits.ts';
import { note } from '../../../results/schema/note.ts';
import { type CgroupFiles, cgroupFolders } from './cgroup-folders.ts';

/** Version 1 writes no limit as the greatest multiple of a page, and Node as 2^64: no machine has as much. */
const NO_LIMIT = 2 ** 60;

/**
 * Files that set a limit, by version. `memory.high` kills nobody, but what goes over it is stopped and reclaimed, so that nothing
 * can be measured there.
 */
const FILES = { 1: ['memory.limit_in_bytes'], 2: ['memory.max', 'memory.high'] } as const;

/** The tightest limit of the process's group and its ancestors. `constrainedBytes`: Node's, where no group can be read. */
export async function readMemoryLimit(files: CgroupFiles, constrainedBytes: number | null): Promise<MemoryLimit> {
  const found = await cgroupFolders(files, 'memory');
  if (found === null) return constrained(constrainedBytes) ?? { status: 'unknown', ...note('no-cgroup') };
  const { version, folders } = found;
  const paths = folders.flatMap(folder => FILES[version].map(name => `${folder}/${name}`));
  const limits = await Promise.all(paths.map(async file => ({ file, bytes: parseLimit(await files.readText(file)) })));
  // Ancestors above what is mounted in a container limit it too; version 1 tells their tightest.
  const [folder] = folders;
  if (version === 1 && folder !== undefined) {
    const file = `${folder}/memory.stat`;
    const text = await files.readText(file);
    const bytes = /^hierarchical_memory_limit (\d+)$/m.exec(text ?? '')?.[1];
    limits.push({ file, bytes: parseLimit(bytes ?? null) });
  }
  const [tightest] = limits
    .flatMap(({ file, bytes }) => (typeof bytes === 'number' ? [{ bytes, file }] : []))
    .toSorted((a, b) => a.bytes - b.bytes);
  if (tightest !== undefined) return { status: 'limited', ...tightest };
  const broken = limits.find(({ bytes }) => bytes === 'unreadable');
  if (broken === undefined) return { status: 'unlimited' };
  const unreadable = note('unreadable-file', { path: broken.file });
  return constrained(constrainedBytes) ?? { status: 'unknown', ...unreadable };
}

function parseLimit(text: string | null): number | 'none' | 'unreadable' {
  if (text === null || text.trim() === 'max') return 'none';
  const bytes = text.trim() === '' ? Number.NaN : Number(text);
  if (!(bytes >= 0)) return 'unreadable';
  return bytes >= NO_LIMIT ? 'none' : bytes;
}

function constrained(bytes: number | null): MemoryLimit | null {
  if (bytes === null || !(bytes > 0) || bytes >= NO_LIMIT) return null;
  return { status: 'limited', bytes, file: 'process.constrainedMemory()' };
}
