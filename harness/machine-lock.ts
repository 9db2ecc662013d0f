/**
 * One measurement at a time on a machine: two runs at once would slow each other unnoticed. The lock lies in a folder that all users of
 * the machine share, not in the results' folder, since runs into different folders disturb each other as well.
 */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onDisk } from '../results/disk.ts';
import { type Lock, takeLock } from '../results/record-file/lock.ts';

/** Names another folder for the lock: for machines whose users share no `/tmp`, or whose parts share nothing. */
export const LOCKS_VARIABLE = 'MOEBENCH_LOCKS';

/** Not `TMPDIR`, which often belongs to one user or one job. */
const SHARED_FOLDER = process.platform === 'win32' ? tmpdir() : '/tmp';

/** Holds this machine until it is released. UsageError, with the process that holds it, where a run is under way. */
export function holdMachine(env: NodeJS.ProcessEnv = process.env): Lock {
  const folder = env[LOCKS_VARIABLE] ?? SHARED_FOLDER;
  onDisk(folder, () => mkdirSync(folder, { recursive: true }));
  return takeLock(join(folder, 'moebench-measuring.lock'), 'this machine');
}
