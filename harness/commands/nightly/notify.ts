/** Tells somebody of a night: a command of the user's, started by the shell, with the night's document on its standard input. */
import { spawn } from 'node:child_process';
import { UsageError } from '../../errors.ts';

export const NOTIFY_POLICIES = ['news', 'always'] as const;

export type NotifyPolicy = (typeof NOTIFY_POLICIES)[number];

/** A command that takes longer is ended: no night hangs on a mail server. */
const LIMIT_MS = 60_000;

/** How the command ended; null: well. */
export type NotifyFault = string | null;

export function notifyPolicyOf(value: string): NotifyPolicy {
  const policy = NOTIFY_POLICIES.find(name => name === value);
  if (policy === undefined) throw new UsageError(`--notify is '${value}'; give ${NOTIFY_POLICIES.join(' or ')}`);
  return policy;
}

/**
 * Runs the command to its end, with its processes, and never rejects. What it prints goes to standard error, since standard output is the
 * document's.
 */
export function notify(command: string, document: string, limitMs: number = LIMIT_MS): Promise<NotifyFault> {
  return new Promise(resolve => {
    // A process group of its own, which is ended as a whole: the shell's child is what hangs.
    const child = spawn(command, { shell: true, detached: true, stdio: ['pipe', process.stderr, process.stderr] });
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      if (child.pid !== undefined) endGroup(child.pid);
    }, limitMs);
    const end = (fault: NotifyFault) => {
      clearTimeout(timer);
      resolve(fault);
    };
    child.on('error', error => end(`it could not be started: ${error.message}`));
    child.on('exit', (code, signal) => {
      if (timedOut) end(`it had not ended after ${limitMs / 1000} s and was stopped`);
      else if (code === 0) end(null);
      else end(code === null ? `it was ended by ${signal}` : `it ended with exit code ${code}`);
    });
    // A command that does not read its input is no fault.
    child.stdin.on('error', () => undefined).end(document);
  });
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}
