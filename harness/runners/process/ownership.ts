/**
 * Which processes are a runner's. A runner names processes, and may be wrong: one in a container counts from 1, and the harness would
 * end the machine's. A process is the runner's where it was started with the runner's mark, or below a process of it.
 */
import { readdirSync, readFileSync } from 'node:fs';

/** The variable that every process of a runner inherits. Its value is the runner's own. */
export const MARK = 'MOEBENCH_RUNNER';

/** Who else may be named by no runner: 1 stands for every process there is (kill(2) of −1). */
const isNobodys = (pid: number): boolean => pid <= 1 || pid === process.pid || pid === process.ppid;

/** Those of `pids` that may be ended with a runner: of this mark, or below `root`. Without /proc (macOS) a runner is believed. */
export function ownedOf(pids: readonly number[], mark: string, root: number | undefined): readonly number[] {
  return pids.filter(pid => !isNobodys(pid) && (process.platform !== 'linux' || isOwned(pid, mark, root)));
}

/** Every process of this mark: also one that left its group and its parent. None without /proc: on macOS, and in a bare root. */
export function markedPids(mark: string): readonly number[] {
  const pids = processNames().filter(name => /^\d+$/.test(name));
  return pids.map(Number).filter(pid => !isNobodys(pid) && hasMark(pid, mark));
}

function processNames(): readonly string[] {
  try {
    return readdirSync('/proc');
  } catch {
    return [];
  }
}

function isOwned(pid: number, mark: string, root: number | undefined): boolean {
  if (pid === root || hasMark(pid, mark)) return true;
  const parent = Number(/^PPid:\s+(\d+)/m.exec(fileOf(pid, 'status'))?.[1] ?? 0);
  return parent > 1 && parent !== process.pid && isOwned(parent, mark, root);
}

const hasMark = (pid: number, mark: string): boolean => fileOf(pid, 'environ').split('\0').includes(`${MARK}=${mark}`);

/** Empty for a process that is gone, or another user's. */
function fileOf(pid: number, name: 'environ' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}
