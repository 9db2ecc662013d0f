/** A job in a process of its own: job file in, result file out; every way in which it can end is an answer. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { onDisk } from '../results/disk.ts';
import { endProcesses } from './runners/process/end.ts';
import { MARK, markedPids } from './runners/process/ownership.ts';

export type ChildOptions = {
  readonly timeoutMs: number;
  /** Kills the child when it fires. */
  readonly interrupt?: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
};

/** How a child ended. */
export type Ending =
  | {
      readonly kind: 'exit';
      readonly code: number | null;
      readonly signal: NodeJS.Signals | null;
      /** Whether the kernel killed a process for memory meanwhile; null: unknown. */
      readonly oomKills: boolean | null;
    }
  | { readonly kind: 'timeout'; readonly timeoutMs: number }
  | { readonly kind: 'not-started'; readonly reason: string };

/** `result`: the text of the result file, null where the child left none. */
export type ChildRun = { readonly ending: Ending; readonly stderr: string; readonly result: string | null };

/** Bytes kept of a child's standard error: the last MiB. */
const STDERR_KEPT = 2 ** 20;
/** The longest timeout of setTimeout, which fires at once for a longer one. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** Runs `node <script> job.json result.json` to its end, whatever that is. CUDA counts cards as nvidia-smi does. */
export async function runChild(script: URL, job: unknown, options: ChildOptions): Promise<ChildRun> {
  const folder = onDisk(tmpdir(), () => mkdtempSync(join(tmpdir(), 'moebench-')));
  const [jobPath, resultPath] = [join(folder, 'job.json'), join(folder, 'result.json')];
  try {
    onDisk(folder, () => writeFileSync(jobPath, JSON.stringify(job)));
    const env = { ...options.env, [MARK]: folder };
    const { ending, stderr } = await spawnNode([fileURLToPath(script), jobPath, resultPath], { ...options, env });
    await endProcesses(pidsIn(`${resultPath}.pids`));
    await endProcesses(markedPids(folder));
    return { ending, stderr, result: existsSync(resultPath) ? readFileSync(resultPath, 'utf8') : null };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Processes that the child named as its own: a killed child could not end them. */
function pidsIn(path: string): readonly number[] {
  return existsSync(path) ? z.array(z.int().positive()).parse(JSON.parse(readFileSync(path, 'utf8'))) : [];
}

function spawnNode(args: readonly string[], options: ChildOptions): Promise<Pick<ChildRun, 'ending' | 'stderr'>> {
  const { timeoutMs, interrupt, env } = options;
  return new Promise(resolve => {
    // A process group of its own: Ctrl-C at the terminal reaches the parent alone, which decides.
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
      env: { ...process.env, CUDA_DEVICE_ORDER: 'PCI_BUS_ID', ...env },
    });
    const oomKillsBefore = oomKillCount();
    let stderr = '';
    let timedOut = false;
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr = (stderr + text).slice(-STDERR_KEPT);
    });
    const kill = () => child.kill('SIGKILL');
    const timer = setTimeout(
      () => {
        timedOut = true;
        kill();
      },
      Math.min(timeoutMs, LONGEST_TIMEOUT_MS),
    );
    interrupt?.addEventListener('abort', kill, { once: true });
    const end = (ending: Ending) => {
      clearTimeout(timer);
      interrupt?.removeEventListener('abort', kill);
      resolve({ ending, stderr });
    };
    child.on('error', error => end({ kind: 'not-started', reason: error.message }));
    child.on('close', (code, signal) => {
      const after = oomKillCount();
      const oomKills = after === null || oomKillsBefore === null ? null : after > oomKillsBefore;
      end(timedOut ? { kind: 'timeout', timeoutMs } : { kind: 'exit', code, signal, oomKills });
    });
    if (interrupt?.aborted === true) kill();
  });
}

/** How many processes the kernel has killed for memory since it started; null where it does not say. */
function oomKillCount(): number | null {
  try {
    const count = /^oom_kill (\d+)$/m.exec(readFileSync('/proc/vmstat', 'utf8'))?.[1];
    return count === undefined ? null : Number(count);
  } catch {
    return null;
  }
}
