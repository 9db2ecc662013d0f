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
  | { readonly kind: 'timeout'; readonly timeoutMs: number }
  | { readonly kind: 'not-started'; readonly reason: string };

const WORKER = fileURLToPath(new URL('./runners/onnx/worker.js', import.meta.url));
const LAST_WORDS = 4096;
/** setTimeout takes no more, and fires at once if it is given more. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export const runInWorker: Executor = async (job, timeoutMs, interrupt) => {
  const folder = mkdtempSync(join(tmpdir(), 'moebench-cell-'));
  const [jobPath, resultPath] = [join(folder, 'job.json'), join(folder, 'result.json')];
  try {
    writeFileSync(jobPath, JSON.stringify(job));
    const { ending, lastWords } = await spawnWorker([WORKER, jobPath, resultPath], timeoutMs, interrupt);
    if (interrupt.aborted) throw new Interrupted('interrupted');
    if (ending.kind === 'exit' && ending.code === 0 && existsSync(resultPath)) {
      return parseResult(readFileSync(resultPath, 'utf8'));
    }
    return { kind: 'fault', fault: faultOf(ending, lastWords) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** A worker's result; what does not hold (a measurement with no numbers in it) is a fault, not the end of the run. */
export function parseResult(text: string): Result {
  const parsed = resultSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const message = `the worker's result does not hold: ${issue?.path.join('.')}: ${issue?.message}`;
  return { kind: 'fault', fault: { code: 'internal', message, detail: text.slice(0, LAST_WORDS) } };
}

/** Names what killed a worker that left no result. */
export function faultOf(ending: Ending, lastWords: string): Fault {
  const detail = lastWords.slice(-LAST_WORDS);
  if (ending.kind === 'timeout') {
    return { code: 'timeout', message: `no result within ${ending.timeoutMs} ms`, detail };
  }
  if (ending.kind === 'not-started') {
    return { code: 'crash', message: `the worker could not be started: ${ending.reason}`, detail };
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
  return new Promise(resolve => {
    // A group of its own, so that Ctrl-C at the terminal reaches us alone and we decide.
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    let lastWords = '';
    let timedOut = false;
    child.stderr.setEncoding('utf8').on('data', text => {
      lastWords = (lastWords + text).slice(-LAST_WORDS);
    });
    const kill = () => child.kill('SIGKILL');
    const timer = setTimeout(
      () => {
        timedOut = true;
        kill();
      },
      Math.min(timeoutMs, LONGEST_TIMEOUT_MS),
    );
    interrupt.addEventListener('abort', kill, { once: true });
    const end = (ending: Ending) => {
      clearTimeout(timer);
      interrupt.removeEventListener('abort', kill);
      resolve({ ending, lastWords });
    };
    child.on('error', error => end({ kind: 'not-started', reason: error.message }));
    child.on('close', (code, signal) =>
      end(timedOut ? { kind: 'timeout', timeoutMs } : { kind: 'exit', code, signal }),
    );
    if (interrupt.aborted) kill();
  });
}
