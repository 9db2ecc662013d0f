/** One cell in a fresh process: job file in, result file out, and every way that can end. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fault } from '../results/record.ts';
import { type Job, type Result, resultSchema } from './runners/job.ts';

/** Runs a job to its end, whatever that is; rejects only when `interrupt` fires. The seam tests put a fake into. */
export type Executor = (job: Job, timeoutMs: number, interrupt: AbortSignal) => Promise<Result>;

/** The run was interrupted; what was measured before is on disk. */
export class Interrupted extends Error {}

/** How a worker ended, without the result it may have left. */
export type Ending =
  | { readonly kind: 'exit'; readonly code: number | null; readonly signal: NodeJS.Signals | null }
  | { readonly kind: 'timeout'; readonly timeoutMs: number };

const WORKER = fileURLToPath(new URL('./runners/onnx/worker.js', import.meta.url));
const LAST_WORDS = 4096;

export const runInWorker: Executor = async (job, timeoutMs, interrupt) => {
  const folder = mkdtempSync(join(tmpdir(), 'moebench-cell-'));
  const [jobPath, resultPath] = [join(folder, 'job.json'), join(folder, 'result.json')];
  try {
    writeFileSync(jobPath, JSON.stringify(job));
    const { ending, lastWords } = await spawnWorker([WORKER, jobPath, resultPath], timeoutMs, interrupt);
    if (interrupt.aborted) throw new Interrupted('interrupted');
    if (ending.kind === 'exit' && ending.code === 0 && existsSync(resultPath)) {
      return resultSchema.parse(JSON.parse(readFileSync(resultPath, 'utf8')));
    }
    return { kind: 'fault', fault: faultOf(ending, lastWords) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Names what killed a worker that left no result. */
export function faultOf(ending: Ending, lastWords: string): Fault {
  const detail = lastWords.slice(-LAST_WORDS);
  if (ending.kind === 'timeout') {
    return { code: 'timeout', message: `no result within ${ending.timeoutMs} ms`, detail };
  }
  // The kernel's out-of-memory killer sends SIGKILL, and nobody else does: our own timeout was handled above.
  if (ending.signal === 'SIGKILL' || /bad_alloc|heap out of memory|Cannot allocate memory/i.test(lastWords)) {
    return { code: 'out-of-memory', message: 'the worker was killed for memory', detail };
  }
  const how = ending.signal === null ? `exit code ${ending.code}` : `signal ${ending.signal}`;
  return { code: 'crash', message: `the worker ended with ${how} and no result`, detail };
}

function spawnWorker(
  args: readonly string[],
  timeoutMs: number,
  interrupt: AbortSignal,
): Promise<{ ending: Ending; lastWords: string }> {
  return new Promise((resolve, reject) => {
    // A group of its own, so that Ctrl-C at the terminal reaches us alone and we decide.
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    let lastWords = '';
    let timedOut = false;
    child.stderr.setEncoding('utf8').on('data', text => {
      lastWords = (lastWords + text).slice(-LAST_WORDS);
    });
    const kill = () => child.kill('SIGKILL');
    const timer = setTimeout(() => {
      timedOut = true;
      kill();
    }, timeoutMs);
    interrupt.addEventListener('abort', kill, { once: true });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      interrupt.removeEventListener('abort', kill);
      resolve({ ending: timedOut ? { kind: 'timeout', timeoutMs } : { kind: 'exit', code, signal }, lastWords });
    });
    if (interrupt.aborted) kill();
  });
}
