/** Ends a runner's processes for good: each with the group it leads, and nothing goes on before they are gone. */
import { readFileSync } from 'node:fs';

/** A process that a driver holds in the kernel may take seconds to give back a device's memory. */
const GONE_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 10;

export async function endProcesses(pids: readonly number[]): Promise<void> {
  for (const pid of pids) {
    signal(-pid);
    signal(pid);
  }
  const since = performance.now();
  while (pids.some(isRunning) && performance.now() - since < GONE_WITHIN_MS) {
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // No such process or group: that is what was wanted.
  }
}

/** A zombie holds nothing any more. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    // No /proc (macOS): the process answers to a signal. With /proc it has just gone.
    return process.platform !== 'linux';
  }
}
